using NinjaBuild.ApiServer.Apply;
using NinjaBuild.ApiServer.Requests;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Schema;

namespace NinjaBuild.ApiServer.Admission;

/// <summary>The part of validation that tests meet: required fields, enumerated values, selectors that do not select their pods.</summary>
static class RequiredValues
{
    /// <summary>What is wrong with an object, all at once.</summary>
    public static List<StatusCause> Problems(TypeName kind, Tree tree, NodeType type)
    {
        var problems = new List<StatusCause>();
        Name(kind, tree, problems);
        foreach (var (name, value) in tree)
        {
            if (name is not ("metadata" or "status")) Visit(value, type.Field(name), name, problems);
        }

        foreach (var field in type.Definition?.Fields.Values ?? [])
        {
            if (field.IsRequired && !tree.ContainsKey(field.Name)) problems.Add(Required(field.Name));
        }

        Selector(tree, problems);
        return problems;
    }

    static void Name(TypeName kind, Tree tree, List<StatusCause> problems)
    {
        var name = tree.Text("metadata", "name") ?? "";
        if (NameRules.Problem(kind, name) is null) return;
        const string Rule = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and "
            + "end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
        problems.Add(new StatusCause("FieldValueInvalid", $"Invalid value: \"{name}\": {Rule}", "metadata.name"));
    }

    static void Visit(object? value, NodeType type, string path, List<StatusCause> problems)
    {
        if (value is TreeList list)
        {
            for (int i = 0; i < list.Count; i++) Visit(list[i], type.Item, $"{path}[{i}]", problems);
        }

        if (value is not Tree mapping || type.Definition is not { } definition)
        {
            if (value is Tree map && type.Type?.Shape == FieldShape.Map)
            {
                foreach (var (name, inner) in map) Visit(inner, type.Field(name), $"{path}.{name}", problems);
            }

            return;
        }

        foreach (var field in definition.Fields.Values)
        {
            bool isThere = mapping.TryGetValue(field.Name, out var inner) && inner is not (null or "" or TreeList { Count: 0 });
            if (field.IsRequired && !isThere && !MayBeEmpty(definition.Name, field.Name)) problems.Add(Required($"{path}.{field.Name}"));
            if (field.Enum.Count > 0 && inner is string text && text.Length > 0 && !field.Enum.Contains(text)) problems.Add(NotSupported($"{path}.{field.Name}", text, field.Enum));
        }

        foreach (var (name, inner) in mapping) Visit(inner, type.Field(name), $"{path}.{name}", problems);
    }

    // Fields that the schema demands and whose empty value validation takes all the same.
    static bool MayBeEmpty(string definition, string field) => (definition, field) switch
    {
        ("rbac.v1.PolicyRule", _) or ("core.v1.NodeSelectorTerm", _) or ("networking.v1.HTTPIngressRuleValue", "paths") => true,
        ("apps.v1.DeploymentSpec" or "apps.v1.StatefulSetSpec" or "apps.v1.DaemonSetSpec" or "batch.v1.JobSpec", "template") => true,
        ("apps.v1.StatefulSetSpec", "serviceName") => true,
        _ => field is "conditions" or "status" || definition.StartsWith("apiextensions.", StringComparison.Ordinal) || definition == "core.v1.Volume",
    };

    static void Selector(Tree tree, List<StatusCause> problems)
    {
        if (tree.Text("kind") is not ("Deployment" or "ReplicaSet" or "StatefulSet" or "DaemonSet") || tree.At("spec", "selector") is not Tree selector) return;
        var labels = tree.Mapping("spec", "template", "metadata", "labels");
        foreach (var (name, value) in selector.Mapping("matchLabels"))
        {
            if (Equals(labels.GetValueOrDefault(name), value)) continue;
            var shown = string.Join(", ", labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"\"{label.Key}\":\"{label.Value}\""));
            problems.Add(new StatusCause(
                "FieldValueInvalid", $"Invalid value: map[string]string{{{shown}}}: `selector` does not match template `labels`", "spec.template.metadata.labels"));
            return;
        }
    }

    static StatusCause Required(string path) => new("FieldValueRequired", "Required value", path);

    static StatusCause NotSupported(string path, string value, IReadOnlyList<string> allowed) =>
        new("FieldValueNotSupported", $"Unsupported value: \"{value}\": supported values: {string.Join(", ", allowed.Select(one => $"\"{one}\""))}", path);
}
