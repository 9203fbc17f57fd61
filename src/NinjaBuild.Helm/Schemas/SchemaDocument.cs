using System.Globalization;
using NinjaBuild.GoTemplates;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Functions;
using Map = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace NinjaBuild.Helm.Schemas;

/// <summary>A schema's document: its draft, and what its identifiers, anchors and references name. Nothing outside it is ever read.</summary>
sealed class SchemaDocument
{
    const int MaxDepth = 200;

    // Keywords whose values are data, and not schemas.
    static readonly HashSet<string> Data = new(["const", "enum", "default", "examples", "required", "dependentRequired"], StringComparer.Ordinal);

    static readonly HashSet<string> Drafts = new(
        ["json-schema.org/draft-04/schema", "json-schema.org/draft-06/schema", "json-schema.org/draft-07/schema", "json-schema.org/draft/2019-09/schema", "json-schema.org/draft/2020-12/schema"],
        StringComparer.Ordinal);

    readonly string _path;
    readonly Dictionary<object, SchemaNode> _nodes = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<string, SchemaNode> _named = new(StringComparer.Ordinal);
    readonly SchemaNode _any;
    readonly SchemaNode _none;

    SchemaDocument(object? json, string path)
    {
        _path = path;
        Json = json;
        _any = new SchemaNode(this, true, "", "");
        _none = new SchemaNode(this, false, "", "");
        var dialect = (json as Map)?.GetValueOrDefault("$schema") as string ?? "";
        Draft = DraftOf(dialect);
        Root = json is bool truth ? (truth ? _any : _none) : Register(json, "", "");
        _named[""] = Root;
        Index(json, "", "", 0);
    }

    /// <summary>The draft's number or year.</summary>
    public int Draft { get; }

    public SchemaNode Root { get; }

    object? Json { get; }

    /// <summary>Reads a document, and checks that its references lead somewhere.</summary>
    /// <exception cref="ChartException">It is no schema.</exception>
    public static SchemaDocument Parse(ReadOnlyMemory<byte> utf8, string path)
    {
        object? json;
        try
        {
            json = JsonReader.Read(GoTemplates.Values.GoString.FromBytes(utf8.Span));
        }
        catch (FunctionException error)
        {
            throw new ChartException(path, $"is no JSON: {error.Message}");
        }

        if (json is not (Map or bool))
            throw new ChartException(path, $"a schema is an object, but this is {SchemaText.TypeOf(json)}");
        return new SchemaDocument(json, path);
    }

    public SchemaNode Node(object? json, string location, string scope) => json switch
    {
        true => _any,
        false => _none,
        _ => _nodes.TryGetValue(json!, out var known) ? known : Register(json, location, scope),
    };

    /// <summary>The schema that a reference names.</summary>
    /// <exception cref="ChartException">There is none, or it is in another document.</exception>
    public SchemaNode Resolve(string reference, string scope)
    {
        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        var (address, fragment) = hash < 0 ? (reference, "") : (reference[..hash], Uri.UnescapeDataString(reference[(hash + 1)..]));
        var target = Combine(scope, address);
        if (IsMetaSchema(target))
            return _any; // a schema within values: what it must be like is not checked
        if (!_named.TryGetValue(target, out var resource))
        {
            throw Error(address.Contains("://", StringComparison.Ordinal)
                ? $"$ref {SchemaText.Quote(reference)}: other documents are not loaded; put the schema into $defs and refer to it there"
                : $"$ref {SchemaText.Quote(reference)}: there is no such schema");
        }

        if (fragment.Length == 0)
            return resource;
        return fragment[0] == '/' ? Follow(resource, fragment, reference)
            : _named.GetValueOrDefault($"{target}#{fragment}") ?? throw Error($"$ref {SchemaText.Quote(reference)}: there is no such anchor");
    }

    public static string Escape(string step) => step.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    SchemaNode Follow(SchemaNode resource, string pointer, string reference)
    {
        var (json, scope) = (JsonOf(resource), resource.Scope);
        foreach (var step in pointer[1..].Split('/').Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
        {
            json = json switch
            {
                Map map when map.TryGetValue(step, out var value) => value,
                IReadOnlyList<object?> list when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Count => list[index],
                _ => throw Error($"$ref {SchemaText.Quote(reference)}: there is no such schema"),
            };
            if (json is Map inner && IdOf(inner) is { } id)
                scope = Combine(scope, id);
        }

        return json is Map or bool ? Node(json, resource.Location + pointer, scope) : throw Error($"$ref {SchemaText.Quote(reference)} is no schema, but {SchemaText.TypeOf(json)}");
    }

    object? JsonOf(SchemaNode node) => ReferenceEquals(node, Root) ? Json : _nodes.FirstOrDefault(entry => ReferenceEquals(entry.Value, node)).Key;

    SchemaNode Register(object? json, string location, string scope) => _nodes[json!] = new SchemaNode(this, json, location, scope);

    void Index(object? json, string location, string scope, int depth)
    {
        if (depth > MaxDepth)
            throw Error($"the schema is nested deeper than {MaxDepth}");
        switch (json)
        {
            case Map map:
                IndexMap(map, location, scope, depth);
                break;
            case IReadOnlyList<object?> list:
                for (var i = 0; i < list.Count; i++)
                    Index(list[i], string.Create(CultureInfo.InvariantCulture, $"{location}/{i}"), scope, depth + 1);
                break;
        }
    }

    void IndexMap(Map map, string location, string scope, int depth)
    {
        if (IdOf(map) is { } id)
        {
            scope = Combine(scope, id);
            _nodes.Remove(map);
            _named[scope] = location.Length == 0 ? Root : Node(map, location, scope);
        }

        foreach (var keyword in (ReadOnlySpan<string>)["$anchor", "$dynamicAnchor"])
        {
            if (map.GetValueOrDefault(keyword) is string anchor)
                _named[$"{scope}#{anchor}"] = Node(map, location, scope);
        }

        foreach (var (key, value) in map)
        {
            if (!Data.Contains(key))
                Index(value, $"{location}/{Escape(key)}", scope, depth + 1);
        }
    }

    string? IdOf(Map map) => map.GetValueOrDefault(Draft == 4 ? "id" : "$id") is string { Length: > 0 } id && id[0] != '#' ? id.TrimEnd('#') : null;

    static string Combine(string scope, string address)
    {
        if (address.Length == 0)
            return scope;
        if (Uri.TryCreate(scope, UriKind.Absolute, out var root) && Uri.TryCreate(root, address, out var absolute))
            return absolute.ToString();
        return address;
    }

    static bool IsMetaSchema(string address) => Drafts.Contains(address.Replace("https://", "", StringComparison.Ordinal).Replace("http://", "", StringComparison.Ordinal));

    static int DraftOf(string dialect) => dialect switch
    {
        _ when dialect.Contains("draft-04", StringComparison.Ordinal) => 4,
        _ when dialect.Contains("draft-06", StringComparison.Ordinal) => 6,
        _ when dialect.Contains("draft-07", StringComparison.Ordinal) => 7,
        _ when dialect.Contains("2019-09", StringComparison.Ordinal) => 2019,
        _ => 2020,
    };

    ChartException Error(string message) => new(_path, message);
}
