namespace NinjaBuild.Hermetic;

/// <summary>A source that cannot be read, or that changed while it was being built.</summary>
public sealed class SourceException(string path, string fault, Exception? cause = null) : HermeticException($"{path}: {fault}", cause)
{
    /// <summary>Path of the file in the workspace.</summary>
    public string Path { get; } = path;
}
