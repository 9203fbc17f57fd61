using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Schema;
using NinjaBuild.Yaml;

namespace NinjaBuild.Kubernetes.Validation;

/// <summary>Checks one object against the definition of its kind.</summary>
sealed class ObjectCheck(KubernetesSchema schema, Manifest manifest, List<Finding> findings)
{
    const int MaxFindings = 200;
    const int LongestShown = 60;

    static readonly Comparer<Finding> InOrderOfText = Comparer<Finding>.Create((a, b) =>
        (a.At.Line, a.At.Column, a.FieldPath).CompareTo((b.At.Line, b.At.Column, b.FieldPath)));

    readonly int _first = findings.Count;

    public void Run(Definition definition)
    {
        Mapping(definition, manifest.Node, FieldPath.Root, isStatus: false);
        findings.Sort(_first, findings.Count - _first, InOrderOfText);
    }

    void Mapping(Definition definition, YamlMapping mapping, FieldPath path, bool isStatus)
    {
        foreach (var entry in mapping.Entries)
        {
            if (!definition.Fields.TryGetValue(entry.Name, out var field)) Unknown(definition, entry, path);
            else Value(field, field.Type, entry.Value, path.Field(entry.Name), isStatus || entry.Name == "status");
        }

        if (definition.Name == "meta.v1.ObjectMeta") Metadata(mapping, path);
        if (isStatus) return;
        foreach (var field in definition.Fields.Values)
        {
            var value = mapping[field.Name];
            if (value is not (null or YamlScalar { Value: null }) || !RequiredFields.IsDemanded(definition, field)) continue;
            Add(FindingRule.MissingField, path.Field(field.Name), value ?? mapping, value is null ? "is missing" : "has no value");
        }
    }

    void Unknown(Definition definition, YamlEntry entry, FieldPath path)
    {
        var versions = KubernetesSchema.VersionsWith(definition.Name, entry.Name);
        var hint = versions.Count > 0
            ? $": Kubernetes {schema.Version} does not have it; {Between(versions)}"
            : NearestName.Suggestion(entry.Name, definition.Fields.Keys);
        Add(FindingRule.UnknownField, path.Field(entry.Name), entry.Key, $"there is no such field{hint}");
    }

    string Between(IReadOnlyList<KubernetesVersion> versions) =>
        versions[0] > schema.Version ? $"{versions[0]} is the first that does" : $"{versions[^1]} was the last that did";

    void Value(SchemaField field, FieldType type, YamlNode node, FieldPath path, bool isStatus)
    {
        // null is as good as absent to the server's decoder.
        if (node is YamlScalar { Value: null } || findings.Count - _first >= MaxFindings) return;
        switch (type.Shape, node)
        {
            case (FieldShape.Any or FieldShape.Object, _):
                break;
            case (FieldShape.Definition, YamlMapping mapping):
                if ((type.Inline ?? schema.Definition(type.DefinitionName!)) is { } definition) Mapping(definition, mapping, path, isStatus);
                break;
            case (FieldShape.Map, YamlMapping mapping):
                foreach (var entry in mapping.Entries) Value(field, type.Element!, entry.Value, path.Field(entry.Name), isStatus);
                break;
            case (FieldShape.List, YamlSequence list):
                for (int i = 0; i < list.Items.Count; i++) Value(field, type.Element!, list.Items[i], path.Item(i), isStatus);
                Duplicates(field, list, path);
                break;
            case (_, YamlScalar scalar):
                Scalar(field, type, scalar, path);
                break;
            default:
                Add(FindingRule.WrongType, path, node, $"must be {Expected(type.Shape)}, not {(node is YamlMapping ? "a mapping" : "a list")}");
                break;
        }
    }

    void Scalar(SchemaField field, FieldType type, YamlScalar scalar, FieldPath path)
    {
        if (ScalarCheck.Problem(type.Shape, scalar, Shown) is { } problem)
        {
            Add(problem.Rule, path, scalar, problem.Message);
            return;
        }

        // The server takes an empty text for an absent one.
        if (field.Enum.Count == 0 || scalar.Text.Length == 0 || field.Enum.Contains(scalar.Text, StringComparer.Ordinal)) return;
        var suggestion = NearestName.Of(scalar.Text, field.Enum) is { } nearest ? $"; did you mean {nearest}?" : "";
        var allowed = string.Join(", ", field.Enum.Where(value => value.Length > 0));
        Add(FindingRule.NotAllowed, path, scalar, $"'{scalar.Text}' is not allowed: it takes {allowed}{suggestion}");
    }

    void Duplicates(SchemaField field, YamlSequence list, FieldPath path)
    {
        if (field.ListKind == ListKind.Atomic || list.Items.Count < 2) return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < list.Items.Count; i++)
        {
            if (ListKeys.KeyOf(field, list.Items[i]) is not { } key || seen.Add(key)) continue;
            var message = $"{key} stands here a second time: server-side apply refuses that";
            Add(FindingRule.DuplicateItem, path.Item(i), list.Items[i], message, FaultSeverity.Warning);
        }
    }

    void Metadata(YamlMapping metadata, FieldPath path)
    {
        Labels(metadata["labels"], path.Field("labels"), checksValues: true);
        Labels(metadata["annotations"], path.Field("annotations"), checksValues: false);
    }

    void Labels(YamlNode? node, FieldPath path, bool checksValues)
    {
        if (node is not YamlMapping mapping) return;
        foreach (var entry in mapping.Entries)
        {
            // The server looks at an annotation's key in lower case.
            var key = checksValues ? entry.Name : entry.Name.ToLowerInvariant();
            if (LabelRules.KeyProblem(key) is { } badKey) Add(FindingRule.BadLabel, path.Field(entry.Name), entry.Key, badKey);
            if (checksValues && entry.Value is YamlScalar { Value: string value } scalar && LabelRules.ValueProblem(value) is { } badValue)
                Add(FindingRule.BadLabel, path.Field(entry.Name), scalar, $"'{value}' {badValue}");
        }
    }

    string Shown(YamlScalar scalar)
    {
        if (manifest.Kind == "Secret") return "the value";
        return scalar.Text.Length <= LongestShown ? scalar.Text : scalar.Text[..LongestShown] + "…";
    }

    static string Expected(FieldShape shape) => shape switch
    {
        FieldShape.List => "a list",
        FieldShape.Definition or FieldShape.Map => "a mapping",
        FieldShape.Boolean => "true or false",
        FieldShape.Int32 or FieldShape.Int64 => "a whole number",
        FieldShape.Double => "a number",
        FieldShape.Quantity => "a quantity",
        FieldShape.IntOrString => "a whole number or a string",
        _ => "a string",
    };

    void Add(FindingRule rule, FieldPath path, YamlNode node, string message, FaultSeverity severity = FaultSeverity.Error)
    {
        if (findings.Count - _first >= MaxFindings) return;
        findings.Add(new Finding(severity, rule, manifest, path.ToString(), manifest.Place(node), message));
    }
}
