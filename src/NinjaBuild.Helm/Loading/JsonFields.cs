using System.Globalization;
using NinjaBuild.GoTemplates.Formatting;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Yaml;

namespace NinjaBuild.Helm.Loading;

/// <summary>
/// The fields of a mapping as <c>Unmarshal</c> of sigs.k8s.io/yaml fills a Go struct: names by any case, numbers and booleans become texts
/// where a text is wanted, null is nothing, unknown fields are passed over.
/// </summary>
sealed class JsonFields(YamlMapping? mapping, string path, List<ChartProblem> problems)
{
    JsonFields? _below;

    /// <summary>These fields, and those of another file, which win.</summary>
    public JsonFields Over(JsonFields above)
    {
        above._below = this;
        return above;
    }

    public string Text(string name) => Find(name, out var fields) is { } node ? fields.AsText(node, name) : "";

    public bool Truth(string name)
    {
        switch (Find(name, out var fields))
        {
            case null or YamlScalar { Value: null }:
                return false;
            case YamlScalar { Value: bool truth }:
                return truth;
            case var other:
                fields.Mismatch(other, name, "true or false");
                return false;
        }
    }

    /// <summary>Whether there is such a field, and it is not null or empty.</summary>
    public bool HasValue(string name) => Find(name, out _) is not (null or YamlScalar { Text: "" } or YamlScalar { Value: null });

    public IReadOnlyList<string> Texts(string name)
    {
        var items = Items(name, out var fields);
        return [.. items.Select(item => fields.AsText(item, name))];
    }

    public IReadOnlyList<YamlNode> Items(string name) => Items(name, out _);

    public IReadOnlyList<JsonFields> Objects(string name, string messageForNull)
    {
        var objects = new List<JsonFields>();
        foreach (var item in Items(name, out var fields))
        {
            if (item is YamlMapping inner)
                objects.Add(new JsonFields(inner, fields.Path, problems));
            else if (item is YamlScalar { Value: null })
                fields.Error(item, messageForNull);
            else
                fields.Mismatch(item, name, "a list of mappings");
        }

        return objects;
    }

    public IReadOnlyDictionary<string, string> TextMap(string name)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        var node = Find(name, out var fields);
        if (node is YamlMapping inner)
        {
            foreach (var entry in inner.Entries)
                map[entry.Name] = fields.AsText(entry.Value, $"{name}.{entry.Name}");
        }
        else if (node is not (null or YamlScalar { Value: null }))
        {
            fields.Mismatch(node, name, "a mapping");
        }

        return map;
    }

    /// <summary>Reports something about a field, at its place where it has one.</summary>
    public void Error(string name, string message)
    {
        if (Find(name, out var fields) is { } node)
            fields.Error(node, message);
        else
            problems.Add(new ChartProblem(path, message));
    }

    string Path => path;

    IReadOnlyList<YamlNode> Items(string name, out JsonFields fields)
    {
        switch (Find(name, out fields))
        {
            case YamlSequence list:
                return list.Items;
            case null or YamlScalar { Value: null }:
                return [];
            case var other:
                fields.Mismatch(other, name, "a list");
                return [];
        }
    }

    YamlNode? Find(string name, out JsonFields fields)
    {
        fields = this;
        var node = mapping?[name] ?? mapping?.Entries.LastOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;
        return node ?? _below?.Find(name, out fields);
    }

    string AsText(YamlNode node, string name)
    {
        switch (node)
        {
            case YamlScalar { Value: null }:
                return "";
            case YamlScalar { Value: string text }:
                return text;
            case YamlScalar { Value: bool truth }:
                return truth ? "true" : "false";
            case YamlScalar { Value: double number }:
                return GoFormat.Print(number);
            case YamlScalar scalar:
                return Convert.ToString(scalar.Value, CultureInfo.InvariantCulture)!;
            default:
                Mismatch(node, name, "a text");
                return "";
        }
    }

    void Mismatch(YamlNode node, string name, string wanted)
    {
        var found = node switch
        {
            YamlMapping => "a mapping",
            YamlSequence => "a list",
            YamlScalar { Value: string } => "a text",
            YamlScalar { Value: bool } => "true or false",
            _ => "a number",
        };
        Error(node, $"'{name}' should be {wanted}, but this is {found}");
    }

    void Error(YamlNode node, string message) => problems.Add(new ChartProblem(path, node.At.Line, node.At.Column, message));
}
