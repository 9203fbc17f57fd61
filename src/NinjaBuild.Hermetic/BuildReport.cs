namespace NinjaBuild.Hermetic;

/// <summary>What a build did.</summary>
/// <param name="Actions">What became of the actions.</param>
/// <param name="Written">Output folders that were written, sorted.</param>
/// <param name="Removed">Output folders that nobody asked for any more, sorted.</param>
/// <param name="Repaired">Output folders that were no longer as the last build left them, each with the first path that differed.</param>
public sealed record BuildReport(
    ExecutionReport Actions, IReadOnlyList<string> Written, IReadOnlyList<string> Removed, IReadOnlyDictionary<string, string> Repaired)
{
    /// <summary>Whether every requested folder is as it should be.</summary>
    public bool Succeeded => Actions.Succeeded;
}
