namespace NinjaBuild.Kubernetes.Manifests;

/// <summary>What came of reading a text of manifests.</summary>
/// <param name="Manifests">The objects that could be read, in the order of the text.</param>
/// <param name="Faults">What is wrong, in the order of the text.</param>
public sealed record ManifestSet(IReadOnlyList<Manifest> Manifests, IReadOnlyList<ManifestFault> Faults)
{
    /// <summary>Whether there is no error; there may be warnings.</summary>
    public bool IsValid
    {
        get
        {
            foreach (var fault in Faults)
            {
                if (fault.Severity == FaultSeverity.Error) return false;
            }

            return true;
        }
    }
}
