using System.Globalization;
using System.Text;
using NinjaBuild.ApiServer.Apply;
using NinjaBuild.ApiServer.Discovery;
using NinjaBuild.ApiServer.Objects;
using NinjaBuild.Kubernetes.Defaults;
using NinjaBuild.Kubernetes.Schema;

namespace NinjaBuild.ApiServer.Admission;

/// <summary>What a server fills into an object before it is kept: defaults, and what it allots.</summary>
sealed class ServerFill(KubernetesSchema schema)
{
    static readonly string[] GeneratedLabels =
        ["controller-uid", "batch.kubernetes.io/controller-uid", "job-name", "batch.kubernetes.io/job-name"];

    int _addresses;
    int _nodePorts;

    /// <summary>The object with the defaults of its kind.</summary>
    public Tree Defaulted(ApiResource resource, Tree tree)
    {
        if (resource.IsCustom)
        {
            var copy = tree.Copied();
            CustomDefaults.Fill(resource.CustomSchema, copy);
            return copy;
        }

        var result = ServerDefaults.Defaulted(tree, resource.Type, schema);
        if (resource.GroupResource == "secrets") MoveStringData(result);
        DropEmpty(result, NodeType.Root(schema, resource.Definition));
        return result;
    }

    /// <summary>Fills in what depends on the cluster, into a new object or in place of what an update leaves out.</summary>
    /// <param name="resource">Its resource.</param>
    /// <param name="tree">The object, which is changed.</param>
    /// <param name="live">The object as it is; null for a new one.</param>
    public void Allot(ApiResource resource, Tree tree, Tree? live)
    {
        switch (resource.GroupResource)
        {
            case "services": Service(tree.Own("spec"), live); break;
            case "jobs.batch": Job(tree, live); break;
            case "daemonsets.apps": TemplateGeneration(tree, live); break;
            case "namespaces": tree.Own("spec").TryAdd("finalizers", new TreeList { "kubernetes" }); break;
            case "persistentvolumeclaims": Keep(tree, live, "volumeName", "storageClassName"); break;
            case "pods":
                Keep(tree, live, "nodeName");
                tree.Own("spec").TryAdd("serviceAccountName", "default");
                tree.Own("spec").TryAdd("serviceAccount", tree.At("spec", "serviceAccountName"));
                break;
        }
    }

    void Service(Tree spec, Tree? live)
    {
        var type = spec.Text("type") ?? "ClusterIP";
        if (type == "ExternalName") return;
        foreach (var field in (ReadOnlySpan<string>)["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"])
        {
            if (live.At("spec", field) is { } kept) spec.TryAdd(field, TreeAccess.Copy(kept));
        }

        if (spec.Text("clusterIP") is null)
        {
            _addresses++;
            spec["clusterIP"] = string.Create(CultureInfo.InvariantCulture, $"10.96.{_addresses / 250}.{(_addresses % 250) + 1}");
        }

        spec.TryAdd("clusterIPs", new TreeList { spec["clusterIP"] });
        spec.TryAdd("ipFamilies", new TreeList { "IPv4" });
        spec.TryAdd("ipFamilyPolicy", "SingleStack");
        if (type is not ("NodePort" or "LoadBalancer")) return;
        foreach (var port in spec.Items("ports").OfType<Tree>())
        {
            var before = live.Items("spec", "ports").OfType<Tree>().FirstOrDefault(other => Equals(other.At("port"), port.At("port")));
            if (!port.ContainsKey("nodePort")) port["nodePort"] = before.At("nodePort") ?? (30000L + _nodePorts++);
        }
    }

    // pkg/registry/apps/daemonset/strategy.go counts the templates, and pkg/apis/apps/v1/conversion.go writes the count as an annotation.
    static void TemplateGeneration(Tree set, Tree? live)
    {
        const string Count = "deprecated.daemonset.template.generation";
        var before = long.Parse(live.Text("metadata", "annotations", Count) ?? "0", CultureInfo.InvariantCulture);
        var count = live is not null && TreeEquality.AreEqual(live.At("spec", "template"), set.At("spec", "template")) ? before : before + 1;
        set.Own("metadata", "annotations")[Count] = count.ToString(CultureInfo.InvariantCulture);
    }

    // pkg/registry/batch/job/strategy.go: generateSelector.
    static void Job(Tree job, Tree? live)
    {
        var spec = job.Own("spec");
        if (spec.IsTrue("manualSelector")) return;
        if (live is not null)
        {
            // What an update leaves out of the generated labels would be a change of immutable fields.
            if (!spec.ContainsKey("selector") && live.At("spec", "selector") is { } selector) spec["selector"] = TreeAccess.Copy(selector);
            var kept = live.Mapping("spec", "template", "metadata", "labels");
            var own = spec.Own("template", "metadata", "labels");
            foreach (var name in GeneratedLabels)
            {
                if (kept.TryGetValue(name, out var value)) own.TryAdd(name, value);
            }

            return;
        }

        var uid = job.Uid();
        var labels = spec.Own("template", "metadata", "labels");
        labels["controller-uid"] = uid;
        labels["batch.kubernetes.io/controller-uid"] = uid;
        labels["job-name"] = job.Name();
        labels["batch.kubernetes.io/job-name"] = job.Name();
        spec.Own("selector", "matchLabels")["batch.kubernetes.io/controller-uid"] = uid;
        if (job.Mapping("metadata", "labels").Count == 0) job.Own("metadata")["labels"] = labels.Copied();
    }

    static void Keep(Tree tree, Tree? live, params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
        {
            if (live.At("spec", field) is { } kept) tree.Own("spec").TryAdd(field, kept);
        }
    }

    static void MoveStringData(Tree secret)
    {
        if (!secret.Remove("stringData", out var texts) || texts is not Tree { Count: > 0 } mapping) return;
        var data = secret.Own("data");
        foreach (var (name, value) in mapping) data[name] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value as string ?? ""));
    }

    // Go's omitempty: empty lists, maps and nulls are not written. Mappings with fields of their own (emptyDir) mean something.
    static void DropEmpty(object? value, NodeType type)
    {
        if (value is TreeList list)
        {
            foreach (var item in list) DropEmpty(item, type.Item);
        }

        if (value is not Tree mapping) return;
        foreach (var name in mapping.Keys.ToArray())
        {
            var inner = type.Field(name);
            DropEmpty(mapping[name], inner);
            bool isNothing = mapping[name] switch
            {
                null => true,
                TreeList { Count: 0 } => inner.Type?.Shape == FieldShape.List,
                Tree { Count: 0 } => inner.Type?.Shape == FieldShape.Map,
                _ => false,
            };
            if (isNothing) mapping.Remove(name);
        }
    }
}
