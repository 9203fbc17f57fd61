using NinjaBuild.Hermetic;
using NinjaBuild.Workspace;

namespace NinjaBuild.Charts.Composition;

/// <summary>What a composition did.</summary>
/// <param name="Charts">A line for each chart that was looked at; none where nothing had to be looked at.</param>
/// <param name="Actions">What became of each action; none where nothing had to be looked at.</param>
/// <param name="Notes">What is worth knowing about the declarations.</param>
/// <param name="IsUpToDate">Whether nothing had changed since the last build, so that nothing was read.</param>
/// <param name="ChartCount">Number of charts that are now in place.</param>
/// <param name="Duration">How long it took.</param>
public sealed record CompositionReport(
    IReadOnlyList<ChartReport> Charts, IReadOnlyList<ActionOutcome> Actions, IReadOnlyList<Diagnostic> Notes, bool IsUpToDate, int ChartCount, TimeSpan Duration)
{
    /// <summary>How many actions ran.</summary>
    public int Ran => Actions.Count(action => action.Status == ActionStatus.Ran);

    /// <summary>How many actions were found in the cache, or had not changed.</summary>
    public int Cached => Actions.Count(action => action.Status is ActionStatus.Cached or ActionStatus.UpToDate);
}

/// <summary>What a composition did for one chart.</summary>
/// <param name="Name">The chart.</param>
/// <param name="Version">Its version.</param>
/// <param name="Apps">Number of its apps.</param>
/// <param name="Ran">Actions that ran.</param>
/// <param name="Cached">Actions found in the cache, or unchanged.</param>
/// <param name="Duration">Time that its actions took.</param>
public sealed record ChartReport(string Name, string Version, int Apps, int Ran, int Cached, TimeSpan Duration);
