using System.Globalization;
using NinjaBuild.Compare.Meaning;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Compare.Matching;

/// <summary>Finds which object of the second side each object of the first one is: by identity, then by likeness, then by what other names became.</summary>
sealed class ObjectMatching
{
    // Of few objects every pair is looked at; of many, only pairs that share what few others have. All pairs of thousands would take forever.
    const int Few = 64;
    const int MostSharing = 16;
    const int MostPatterns = 16;

    readonly List<ObjectPair> _pairs = [];
    readonly List<string> _patterns = [];

    /// <summary>Every object of either side, in one pair each; by kind and name.</summary>
    public IReadOnlyList<ObjectPair> Pairs =>
        [.. _pairs.OrderBy(pair => pair.Identity.Kind, StringComparer.Ordinal).ThenBy(pair => pair.Identity.Namespace, StringComparer.Ordinal)
            .ThenBy(pair => pair.Identity.Name, StringComparer.Ordinal).ThenBy(pair => pair.Identity.Group, StringComparer.Ordinal)];

    /// <summary>What of the names differs in the same way for two objects or more, for people.</summary>
    public IReadOnlyList<string> NamePatterns => _patterns;

    /// <summary>Matches the objects of two sides.</summary>
    public static ObjectMatching Of(Side before, Side after)
    {
        var matching = new ObjectMatching();
        var second = after.Objects.ToDictionary(manifest => manifest.Identity);
        var left = new List<Manifest>();
        foreach (var manifest in before.Objects)
        {
            if (second.Remove(manifest.Identity, out var same))
                matching._pairs.Add(new ObjectPair(manifest, same));
            else
                left.Add(manifest);
        }

        var ofKind = second.Values.ToLookup(KindOf);
        foreach (var kind in left.GroupBy(KindOf))
            matching.PairByLikeness(kind.Select(manifest => Candidate.Of(before, manifest)), ofKind[kind.Key].Select(manifest => Candidate.Of(after, manifest)));
        matching.PairByPattern(left, second.Values);
        matching.KeepRest(left, second.Values);
        return matching;
    }

    static (string Group, string Kind) KindOf(Manifest manifest) => (manifest.Identity.Group, manifest.Identity.Kind);

    // The likest first, each object once.
    void PairByLikeness(IEnumerable<Candidate> before, IEnumerable<Candidate> after)
    {
        var paired = new HashSet<Manifest>();
        var byLikeness = Candidates(before, after)
            .Select(pair => (pair.First, pair.Second, Likeness: Likeness.Of(pair.First, pair.Second)))
            .Where(pair => pair.Likeness.Score >= Likeness.Enough)
            .OrderByDescending(pair => pair.Likeness.Score)
            .ThenBy(pair => Lesser(pair.First, pair.Second), StringComparer.Ordinal)
            .ThenBy(pair => Greater(pair.First, pair.Second), StringComparer.Ordinal);
        foreach (var (first, second, likeness) in byLikeness)
        {
            if (!paired.Contains(first.Manifest) && !paired.Contains(second.Manifest))
            {
                paired.UnionWith([first.Manifest, second.Manifest]);
                _pairs.Add(new ObjectPair(first.Manifest, second.Manifest, likeness.Evidence));
            }
        }
    }

    // Which of two equally good pairs comes first must not depend on which side is the first.
    static string Lesser(Candidate first, Candidate second) => string.CompareOrdinal(NameOf(first), NameOf(second)) < 0 ? NameOf(first) : NameOf(second);

    static string Greater(Candidate first, Candidate second) => string.CompareOrdinal(NameOf(first), NameOf(second)) < 0 ? NameOf(second) : NameOf(first);

    static string NameOf(Candidate candidate) => $"{candidate.Manifest.Identity.Name}/{candidate.Manifest.Identity.Namespace}";

    static IEnumerable<(Candidate First, Candidate Second)> Candidates(IEnumerable<Candidate> before, IEnumerable<Candidate> after)
    {
        var (first, second) = (before.ToList(), after.ToList());
        if (first.Count <= Few && second.Count <= Few)
            return first.SelectMany(_ => second, (one, other) => (one, other));
        var (firsts, seconds) = (ByToken(first), ByToken(second));
        return firsts.Where(token => token.Value.Count <= MostSharing && seconds.TryGetValue(token.Key, out var others) && others.Count <= MostSharing)
            .SelectMany(token => token.Value.SelectMany(_ => seconds[token.Key], (one, other) => (one, other))).Distinct();
    }

    static Dictionary<(string, string), List<Candidate>> ByToken(List<Candidate> candidates) =>
        candidates.SelectMany(candidate => candidate.Tokens().Select(token => (token, candidate))).GroupBy(pair => pair.token)
            .ToDictionary(group => group.Key, group => group.Select(pair => pair.candidate).ToList());

    // What is left over, but is called as others that were paired make one expect.
    void PairByPattern(List<Manifest> before, IEnumerable<Manifest> after)
    {
        var changes = _pairs.Where(pair => pair.IsRenamed).Select(pair => NameChange.Between(pair.Before!.Identity.Name, pair.After!.Identity.Name)).OfType<NameChange>()
            .CountBy(change => change).Where(change => change.Value > 1)
            .OrderByDescending(change => change.Value).ThenBy(change => change.Key.ToString(), StringComparer.Ordinal).Select(change => change.Key).Take(MostPatterns).ToList();
        var paired = _pairs.SelectMany(pair => new[] { pair.Before, pair.After }).OfType<Manifest>().ToHashSet();
        var rest = after.Where(manifest => !paired.Contains(manifest)).ToDictionary(manifest => manifest.Identity);
        foreach (var (manifest, change) in before.Where(manifest => !paired.Contains(manifest)).SelectMany(_ => changes, (manifest, change) => (manifest, change)))
        {
            if (!paired.Contains(manifest) && change.Apply(manifest.Identity.Name) is { } name && rest.Remove(manifest.Identity with { Name = name }, out var other))
            {
                paired.Add(manifest);
                _pairs.Add(new ObjectPair(manifest, other, $"other objects {change} as well"));
            }
        }

        foreach (var change in changes)
        {
            var count = _pairs.Count(pair => pair.IsRenamed && change.Apply(pair.Before!.Identity.Name) == pair.After!.Identity.Name);
            _patterns.Add(string.Create(CultureInfo.InvariantCulture, $"{count} objects {change}"));
        }
    }

    void KeepRest(List<Manifest> before, IEnumerable<Manifest> after)
    {
        var paired = _pairs.SelectMany(pair => new[] { pair.Before, pair.After }).OfType<Manifest>().ToHashSet();
        _pairs.AddRange(before.Where(manifest => !paired.Contains(manifest)).Select(manifest => new ObjectPair(manifest, null)));
        _pairs.AddRange(after.Where(manifest => !paired.Contains(manifest)).Select(manifest => new ObjectPair(null, manifest)));
    }
}
