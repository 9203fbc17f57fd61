using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Compare.Matching;

/// <summary>An object of the first side and what it is on the second; one of them may be missing.</summary>
/// <param name="Before">On the first side.</param>
/// <param name="After">On the second side.</param>
/// <param name="Evidence">Why two of different names are taken for one; empty where the names are the same.</param>
sealed record ObjectPair(Manifest? Before, Manifest? After, string Evidence = "")
{
    /// <summary>Whether both sides have it under different names.</summary>
    public bool IsRenamed => Before is not null && After is not null && Before.Identity != After.Identity;

    /// <summary>What names it: of the second side, unless only the first has it.</summary>
    public ObjectIdentity Identity => (After ?? Before)!.Identity;
}
