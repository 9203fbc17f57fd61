using System.Globalization;
using Map = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace NinjaBuild.Helm.Schemas;

/// <summary>A schema within a document: its keywords, and what its references mean.</summary>
/// <param name="document">The document it stands in.</param>
/// <param name="json">The schema: a map, or a boolean.</param>
/// <param name="location">Its JSON pointer in the document.</param>
/// <param name="scope">The schema with an $id that it belongs to; itself, where it has one.</param>
sealed class SchemaNode(SchemaDocument document, object? json, string location, string scope)
{
    static readonly Dictionary<string, object?> None = new(StringComparer.Ordinal);

    readonly Map _keywords = json as Map ?? None;

    /// <summary>The draft's number or year: 4, 6, 7, 2019, 2020.</summary>
    public int Draft => document.Draft;

    public string Location => location;

    /// <summary>The base of its references.</summary>
    public string Scope => scope;

    /// <summary>Whether it is <c>false</c>, which nothing fits.</summary>
    public bool IsFalse => json is false;

    public object? this[string keyword] => _keywords.GetValueOrDefault(keyword);

    public bool Has(string keyword) => _keywords.ContainsKey(keyword);

    public string? Text(string keyword) => this[keyword] as string;

    public double? Number(string keyword) => this[keyword] as double?;

    public int? Count(string keyword) => Number(keyword) is { } number ? (int)Math.Min(number, int.MaxValue) : null;

    public IReadOnlyList<string> Texts(string keyword) => this[keyword] is IReadOnlyList<object?> list ? [.. list.OfType<string>()] : [];

    /// <summary>The schema of a keyword; null where it has none.</summary>
    public SchemaNode? Schema(string keyword) => this[keyword] is Map or bool ? document.Node(this[keyword], $"{location}/{keyword}", scope) : null;

    /// <summary>The schemas of a keyword that takes a list of them.</summary>
    public IReadOnlyList<SchemaNode> Schemas(string keyword) => this[keyword] is IReadOnlyList<object?> list
        ? [.. list.Select((item, i) => document.Node(item, string.Create(CultureInfo.InvariantCulture, $"{location}/{keyword}/{i}"), scope))]
        : [];

    /// <summary>The schemas of a keyword that takes a map of them, by name.</summary>
    public IEnumerable<KeyValuePair<string, SchemaNode>> Named(string keyword) => this[keyword] is Map map
        ? map.Where(entry => entry.Value is Map or bool).OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => KeyValuePair.Create(entry.Key, document.Node(entry.Value, $"{location}/{keyword}/{SchemaDocument.Escape(entry.Key)}", scope)))
        : [];

    /// <summary>The schema of a name in a keyword that takes a map of them.</summary>
    public SchemaNode? Named(string keyword, string name) => this[keyword] is Map map && map.TryGetValue(name, out var schema) && schema is Map or bool
        ? document.Node(schema, $"{location}/{keyword}/{SchemaDocument.Escape(name)}", scope)
        : null;

    /// <summary>The schema that a reference means.</summary>
    public SchemaNode? Reference(string keyword) => Text(keyword) is { } reference ? document.Resolve(reference, scope) : null;
}
