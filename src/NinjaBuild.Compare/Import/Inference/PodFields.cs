using NinjaBuild.Kubernetes.Trees;
using NinjaBuild.Workspace.Model;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Compare.Import.Inference;

/// <summary>What of a pod is one app's own container, and the rest of it, as an app declares them.</summary>
static class PodFields
{
    static readonly string[] ContainerMade =
    [
        "name", "image", "imagePullPolicy", "command", "args", "ports", "env", "envFrom", "livenessProbe", "readinessProbe", "startupProbe", "resources", "lifecycle",
        "securityContext", "volumeMounts",
    ];

    static readonly string[] PodMade =
    [
        "containers", "initContainers", "serviceAccountName", "serviceAccount", "automountServiceAccountToken", "imagePullSecrets", "priorityClassName",
        "terminationGracePeriodSeconds", "securityContext", "nodeSelector", "affinity", "tolerations", "topologySpreadConstraints", "volumes", "restartPolicy",
    ];

    /// <summary>Writes what the app's own container is started with.</summary>
    public static void Container(Map fields, Map container)
    {
        fields.Put("command", container.Items("command").Select(Fields.TextOf).OfType<object?>().ToList());
        fields.Put("args", container.Items("args").Select(Fields.TextOf).OfType<object?>().ToList());
        fields.Put("resources", Resources(container));
        fields.Put("lifecycle", Fields.Without(container.At("lifecycle")));
        fields.Put("securityContext", SecurityFields.Container(container));
        foreach (var (name, value) in Fields.Without(container, ContainerMade)!)
            Further(fields, "containerSpec", name, value);
    }

    /// <summary>Writes what surrounds it.</summary>
    /// <param name="fields">The app's fields.</param>
    /// <param name="pod">The pod spec.</param>
    /// <param name="isJob">Whether its pods end.</param>
    public static void Pod(Map fields, Map pod, bool isJob)
    {
        fields.Put("podSecurityContext", SecurityFields.Pod(pod));
        fields.Put("nodeSelector", Fields.Texts(pod.Mapping("nodeSelector")));
        foreach (var name in (string[])["tolerations", "topologySpreadConstraints", "initContainers", "affinity"])
            fields.Put(name, TreeAccess.Copy(pod.At(name)));
        fields.Put("priorityClassName", pod.Text("priorityClassName"));
        fields.Put("terminationGracePeriodSeconds", pod.Number("terminationGracePeriodSeconds"));
        fields.Put("sidecars", pod.Items("containers").Skip(1).Select(TreeAccess.Copy).ToList());
        if (isJob && pod.Text("restartPolicy") is { } restart and not "Never")
            Further(fields, "podSpec", "restartPolicy", restart);
        foreach (var (name, value) in Fields.Without(pod, PodMade)!)
            Further(fields, "podSpec", name, value);
    }

    static Map? Resources(Map container)
    {
        var resources = new Map();
        foreach (var list in (string[])["requests", "limits"])
        {
            var quantities = Fields.Texts(container.Mapping("resources", list));
            foreach (var name in quantities.Keys.Where(name => Formats.Fault(Format.Quantity, (string)quantities[name]!) is not null).ToList())
                quantities.Remove(name);
            resources.Put(list, quantities);
        }

        var isFull = resources.Count == 2 && resources.Values.OfType<Map>().All(quantities => quantities.ContainsKey("cpu") && quantities.ContainsKey("memory"));
        return isFull ? resources : new Map([KeyValuePair.Create("defaults", (object?)false), .. resources]);
    }

    static void Further(Map fields, string spec, string name, object? value)
    {
        // What holds anyway need not be said.
        if (value is null or false or Map { Count: 0 } || (name, value) is ("dnsPolicy", "ClusterFirst") or ("schedulerName", "default-scheduler")
            or ("terminationMessagePath", "/dev/termination-log") or ("terminationMessagePolicy", "File") || (name, value) is ("enableServiceLinks", true))
            return;
        var further = fields.GetValueOrDefault(spec) as Map ?? [];
        further[name] = value;
        fields[spec] = further;
    }
}
