using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Compare.Matching;

/// <summary>Finds which object of the second side each object of the first one is: by identity, then by likeness.</summary>
static class ObjectMatching
{
    /// <summary>Every object of either side, in one pair each; in the order of kind and name.</summary>
    public static IReadOnlyList<ObjectPair> Match(IReadOnlyList<Manifest> before, IReadOnlyList<Manifest> after)
    {
        var second = new Dictionary<ObjectIdentity, Manifest>();
        foreach (var manifest in after)
            second.TryAdd(manifest.Identity, manifest);
        var pairs = new List<ObjectPair>();
        var left = new List<Manifest>();
        foreach (var manifest in before.DistinctBy(manifest => manifest.Identity))
        {
            if (second.Remove(manifest.Identity, out var same))
                pairs.Add(new ObjectPair(manifest, same));
            else
                left.Add(manifest);
        }

        pairs.AddRange(Renamed(left, second.Values.ToList()));
        return [.. pairs.OrderBy(pair => Of(pair).Kind, StringComparer.Ordinal).ThenBy(pair => Of(pair).Namespace, StringComparer.Ordinal).ThenBy(pair => Of(pair).Name, StringComparer.Ordinal)];
    }

    static ObjectIdentity Of(ObjectPair pair) => (pair.After ?? pair.Before)!.Identity;

    /// <summary>The likest first, each object once; what is like nothing stays alone.</summary>
    static IEnumerable<ObjectPair> Renamed(List<Manifest> before, List<Manifest> after)
    {
        var candidates = before
            .SelectMany(first => after.Where(second => IsOfSameKind(first, second)).Select(second => (First: first, Second: second, Likeness: Likeness.Of(first, second))))
            .Where(candidate => candidate.Likeness.Score >= Likeness.Enough)
            .OrderByDescending(candidate => candidate.Likeness.Score)
            .ThenBy(candidate => candidate.First.Identity.Name, StringComparer.Ordinal)
            .ThenBy(candidate => candidate.Second.Identity.Name, StringComparer.Ordinal);
        var paired = new HashSet<Manifest>();
        foreach (var (first, second, likeness) in candidates)
        {
            if (paired.Contains(first) || paired.Contains(second))
                continue;
            paired.UnionWith([first, second]);
            yield return new ObjectPair(first, second, likeness.Evidence);
        }

        foreach (var manifest in before.Where(manifest => !paired.Contains(manifest)))
            yield return new ObjectPair(manifest, null);
        foreach (var manifest in after.Where(manifest => !paired.Contains(manifest)))
            yield return new ObjectPair(null, manifest);
    }

    static bool IsOfSameKind(Manifest first, Manifest second) =>
        (first.Identity.Group, first.Identity.Kind) == (second.Identity.Group, second.Identity.Kind);
}
