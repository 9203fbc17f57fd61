using NinjaBuild.Compare.Meaning;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Compare.Severities;

/// <summary>Two objects that are the same one, and the sides they are of: what a rule may look at.</summary>
/// <param name="BeforeSide">The first side.</param>
/// <param name="Before">The object on the first side.</param>
/// <param name="AfterSide">The second side.</param>
/// <param name="After">The object on the second side.</param>
/// <param name="Renames">What became of names, by kind and old name.</param>
sealed record ComparedPair(Side BeforeSide, Manifest Before, Side AfterSide, Manifest After, IReadOnlyDictionary<(string Kind, string Name), string> Renames)
{
    /// <summary>Whether the two have different names, so that one is deleted and the other made anew.</summary>
    public bool IsRenamed => Before.Identity != After.Identity;
}
