using System.Globalization;
using NinjaBuild.ApiServer.Objects;
using NinjaBuild.ApiServer.Requests;

namespace NinjaBuild.ApiServer.Patching;

/// <summary>Patches of <c>application/json-patch+json</c> (RFC 6902).</summary>
static class JsonPatch
{
    /// <summary>The object after a patch.</summary>
    /// <exception cref="StatusFailure">A step cannot be done.</exception>
    public static Tree Apply(Tree live, object? patch)
    {
        object? result = live.Copied();
        foreach (var step in patch as TreeList ?? throw StatusFailure.BadRequest("a JSON patch must be a list of operations"))
        {
            var path = Pointer(step.Text("path"));
            result = step.Text("op") switch
            {
                "add" => Put(result, path, TreeAccess.Copy(step.At("value")), isAdd: true),
                "replace" => Put(result, path, TreeAccess.Copy(step.At("value")), isAdd: false),
                "remove" => Remove(result, path),
                "copy" => Put(result, path, TreeAccess.Copy(Get(result, Pointer(step.Text("from")))), isAdd: true),
                "move" => Put(Remove(result, Pointer(step.Text("from"))), path, TreeAccess.Copy(Get(result, Pointer(step.Text("from")))), isAdd: true),
                "test" when TreeEquality.AreEqual(Get(result, path), step.At("value")) => result,
                "test" => throw Failed($"testing path {step.Text("path")} failed"),
                var other => throw StatusFailure.BadRequest($"unexpected operation kind \"{other}\""),
            };
        }

        return result as Tree ?? throw Failed("the result is no object");
    }

    static string[] Pointer(string? text) =>
        [.. (text ?? "").Split('/').Skip(1).Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];

    static object? Get(object? tree, ReadOnlySpan<string> path)
    {
        foreach (var step in path)
        {
            tree = tree switch
            {
                Tree mapping when mapping.TryGetValue(step, out var inner) => inner,
                TreeList list when Index(step) is { } at && at < list.Count => list[at],
                _ => throw Failed($"path {step} does not exist"),
            };
        }

        return tree;
    }

    static object? Put(object? tree, string[] path, object? value, bool isAdd)
    {
        if (path.Length == 0) return value;
        switch (Get(tree, path.AsSpan(..^1)))
        {
            case Tree mapping when isAdd || mapping.ContainsKey(path[^1]):
                mapping[path[^1]] = value;
                return tree;
            case TreeList list when isAdd && path[^1] == "-":
                list.Add(value);
                return tree;
            case TreeList list when Index(path[^1]) is { } at && at < list.Count + (isAdd ? 1 : 0):
                if (isAdd) list.Insert(at, value);
                else list[at] = value;
                return tree;
            default:
                throw Failed($"path /{string.Join('/', path)} does not exist");
        }
    }

    static object? Remove(object? tree, string[] path)
    {
        var rest = TreeAccess.Copy(tree);
        switch (Get(rest, path.AsSpan(..^1)))
        {
            case Tree mapping when mapping.Remove(path[^1]): return rest;
            case TreeList list when Index(path[^1]) is { } at && at < list.Count:
                list.RemoveAt(at);
                return rest;
            default: throw Failed($"unable to remove nonexistent key: {path[^1]}: missing value");
        }
    }

    static int? Index(string step) => int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out int at) ? at : null;

    static StatusFailure Failed(string why) => new(422, "Invalid", $"the server rejected our request due to an error in our request: {why}");
}
