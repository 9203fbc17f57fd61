using System.Globalization;
using NinjaBuild.Deploy.Planning;
using NinjaBuild.Deploy.Releases;

namespace NinjaBuild.Deploy.Reports;

/// <summary>A plan as lines for the terminal.</summary>
public static class PlanText
{
    const int MaxChangesShown = 40;

    /// <summary>The lines.</summary>
    public static IEnumerable<string> Write(DeployPlan plan)
    {
        yield return $"{plan.Release}: {Summary(plan)}";
        foreach (var note in plan.Notes)
            yield return $"  note: {note}";
        if (plan.CreatesNamespace)
            yield return $"  + Namespace {plan.Release.Namespace}";
        foreach (var line in Hooks(plan, HookPhases.PreInstall | HookPhases.PreUpgrade | HookPhases.PreRollback, "before the objects"))
            yield return line;
        foreach (var wave in plan.Objects.Where(item => item.Desired is not null).GroupBy(item => item.Wave))
        {
            if (!wave.Any(item => item.IsChange))
                continue;
            yield return $"  {WaveTitle(wave.Key)}";
            foreach (var line in wave.Where(item => item.IsChange).SelectMany(item => Lines(plan.Release, item)))
                yield return line;
        }

        foreach (var line in Hooks(plan, HookPhases.Sync, "in their waves"))
            yield return line;
        foreach (var line in Hooks(plan, HookPhases.PostInstall | HookPhases.PostUpgrade | HookPhases.PostRollback, "after the objects"))
            yield return line;
        var rest = plan.Objects.Where(item => item.Desired is null).ToList();
        if (rest.Count > 0)
            yield return "  last";
        foreach (var line in rest.SelectMany(item => Lines(plan.Release, item)))
            yield return line;
        if (plan.LeftByHooks.Count > 0)
            yield return "  left by hooks";
        foreach (var identity in plan.LeftByHooks)
            yield return $"    - {ObjectName.In(plan.Release.Namespace, identity)}";
    }

    /// <summary><c>2 to create, 1 to change</c>; <c>no changes</c> where there is nothing to do.</summary>
    public static string Summary(DeployPlan plan)
    {
        var parts = new List<string>();
        Add(PlanAction.Create, "to create", plan.CreatesNamespace ? 1 : 0);
        Add(PlanAction.Change, "to change");
        Add(PlanAction.Adopt, "to take over");
        Add(PlanAction.Replace, "to make anew");
        Add(PlanAction.Prune, "to delete", plan.LeftByHooks.Count);
        if (plan.Hooks.Count > 0)
            parts.Add($"{plan.Hooks.Count.ToString(CultureInfo.InvariantCulture)} {(plan.Hooks.Count == 1 ? "hook" : "hooks")} to run");
        if (plan.IsEmpty)
            return "no changes";
        var unchanged = plan.Count(PlanAction.None);
        if (unchanged > 0)
            parts.Add($"{unchanged.ToString(CultureInfo.InvariantCulture)} unchanged");
        return parts.Count > 0 ? string.Join(", ", parts) : "the last revision to finish";

        void Add(PlanAction action, string what, int beside = 0)
        {
            if (plan.Count(action) + beside is > 0 and var count)
                parts.Add($"{count.ToString(CultureInfo.InvariantCulture)} {what}");
        }
    }

    /// <summary><c>wave 0</c>.</summary>
    internal static string WaveTitle(int wave) =>
        wave == ReleaseObject.DefinitionsWave ? "definitions of custom kinds" : string.Create(CultureInfo.InvariantCulture, $"wave {wave}");

    static IEnumerable<string> Hooks(DeployPlan plan, HookPhases phases, string when)
    {
        var hooks = plan.Hooks.Where(hook => (hook.Phases & phases) != HookPhases.None).ToList();
        if (hooks.Count > 0)
            yield return $"  hooks {when}";
        foreach (var hook in hooks)
            yield return $"    > {ObjectName.In(plan.Release.Namespace, hook.Object.Identity)}";
    }

    static IEnumerable<string> Lines(Release release, PlannedObject item)
    {
        var reason = item.Reason is null ? "" : $" ({item.Reason})";
        yield return $"    {Sign(item.Action)} {ObjectName.In(release.Namespace, item.Identity)}{reason}";
        foreach (var change in item.Changes.Take(MaxChangesShown))
            yield return $"        {change}";
        if (item.Changes.Count > MaxChangesShown)
            yield return $"        and {(item.Changes.Count - MaxChangesShown).ToString(CultureInfo.InvariantCulture)} more fields";
    }

    static string Sign(PlanAction action) => action switch
    {
        PlanAction.Create => "+",
        PlanAction.Change => "~",
        PlanAction.Adopt => "^",
        PlanAction.Replace => "!",
        PlanAction.Prune => "-",
        _ => " ",
    };
}
