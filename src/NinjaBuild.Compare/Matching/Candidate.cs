using NinjaBuild.Compare.Meaning;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Compare.Matching;

/// <summary>An object that the other side has under no such name, and what it is known by.</summary>
/// <param name="Manifest">The object.</param>
/// <param name="Words">The parts of its name.</param>
/// <param name="Features">Its features.</param>
sealed record Candidate(Manifest Manifest, IReadOnlyList<string> Words, IReadOnlyList<Features> Features)
{
    /// <summary>An object of a side.</summary>
    public static Candidate Of(Side side, Manifest manifest) =>
        new(manifest, [.. manifest.Identity.Name.Split('-', '.').Distinct(StringComparer.Ordinal)], Matching.Features.Of(side.Tree(manifest)));

    /// <summary>What another object has to share at least one of to be like this one; within one kind.</summary>
    public IEnumerable<(string Sort, string Value)> Tokens() =>
        Words.Select(word => ("name", word)).Concat(Features.SelectMany(features => features.Values.Select(value => (features.Sort, value))));
}
