using System.Collections;
using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Values;

namespace NinjaBuild.Helm.Rendering;

/// <summary>A Go struct of fixed fields, or a pointer to one.</summary>
sealed class GoStruct(string goType) : ITemplateObject, IGoStruct, IEnumerable<KeyValuePair<string, object?>>
{
    readonly List<(string Name, string Json, object? Value)> _fields = [];

    public string GoType { get; } = goType;

    public IEnumerable<KeyValuePair<string, object?>> JsonFields =>
        _fields.Where(entry => entry.Json == entry.Name || GoTypes.IsTrue(entry.Value)).Select(entry => KeyValuePair.Create(entry.Json, entry.Value));

    /// <summary>A field that JSON has under the same name.</summary>
    public object? this[string name]
    {
        set => _fields.Add((name, name, value));
    }

    /// <summary>A field that JSON has under another name, and leaves out where it is empty.</summary>
    public object? this[string name, string json]
    {
        set => _fields.Add((name, json, value));
    }

    public bool TryGetField(string name, out object? value)
    {
        foreach (var entry in _fields)
        {
            if (entry.Name == name)
            {
                value = entry.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _fields.Select(entry => KeyValuePair.Create(entry.Name, entry.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => "{" + string.Join(' ', _fields.Select(entry => GoTemplates.Formatting.GoFormat.Print(entry.Value))) + "}";
}
