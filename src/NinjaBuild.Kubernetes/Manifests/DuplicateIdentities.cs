namespace NinjaBuild.Kubernetes.Manifests;

/// <summary>Finds objects that would overwrite each other.</summary>
static class DuplicateIdentities
{
    public static void Find(List<Manifest> manifests, List<ManifestFault> faults)
    {
        var seen = new Dictionary<ObjectIdentity, Manifest>(manifests.Count);
        foreach (var manifest in manifests)
        {
            if (manifest.Name is null || seen.TryAdd(manifest.Identity, manifest)) continue;
            faults.Add(Fault(manifest, seen[manifest.Identity]));
        }
    }

    // Hooks are created one after another and, by default, each replaces what the one before it left.
    static ManifestFault Fault(Manifest manifest, Manifest first)
    {
        bool isHook = manifest.Annotations.ContainsKey(HelmHook.Annotation) || first.Annotations.ContainsKey(HelmHook.Annotation);
        var from = first.Source is null ? "" : $" (from {first.Source})";
        return new ManifestFault(
            isHook ? FaultSeverity.Warning : FaultSeverity.Error,
            manifest.Path,
            manifest.At,
            $"{manifest.Identity} stands here a second time; the first is at {first.Path}:{first.At}{from}",
            manifest.Source);
    }
}
