using System.Globalization;
using NinjaBuild.Deploy.Planning;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Deploy.Waiting;
using NinjaBuild.Kubernetes.Order;

namespace NinjaBuild.Deploy.Applying;

/// <summary>The hooks' phases at both ends of a plan.</summary>
/// <param name="Before">The phase before the objects.</param>
/// <param name="After">The phase after they are healthy.</param>
public sealed record HookPoints(HookPhases Before, HookPhases After)
{
    /// <summary>Those of a release that is new.</summary>
    public static HookPoints Install { get; } = new(HookPhases.PreInstall, HookPhases.PostInstall);

    /// <summary>Those of one that is there.</summary>
    public static HookPoints Upgrade { get; } = new(HookPhases.PreUpgrade, HookPhases.PostUpgrade);

    /// <summary>Those of a rollback.</summary>
    public static HookPoints Rollback { get; } = new(HookPhases.PreRollback, HookPhases.PostRollback);
}

/// <summary>Carries out a plan: definitions, hooks, wave by wave, hooks, and last what is pruned.</summary>
sealed class PlanExecution(ObjectApplier applier, HookRunner hooks, HealthWait health, Func<IReadOnlyList<ReleaseObject>, CancellationToken, Task> awaitKinds, IDeployObserver observer)
{
    /// <summary>Carries it out up to the point where all that is wanted is there and healthy.</summary>
    /// <exception cref="StepFailure">Something was refused, or did not get healthy.</exception>
    public async Task ApplyAsync(DeployPlan plan, HookPoints points, CancellationToken cancellation)
    {
        var applied = plan.Objects.Where(item => item.Desired is not null).ToList();
        var definitions = applied.FindAll(item => item.Wave == ReleaseObject.DefinitionsWave);
        await ApplyWaveAsync("definitions of custom kinds", definitions, [], cancellation);
        await hooks.RunAsync("hooks before the objects", Of(plan, points.Before), cancellation);
        var during = Of(plan, HookPhases.Sync);
        foreach (var wave in applied.Except(definitions).Select(item => item.Wave).Concat(during.Select(hook => hook.Object.Wave)).Distinct().Order())
        {
            var step = string.Create(CultureInfo.InvariantCulture, $"wave {wave}");
            await ApplyWaveAsync(step, applied.FindAll(item => item.Wave == wave), [.. during.Where(hook => hook.Object.Wave == wave)], cancellation);
        }

        await hooks.RunAsync("hooks after the objects", Of(plan, points.After), cancellation);
    }

    /// <summary>Deletes what the release no longer has, the last wave first.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="step">What that is called.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StepFailure">Something cannot be deleted; what stands behind it is deleted all the same.</exception>
    public async Task PruneAsync(DeployPlan plan, string step, CancellationToken cancellation)
    {
        var pruned = plan.Objects.Where(item => item.Action == PlanAction.Prune).ToList();
        if (pruned.Count == 0)
            return;
        observer.StepStarted(step, pruned.Count);
        var failures = new List<StepFailure>();
        foreach (var group in pruned.GroupBy(item => (item.Wave, item.Identity.Kind)))
        {
            try
            {
                await StepFailure.WhenAllAsync(group.Select(item => PruneAsync(item, cancellation)));
            }
            catch (StepFailure failure)
            {
                failures.Add(failure);
            }
        }

        if (failures.Count > 0)
            throw StepFailure.Merge(failures);
    }

    async Task PruneAsync(PlannedObject item, CancellationToken cancellation)
    {
        if (await applier.DeleteAsync(item, cancellation))
            observer.Done(item.Identity, "deleted");
        else
            observer.Note($"{item.Identity} stays: somebody has taken it over");
    }

    async Task ApplyWaveAsync(string step, IReadOnlyList<PlannedObject> items, IReadOnlyList<ReleaseHook> during, CancellationToken cancellation)
    {
        if (items.Count == 0 && during.Count == 0)
            return;
        observer.StepStarted(step, items.Count + during.Count);
        var waits = new List<WaitItem>();
        foreach (var kind in items.GroupBy(item => item.Identity.Kind).OrderBy(group => group.Key, Comparer<string>.Create(ApplyOrder.Compare)))
        {
            var applied = await StepFailure.WhenAllAsync(kind.Select(item => ApplyAsync(item, cancellation)));
            waits.AddRange(applied);
            if (kind.Key == "CustomResourceDefinition")
            {
                // What they define cannot be applied before the server serves it.
                await health.WaitAsync(applied, cancellation);
                await awaitKinds([.. kind.Select(item => item.Desired!)], cancellation);
            }
        }

        await hooks.RunAsync($"{step}, hooks", during, cancellation);
        await health.WaitAsync(waits, cancellation);
    }

    async Task<WaitItem> ApplyAsync(PlannedObject item, CancellationToken cancellation)
    {
        var wait = await applier.ApplyAsync(item, cancellation);
        if (item.IsChange)
            observer.Done(item.Identity, item.Action == PlanAction.Create ? "created" : item.Action == PlanAction.Replace ? "made anew" : "changed");
        return wait;
    }

    static IReadOnlyList<ReleaseHook> Of(DeployPlan plan, HookPhases phase) => [.. plan.Hooks.Where(hook => (hook.Phases & phase) != HookPhases.None)];
}
