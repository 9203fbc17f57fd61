using FsCheck;
using FsCheck.Fluent;
using NinjaBuild.BuildHost.Targets;
using Nuke.Common.Execution;
using Assert = Xunit.Assert;

namespace NinjaBuild.BuildHost.Tests;

public sealed class PlannerTests
{
    /// <summary>Edges between ten targets, from a higher number to a lower one: a graph without circles.</summary>
    private static readonly Arbitrary<(int Kind, int From, int To)[]> Graphs = (
        from kind in Gen.Choose(0, 2)
        from first in Gen.Choose(0, 9)
        from second in Gen.Choose(0, 9)
        where first != second
        select (kind, Math.Max(first, second), Math.Min(first, second))).ArrayOf().ToArbitrary();

    [Fact]
    public void A_plan_holds_what_is_needed_before_what_needs_it()
        => Check.QuickThrowOnFailure(Prop.ForAll(Graphs, edges =>
        {
            var targets = Targets(edges);
            var plan = ExecutionPlanner.Plan(targets, [targets[9], targets[4]]);
            return plan.Distinct().Count() == plan.Count
                   && plan.Contains(targets[9])
                   && plan.Contains(targets[4])
                   && plan.TrueForAll(x => x.ExecutionDependencies.TrueForAll(plan.Contains))
                   && plan.TrueForAll(x => x.Triggers.TrueForAll(plan.Contains))
                   && plan.TrueForAll(x => x.AllDependencies.Where(plan.Contains).All(y => plan.IndexOf(y) < plan.IndexOf(x)));
        }));

    [Fact]
    public void A_plan_holds_nothing_that_is_not_needed()
        => Check.QuickThrowOnFailure(Prop.ForAll(Graphs, edges =>
        {
            var targets = Targets([.. edges.Where(x => x.Kind != 2)]);
            var plan = ExecutionPlanner.Plan(targets, [targets[9]]);
            return plan.TrueForAll(x => x == targets[9] || plan.Exists(y => y.ExecutionDependencies.Contains(x)));
        }));

    [Fact]
    public void A_circle_of_any_length_is_named_in_full()
    {
        for (var length = 2; length <= 9; length++)
        {
            var targets = Targets([.. Enumerable.Range(0, length).Select(x => (x % 2, x, (x + 1) % length)), (0, 9, 0)]);
            var message = Assert.Throws<InvalidOperationException>(() => ExecutionPlanner.Plan(targets, null)).Message;
            Assert.Equal(length + 1, message.Split(" -> ").Length);
            Assert.DoesNotContain("T9", message, StringComparison.Ordinal);
        }
    }

    private static List<ExecutableTarget> Targets((int Kind, int From, int To)[] edges)
    {
        var targets = Enumerable.Range(0, 10).Select(x => new ExecutableTarget($"T{x}", typeof(PlannerTests), y => y)).ToList();
        foreach (var (kind, from, to) in edges)
            if (kind == 0)
                targets[from].ExecutionDependencies.Add(targets[to]);
            else if (kind == 1)
                targets[from].OrderDependencies.Add(targets[to]);
            else
            {
                targets[from].TriggerDependencies.Add(targets[to]);
                targets[to].Triggers.Add(targets[from]);
            }

        return targets;
    }
}
