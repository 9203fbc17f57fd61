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
    public static ManifestSet Read(string text, string path, string? releaseNamespace = null) => Read([text], path, releaseNamespace);

    /// <summary>Reads the objects of a text that comes in parts, which begin with a document each and end with a line break.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="path">What to call the text in faults.</param>
    /// <param name="releaseNamespace">The namespace that an object of a namespaced kind gets where it says none.</param>
    public static ManifestSet Read(IEnumerable<string> parts, string path, string? releaseNamespace = null)
    {
        var reading = new ManifestReading(path, releaseNamespace);
        var (length, lines) = (0L, 0);
        foreach (var text in parts)
        {
            length += text.Length;
            if (length > MaxLength) return TooLong(path);
            foreach (var slice in DocumentSlices.Of(text)) reading.Document(slice with { LinesBefore = slice.LinesBefore + lines });
            lines += text.AsSpan().Count('\n');
        }

        return reading.ToSet();
    }

    static ManifestSet TooLong(string path) =>
        new([], [new ManifestFault(FaultSeverity.Error, path, new Position(1, 1), $"the text is too long: at most {MaxLength} characters are read")]);
}
