using Nuke.Common;
using Nuke.Common.Execution;

namespace NinjaBuild.BuildHost.Targets;

/// <summary>Collects what a target says of itself; dependencies stay delegates until all targets are known.</summary>
internal sealed class TargetDefinition(ExecutableTarget target, INukeBuild build) : ITargetDefinition
{
    public ExecutableTarget Target { get; } = target;
    public List<Delegate> DependsOnTargets { get; } = [];
    public List<Delegate> DependentForTargets { get; } = [];
    public List<Delegate> BeforeTargets { get; } = [];
    public List<Delegate> AfterTargets { get; } = [];
    public List<Delegate> TriggersTargets { get; } = [];
    public List<Delegate> TriggeredByTargets { get; } = [];

    public ITargetDefinition Description(string description)
    {
        Target.Description = description;
        return this;
    }

    public ITargetDefinition Executes(params Action[] actions)
    {
        Target.Actions.AddRange(actions);
        return this;
    }

    public ITargetDefinition Executes<T>(Func<T> action) => Executes(() => { action(); });

    public ITargetDefinition Executes(Func<Task> action) => Executes(() => action().GetAwaiter().GetResult());

    public ITargetDefinition DependsOn(params Target[] targets) => Add(DependsOnTargets, targets);

    public ITargetDefinition DependsOn<T>(params Func<T, Target>[] targets) => Add(DependsOnTargets, Of(targets));

    public ITargetDefinition TryDependsOn<T>(params Func<T, Target>[] targets) => build is T ? DependsOn(targets) : this;

    public ITargetDefinition DependentFor(params Target[] targets) => Add(DependentForTargets, targets);

    public ITargetDefinition DependentFor<T>(params Func<T, Target>[] targets) => Add(DependentForTargets, Of(targets));

    public ITargetDefinition TryDependentFor<T>(params Func<T, Target>[] targets) => build is T ? DependentFor(targets) : this;

    public ITargetDefinition OnlyWhenDynamic(Func<bool> condition, string? conditionExpression = null)
    {
        Target.DynamicConditions.Add((ConditionText.Of(conditionExpression), condition));
        return this;
    }

    public ITargetDefinition OnlyWhenStatic(Func<bool> condition, string? conditionExpression = null)
    {
        Target.StaticConditions.Add((ConditionText.Of(conditionExpression), condition));
        return this;
    }

    public ITargetDefinition Requires<T>(Func<T?> parameterRequirement, string? expression = null)
        where T : class
    {
        Target.Requirements.Add(new Requirement(expression ?? "", () => parameterRequirement() is { } value && value is not "", true));
        return this;
    }

    public ITargetDefinition Requires<T>(Func<T?> parameterRequirement, string? expression = null)
        where T : struct
    {
        Target.Requirements.Add(new Requirement(expression ?? "", () => parameterRequirement() is not null, true));
        return this;
    }

    public ITargetDefinition Requires(Func<bool> requirement, string? expression = null)
    {
        Target.Requirements.Add(new Requirement(ConditionText.Of(expression), requirement, false));
        return this;
    }

    public ITargetDefinition WhenSkipped(DependencyBehavior dependencyBehavior)
    {
        Target.DependencyBehavior = dependencyBehavior;
        return this;
    }

    public ITargetDefinition Before(params Target[] targets) => Add(BeforeTargets, targets);

    public ITargetDefinition Before<T>(params Func<T, Target>[] targets) => Add(BeforeTargets, Of(targets));

    public ITargetDefinition TryBefore<T>(params Func<T, Target>[] targets) => build is T ? Before(targets) : this;

    public ITargetDefinition After(params Target[] targets) => Add(AfterTargets, targets);

    public ITargetDefinition After<T>(params Func<T, Target>[] targets) => Add(AfterTargets, Of(targets));

    public ITargetDefinition TryAfter<T>(params Func<T, Target>[] targets) => build is T ? After(targets) : this;

    public ITargetDefinition Triggers(params Target[] targets) => Add(TriggersTargets, targets);

    public ITargetDefinition Triggers<T>(params Func<T, Target>[] targets) => Add(TriggersTargets, Of(targets));

    public ITargetDefinition TryTriggers<T>(params Func<T, Target>[] targets) => build is T ? Triggers(targets) : this;

    public ITargetDefinition TriggeredBy(params Target[] targets) => Add(TriggeredByTargets, targets);

    public ITargetDefinition TriggeredBy<T>(params Func<T, Target>[] targets) => Add(TriggeredByTargets, Of(targets));

    public ITargetDefinition TryTriggeredBy<T>(params Func<T, Target>[] targets) => build is T ? TriggeredBy(targets) : this;

    public ITargetDefinition AssuredAfterFailure()
    {
        Target.AssuredAfterFailure = true;
        return this;
    }

    public ITargetDefinition ProceedAfterFailure()
    {
        Target.ProceedAfterFailure = true;
        return this;
    }

    public ITargetDefinition Unlisted()
    {
        Target.Listed = false;
        return this;
    }

    public ITargetDefinition Inherit(params Target[] targets)
    {
        foreach (var inherited in targets)
            inherited(this);
        return this;
    }

    public ITargetDefinition Produces(params string[] artifacts)
    {
        Target.ArtifactProducts.AddRange(artifacts);
        return this;
    }

    // What is consumed is of use to generators of build-server files, which this host has none of.
    public ITargetDefinition Consumes(params Target[] targets) => this;

    public ITargetDefinition Consumes<T>(params Func<T, Target>[] targets) => this;

    public ITargetDefinition Consumes(Target target, params string[] artifacts) => this;

    public ITargetDefinition Consumes<T>(Func<T, Target> target, params string[] artifacts) => this;

    private TargetDefinition Add(List<Delegate> list, Delegate[] targets)
    {
        list.AddRange(targets);
        return this;
    }

    private Delegate[] Of<T>(Func<T, Target>[] targets)
    {
        if (build is not T component)
            throw new InvalidOperationException($"Target '{Target.Name}' names component '{typeof(T).Name}', which the build lacks");
        if (targets.Length > 0)
            return Array.ConvertAll(targets, x => (Delegate)x(component));

        var only = TargetFactory.Properties(typeof(T));
        return only.Count == 1
            ? [(Delegate)only[0].GetValue(build)!]
            : throw new InvalidOperationException(
                $"Target '{Target.Name}' must say which target of '{typeof(T).Name}' it means: it has {only.Count}");
    }
}
