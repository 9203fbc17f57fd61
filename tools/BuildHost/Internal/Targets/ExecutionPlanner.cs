using NinjaBuild.BuildHost.Parameters;
using Nuke.Common.Execution;

namespace NinjaBuild.BuildHost.Targets;

/// <summary>Which targets run, in which order. The order depends on the declarations alone.</summary>
internal static class ExecutionPlanner
{
    /// <summary>The target of that name; case and dashes do not count.</summary>
    public static ExecutableTarget? Find(string name, IReadOnlyList<ExecutableTarget> targets, List<string> problems)
    {
        var plain = name.Replace("-", "", StringComparison.Ordinal);
        foreach (var target in targets)
            if (target.Name.Equals(plain, StringComparison.OrdinalIgnoreCase))
                return target;

        var listed = targets.Where(x => x.Listed).Select(x => x.Name).Order(StringComparer.Ordinal).ToList();
        var nearest = Spelling.Nearest(plain, listed);
        problems.Add(
            $"unknown target {name}; " + (nearest is null ? $"the targets are {string.Join(", ", listed)}" : $"did you mean {nearest}?"));
        return null;
    }

    /// <param name="targets">All targets.</param>
    /// <param name="invoked">Those asked for; null asks for the defaults.</param>
    /// <exception cref="InvalidOperationException">Targets depend on each other in a circle.</exception>
    public static List<ExecutableTarget> Plan(IReadOnlyList<ExecutableTarget> targets, IReadOnlyList<ExecutableTarget>? invoked)
    {
        foreach (var target in invoked ?? [])
            target.Invoked = true;

        var order = Order(targets);
        var wanted = new HashSet<ExecutableTarget>(invoked ?? targets.Where(x => x.IsDefault));
        while (true)
        {
            var plan = Select(order, wanted);
            var triggered = plan.SelectMany(x => x.Triggers).Where(x => !plan.Contains(x)).ToList();
            if (triggered.Count == 0)
            {
                foreach (var target in plan)
                    target.Status = ExecutionStatus.Scheduled;
                return plan;
            }

            wanted.UnionWith(plan);
            wanted.UnionWith(triggered);
        }
    }

    private static List<ExecutableTarget> Select(List<ExecutableTarget> order, HashSet<ExecutableTarget> wanted)
    {
        var needed = new HashSet<ExecutableTarget>(wanted);
        var plan = new List<ExecutableTarget>();
        for (var i = order.Count - 1; i >= 0; i--)
            if (needed.Contains(order[i]))
            {
                needed.UnionWith(order[i].ExecutionDependencies);
                plan.Add(order[i]);
            }

        plan.Reverse();
        return plan;
    }

    // From the back: again and again the first declared target that nothing left depends on. This is Nuke's order.
    private static List<ExecutableTarget> Order(IReadOnlyList<ExecutableTarget> targets)
    {
        var left = targets.ToList();
        var dependents = targets.ToDictionary(x => x, _ => 0);
        foreach (var target in targets)
            foreach (var dependency in target.AllDependencies)
                dependents[dependency]++;

        var order = new List<ExecutableTarget>(targets.Count);
        while (left.Count > 0)
        {
            var next = left.Find(x => dependents[x] == 0) ?? throw Circle(left);
            left.Remove(next);
            order.Add(next);
            foreach (var dependency in next.AllDependencies)
                dependents[dependency]--;
        }

        order.Reverse();
        return order;
    }

    private static InvalidOperationException Circle(List<ExecutableTarget> left)
    {
        // Each of these has a dependent among them, so walking from one to a dependent must come back at last.
        var path = new List<ExecutableTarget>();
        var at = left[0];
        while (!path.Contains(at))
        {
            path.Add(at);
            at = left.Find(x => x.AllDependencies.Contains(at))!;
        }

        var circle = path.SkipWhile(x => x != at).Append(at).Reverse().Select(x => x.Name);
        return new InvalidOperationException($"Targets depend on each other in a circle: {string.Join(" -> ", circle)}");
    }
}
