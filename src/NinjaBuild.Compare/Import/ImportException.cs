namespace NinjaBuild.Compare.Import;

/// <summary>An import that cannot be done: every reason for it, in the words of the user.</summary>
public sealed class ImportException(IReadOnlyList<string> problems, bool isUsage = true)
    : Exception(problems.Count == 1 ? "The chart was not imported" : $"The chart was not imported: {problems.Count} problems")
{
    /// <summary>What is wrong.</summary>
    public IReadOnlyList<string> Problems => problems;

    /// <summary>Whether the request or the workspace is wrong, and not the chart.</summary>
    public bool IsUsage => isUsage;
}
