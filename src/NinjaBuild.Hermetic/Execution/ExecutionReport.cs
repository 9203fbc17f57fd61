namespace NinjaBuild.Hermetic;

/// <summary>What became of the actions of a build.</summary>
/// <param name="Outcomes">One for each action, in the order in which they were declared, needed ones first.</param>
public sealed record ExecutionReport(IReadOnlyList<ActionOutcome> Outcomes)
{
    /// <summary>Whether every action has its output.</summary>
    public bool Succeeded => Outcomes.All(outcome => outcome.Output is not null);

    /// <summary>Everything that is wrong, each text once: two charts that use one app fail with the same errors.</summary>
    public IReadOnlyList<string> Errors => [.. Outcomes.SelectMany(outcome => outcome.Errors).Distinct()];

    /// <summary>How many actions ended in a way.</summary>
    public int Count(ActionStatus status) => Outcomes.Count(outcome => outcome.Status == status);
}
