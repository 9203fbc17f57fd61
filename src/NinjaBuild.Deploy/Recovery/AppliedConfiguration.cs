using System.Globalization;
using System.Text.Json;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Recovery;

/// <summary>
/// What a field manager last applied, read off the object itself: <c>metadata.managedFields</c> names every field that it owns
/// (https://kubernetes.io/docs/reference/using-api/server-side-apply/, structured-merge-diff's fieldsV1).
/// </summary>
static class AppliedConfiguration
{
    /// <summary>No fields.</summary>
    public static Tree NoFields { get; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>The fields that a manager applied, ready to be applied again; null where it applied none.</summary>
    public static Tree? Of(Tree live, string manager)
    {
        return Applied(live, manager).At("fieldsV1") is Tree fields ? OfFields(live, fields) : null;
    }

    /// <summary>The API version in which a manager applied an object; null where it applied nothing.</summary>
    public static string? VersionOf(Tree live, string manager) => Applied(live, manager).Text("apiVersion");

    /// <summary>Some fields of an object, ready to be applied: none but its name where there are none.</summary>
    /// <param name="live">The object.</param>
    /// <param name="fields">The fields, as <c>fieldsV1</c> names them.</param>
    public static Tree OfFields(Tree live, Tree fields)
    {
        var body = ExtractFields(live, fields);
        body["apiVersion"] = live.Text("apiVersion");
        body["kind"] = live.Text("kind");
        if (body.GetValueOrDefault("metadata") is not Dictionary<string, object?> metadata)
            body["metadata"] = metadata = new Dictionary<string, object?>(StringComparer.Ordinal);
        metadata["name"] = live.Text("metadata", "name");
        if (live.Text("metadata", "namespace") is { } ns)
            metadata["namespace"] = ns;
        return body;
    }

    /// <summary>The entries of <c>managedFields</c> that are about the object itself, and not about its status.</summary>
    public static IEnumerable<Tree> Owners(Tree? live) =>
        live.Items("metadata", "managedFields").OfType<Tree>().Where(entry => entry.Text("subresource") is null or "");

    /// <summary>All fields of two sets, as <c>fieldsV1</c> names them.</summary>
    public static Tree Union(Tree one, Tree other)
    {
        var result = new Dictionary<string, object?>(one, StringComparer.Ordinal);
        foreach (var (key, fields) in other)
        {
            // A field without a set of its own stands for all that is in it.
            var isWhole = fields is Tree { Count: 0 } || result.GetValueOrDefault(key) is Tree { Count: 0 };
            result[key] = !isWhole && fields is Tree inner && result.GetValueOrDefault(key) is Tree known ? Union(known, inner) : isWhole ? NoFields : fields;
        }

        return result;
    }

    static Tree? Applied(Tree live, string manager) =>
        Owners(live).FirstOrDefault(entry => entry.Text("manager") == manager && entry.Text("operation") == "Apply");

    // f:NAME is a field, k:{…} an item of a list by its keys, v:… an item of a set, and a point the thing itself.
    static object? Extract(object? value, Tree fields)
    {
        if (fields.Count == 0)
            return TreeAccess.Copy(value);
        return value switch
        {
            Tree mapping => ExtractFields(mapping, fields),
            IReadOnlyList<object?> list => ExtractItems(list, fields),
            _ => value,
        };
    }

    static Dictionary<string, object?> ExtractFields(Tree mapping, Tree fields)
    {
        var result = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (key, inner) in fields)
        {
            if (key.StartsWith("f:", StringComparison.Ordinal) && mapping.TryGetValue(key[2..], out var value) && inner is Tree innerFields)
                result[key[2..]] = Extract(value, innerFields);
        }

        return result;
    }

    static List<object?> ExtractItems(IReadOnlyList<object?> list, Tree fields)
    {
        var result = new List<object?>();
        foreach (var item in list)
        {
            foreach (var (key, inner) in fields)
            {
                if (inner is not Tree innerFields || !IsItem(key, item))
                    continue;
                result.Add(item is Tree mapping && innerFields.Count > 0 ? WithKeys(ExtractFields(mapping, innerFields), key, mapping) : TreeAccess.Copy(item));
                break;
            }
        }

        return result;
    }

    static Dictionary<string, object?> WithKeys(Dictionary<string, object?> item, string key, Tree live)
    {
        using var keys = JsonDocument.Parse(key[2..]);
        foreach (var property in keys.RootElement.EnumerateObject())
            item[property.Name] = live.GetValueOrDefault(property.Name) ?? Value(property.Value);
        return item;
    }

    static bool IsItem(string key, object? item)
    {
        if (!key.StartsWith("k:", StringComparison.Ordinal) && !key.StartsWith("v:", StringComparison.Ordinal))
            return false;
        using var parsed = JsonDocument.Parse(key[2..]);
        return key[0] == 'v'
            ? Same(Value(parsed.RootElement), item)
            : item is Tree mapping && parsed.RootElement.EnumerateObject().All(property => Same(Value(property.Value), mapping.GetValueOrDefault(property.Name)));
    }

    static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.TryGetInt64(out var number) ? number : element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    static bool Same(object? a, object? b) =>
        string.Equals(Convert.ToString(a, CultureInfo.InvariantCulture), Convert.ToString(b, CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
