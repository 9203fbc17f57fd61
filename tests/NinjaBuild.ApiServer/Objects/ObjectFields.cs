using System.Globalization;

namespace NinjaBuild.ApiServer.Objects;

/// <summary>Reads and writes the fields that all objects have.</summary>
static class ObjectFields
{
    public static string ApiVersion(this Tree tree) => tree.Text("apiVersion") ?? "";

    public static string Kind(this Tree tree) => tree.Text("kind") ?? "";

    public static string Name(this Tree tree) => tree.Text("metadata", "name") ?? "";

    public static string Namespace(this Tree tree) => tree.Text("metadata", "namespace") ?? "";

    public static string Uid(this Tree tree) => tree.Text("metadata", "uid") ?? "";

    public static bool IsDeleting(this Tree tree) => tree.Text("metadata", "deletionTimestamp") is not null;

    public static IReadOnlyList<object?> Finalizers(this Tree tree) => tree.Items("metadata", "finalizers");

    /// <summary>The mapping of a field, which is made where there is none.</summary>
    public static Tree Own(this Tree tree, string field)
    {
        if (tree.GetValueOrDefault(field) is not Tree own) tree[field] = own = new Tree(StringComparer.Ordinal);
        return own;
    }

    /// <summary>The mapping at a path, which is made where there is none.</summary>
    public static Tree Own(this Tree tree, params ReadOnlySpan<string> path)
    {
        foreach (var field in path) tree = tree.Own(field);
        return tree;
    }

    /// <summary>The list of a field, which is made where there is none.</summary>
    public static TreeList OwnList(this Tree tree, string field)
    {
        if (tree.GetValueOrDefault(field) is not TreeList own) tree[field] = own = [];
        return own;
    }

    /// <summary>Sets a field, or takes it away where the value is null.</summary>
    public static void Put(this Tree tree, string field, object? value)
    {
        if (value is null) tree.Remove(field);
        else tree[field] = value;
    }

    /// <summary>A point in time as metadata has it: RFC 3339 in UTC, whole seconds.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A copy that may be changed.</summary>
    public static Tree Copied(this Tree tree) => TreeAccess.CopyMapping(tree);
}
