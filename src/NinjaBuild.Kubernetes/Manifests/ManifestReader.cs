using NinjaBuild.Yaml;

namespace NinjaBuild.Kubernetes.Manifests;

/// <summary>Reads what a chart renders to. Bad input never throws: whatever is wrong becomes a fault with its place.</summary>
public static class ManifestReader
{
    /// <summary>The largest text that is read, in characters.</summary>
    public const int MaxLength = 16 << 20;

    /// <summary>Reads the objects of a text with any number of YAML documents; lists (<c>kind: List</c>) are unfolded.</summary>
    /// <param name="text">The text, as <c>helm template</c> prints it.</param>
    /// <param name="path">What to call the text in faults.</param>
    /// <param name="releaseNamespace">The namespace that an object of a namespaced kind gets where it says none.</param>
    public static ManifestSet Read(string text, string path, string? releaseNamespace = null)
    {
        if (text.Length > MaxLength)
        {
            var message = $"the text has {text.Length} characters; at most {MaxLength} are read";
            return new ManifestSet([], [new ManifestFault(FaultSeverity.Error, path, new Position(1, 1), message)]);
        }

        var reading = new ManifestReading(path, releaseNamespace);
        foreach (var slice in DocumentSlices.Of(text)) reading.Document(slice);
        return reading.ToSet();
    }
}
