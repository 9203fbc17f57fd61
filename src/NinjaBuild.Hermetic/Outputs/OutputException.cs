namespace NinjaBuild.Hermetic;

/// <summary>Outputs that cannot be written. What was there before is untouched.</summary>
public sealed class OutputException(string path, string fault, Exception? cause = null) : HermeticException($"{path}: {fault}", cause)
{
    /// <summary>What could not be written.</summary>
    public string Path { get; } = path;
}
