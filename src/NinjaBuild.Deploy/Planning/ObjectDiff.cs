using System.Globalization;
using System.Text;
using NinjaBuild.Kubernetes.Client.Json;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Schema;

namespace NinjaBuild.Deploy.Planning;

/// <summary>
/// Compares an object as it is with what the server says it would be. Both come from the server, so that defaults stand in both; items of
/// lists are matched by the keys by which server-side apply matches them.
/// </summary>
sealed class ObjectDiff
{
    const int MaxValueLength = 200;

    // What the server keeps of its own accord, and what controllers write.
    static readonly HashSet<string> ServerMetadata = new(
        ["creationTimestamp", "deletionGracePeriodSeconds", "deletionTimestamp", "generation", "managedFields", "resourceVersion", "selfLink", "uid"], StringComparer.Ordinal);

    // A count of the server's own (pkg/apis/apps/v1/conversion.go has spec.templateGeneration in it).
    const string TemplateGeneration = "metadata.annotations[deprecated.daemonset.template.generation]";

    readonly KubernetesSchema _schema;
    readonly List<FieldChange> _changes = [];
    readonly bool _isSecret;

    // Whether the second of the two is not what the server would make of it, so that what it says nothing of does not count.
    readonly bool _isWishOnly;

    ObjectDiff(KubernetesSchema schema, bool isSecret, bool isWishOnly)
    {
        _schema = schema;
        _isSecret = isSecret;
        _isWishOnly = isWishOnly;
    }

    /// <summary>The fields that differ, in the order of their paths; status and what only the server writes left out.</summary>
    public static IReadOnlyList<FieldChange> Of(TypeName type, Tree before, Tree after, KubernetesSchema schema) =>
        new ObjectDiff(schema, IsSecret(type), isWishOnly: false).Run(type, before, after);

    /// <summary>
    /// The fields that a manifest sets otherwise than they are, where the server does not say what it would make of it. A value that is written
    /// in another way than the server writes it counts as other.
    /// </summary>
    public static IReadOnlyList<FieldChange> OfWish(TypeName type, Tree live, Tree wish, KubernetesSchema schema) =>
        new ObjectDiff(schema, IsSecret(type), isWishOnly: true).Run(type, live, wish);

    static bool IsSecret(TypeName type) => type is { Group: "", Kind: "Secret" };

    List<FieldChange> Run(TypeName type, Tree before, Tree after)
    {
        var definition = _schema.DefinitionOf(type);
        foreach (var name in Names(before, after))
        {
            if (name is "status" or "apiVersion" or "kind")
                continue;
            if (name == "metadata")
                Metadata(before.GetValueOrDefault(name) as Tree, after.GetValueOrDefault(name) as Tree);
            else
                Compare(name, before, after, name, definition?.Fields.GetValueOrDefault(name));
        }

        return _changes;
    }

    void Metadata(Tree? before, Tree? after)
    {
        if (before is null || after is null)
            return;
        foreach (var name in Names(before, after))
        {
            if (!ServerMetadata.Contains(name))
                Compare($"metadata.{name}", before, after, name, field: null);
        }
    }

    void Compare(string path, Tree before, Tree after, string name, SchemaField? field)
    {
        var was = before.TryGetValue(name, out var old);
        var will = after.TryGetValue(name, out var @new);
        if (was && will)
            Compare(path, old, @new, field, field?.Type);
        else
            Add(path, was, old, will, @new);
    }

    void Compare(string path, object? before, object? after, SchemaField? field, FieldType? type)
    {
        if (before is Tree old && after is Tree @new)
            Mappings(path, old, @new, type);
        else if (before is IReadOnlyList<object?> oldItems && after is IReadOnlyList<object?> newItems)
            Lists(path, oldItems, newItems, field);
        else if (!AreSame(before, after))
            Add(path, was: true, before, will: true, after);
    }

    void Mappings(string path, Tree before, Tree after, FieldType? type)
    {
        var definition = type is { Shape: FieldShape.Definition, DefinitionName: { } known } ? _schema.Definition(known) : null;
        foreach (var name in Names(before, after))
        {
            var field = definition?.Fields.GetValueOrDefault(name);
            var step = definition is null && name.AsSpan().ContainsAny('.', '/') ? $"{path}[{name}]" : $"{path}.{name}";
            if (step == TemplateGeneration)
                continue;
            if (field is null && type is { Shape: FieldShape.Map, Element: { } element } && before.TryGetValue(name, out var old) && after.TryGetValue(name, out var @new))
                Compare(step, old, @new, field: null, element);
            else
                Compare(step, before, after, name, field);
        }
    }

    void Lists(string path, IReadOnlyList<object?> before, IReadOnlyList<object?> after, SchemaField? field)
    {
        if (field is { ListKind: not ListKind.Atomic } && Keyed(before, field) is { } old && Keyed(after, field) is { } @new)
        {
            foreach (var key in _isWishOnly ? @new.Keys : old.Keys.Union(@new.Keys, StringComparer.Ordinal))
            {
                var step = $"{path}[{key}]";
                var was = old.TryGetValue(key, out var oldItem);
                var will = @new.TryGetValue(key, out var newItem);
                if (was && will)
                    Compare(step, oldItem, newItem, field: null, field.Type.Element);
                else
                    Add(step, was, oldItem, will, newItem);
            }

            return;
        }

        for (var i = 0; i < Math.Max(before.Count, after.Count); i++)
        {
            var step = string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]");
            if (i < before.Count && i < after.Count)
                Compare(step, before[i], after[i], field: null, field?.Type.Element);
            else
                Add(step, i < before.Count, i < before.Count ? before[i] : null, i < after.Count, i < after.Count ? after[i] : null);
        }
    }

    static Dictionary<string, object?>? Keyed(IReadOnlyList<object?> items, SchemaField field)
    {
        var result = new Dictionary<string, object?>(items.Count, StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (ListKeys.KeyOf(field, item) is not { } key || !result.TryAdd(key, item))
                return null;
        }

        return result;
    }

    void Add(string path, bool was, object? before, bool will, object? after)
    {
        // The server does not keep what is empty.
        if (_isWishOnly && !was && after is null or Tree { Count: 0 } or IReadOnlyList<object?> { Count: 0 })
            return;
        var isSecret = _isSecret && !path.StartsWith("metadata.", StringComparison.Ordinal) && path is not ("type" or "immutable");
        // Old versions of kubectl keep the whole object, with a Secret's values, in an annotation.
        isSecret |= _isSecret && path.StartsWith("metadata.annotations", StringComparison.Ordinal);
        _changes.Add(isSecret
            ? new FieldChange(path, was ? "" : null, will ? "" : null) { IsSecret = true }
            : new FieldChange(path, was ? Text(before) : null, will ? Text(after) : null));
    }

    IEnumerable<string> Names(Tree before, Tree after) =>
        (_isWishOnly ? after.Keys : before.Keys.Union(after.Keys, StringComparer.Ordinal)).Order(StringComparer.Ordinal);

    static bool AreSame(object? before, object? after) => (before, after) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (long or double, long or double) => Convert.ToDouble(before, CultureInfo.InvariantCulture).Equals(Convert.ToDouble(after, CultureInfo.InvariantCulture)),
        _ => before.Equals(after),
    };

    static string Text(object? value)
    {
        var text = Encoding.UTF8.GetString(JsonTree.Write(value).Span);
        return text.Length <= MaxValueLength ? text : string.Concat(text.AsSpan(0, MaxValueLength), "…");
    }
}
