using Nuke.Common;
using Nuke.Common.Execution;

namespace NinjaBuild.BuildHost.Targets;

/// <summary>What is skipped, and what is skipped along with it.</summary>
internal static class SkipRules
{
    /// <param name="plan">The execution plan.</param>
    /// <param name="skipped">Targets named by <c>--skip</c>; none means all that were not asked for.</param>
    public static void Apply(IReadOnlyList<ExecutableTarget> plan, IReadOnlyCollection<ExecutableTarget> skipped)
    {
        foreach (var target in plan)
            if (skipped.Count == 0 || skipped.Contains(target))
                Skip(plan, target, "via parameter");
    }

    /// <summary>Skips the target if a condition does not hold.</summary>
    /// <returns>Whether a condition, now or earlier, did not hold.</returns>
    public static bool ApplyConditions(
        IReadOnlyList<ExecutableTarget> plan,
        ExecutableTarget target,
        List<(string Text, Func<bool> Delegate)> conditions)
    {
        // Almost always empty: no query over value tuples is compiled for nothing.
        if (conditions.Count > 0 && conditions.Where(x => !x.Delegate()).Select(x => x.Text).ToList() is { Count: > 0 } violated)
        {
            target.SummaryInformation[nameof(ExecutableTarget.OnlyWhen)] = string.Join(" && ", violated);
            Skip(plan, target, reason: null);
        }

        return target.OnlyWhen is not null;
    }

    private static void Skip(IReadOnlyList<ExecutableTarget> plan, ExecutableTarget target, string? reason)
    {
        if (target.Status != ExecutionStatus.Scheduled)
            return;

        if (!IsAskedFor(plan, target))
        {
            target.Status = ExecutionStatus.Skipped;
            if (reason is not null)
                target.SummaryInformation.TryAdd("Skipped", reason);
        }

        if (target.DependencyBehavior == DependencyBehavior.Execute)
            return;
        foreach (var dependency in target.ExecutionDependencies.Concat(target.Triggers).ToList())
            if (!plan.Any(x => x != target && x.Status == ExecutionStatus.Scheduled
                               && (x.ExecutionDependencies.Contains(dependency) || x.Triggers.Contains(dependency))))
                Skip(plan, dependency, $"because of {target.Name}");
    }

    private static bool IsAskedFor(IReadOnlyList<ExecutableTarget> plan, ExecutableTarget target)
        => target.Invoked || (target.IsDefault && !plan.Any(x => x.Invoked));
}
