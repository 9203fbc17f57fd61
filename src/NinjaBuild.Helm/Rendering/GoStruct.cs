using System.Collections;
using NinjaBuild.GoTemplates;

namespace NinjaBuild.Helm.Rendering;

/// <summary>A Go struct of fixed fields, or a pointer to one.</summary>
sealed class GoStruct(string goType) : ITemplateObject, IEnumerable<KeyValuePair<string, object?>>
{
    readonly Dictionary<string, object?> _fields = new(StringComparer.Ordinal);

    public string GoType { get; } = goType;

    public object? this[string field]
    {
        set => _fields[field] = value;
    }

    public bool TryGetField(string name, out object? value) => _fields.TryGetValue(name, out value);

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => "{" + string.Join(' ', _fields.Values.Select(value => GoTemplates.Formatting.GoFormat.Print(value))) + "}";
}
