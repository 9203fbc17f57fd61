using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Compare.Matching;

/// <summary>An object of the first side and what it is on the second; one of them may be missing.</summary>
/// <param name="Before">On the first side.</param>
/// <param name="After">On the second side.</param>
/// <param name="Evidence">Why two of different names are taken for one; empty where the names are the same.</param>
sealed record ObjectPair(Manifest? Before, Manifest? After, string Evidence = "");
