using NinjaBuild.ApiServer.Objects;

namespace NinjaBuild.ApiServer.Admission;

/// <summary>The paths of the innermost values that two objects differ in.</summary>
static class Differences
{
    public static IEnumerable<string> Between(object? before, object? after, string path = "")
    {
        if (TreeEquality.AreEqual(before, after)) return [];
        return (before, after) switch
        {
            (Tree a, Tree b) => a.Keys.Union(b.Keys).SelectMany(name =>
                Between(a.GetValueOrDefault(name), b.GetValueOrDefault(name), path.Length == 0 ? name : Joined(path, name))),
            (TreeList a, TreeList b) when a.Count == b.Count =>
                Enumerable.Range(0, a.Count).SelectMany(i => Between(a[i], b[i], $"{path}[{i}]")),
            _ => [path],
        };
    }

    static string Joined(string path, string name) => name.AsSpan().ContainsAny(".[]") ? $"{path}[{name}]" : $"{path}.{name}";
}
