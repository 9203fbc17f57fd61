using System.Runtime.CompilerServices;

namespace Nuke.Common;

/// <summary>
/// Describes a target. The generic forms name targets of a component; without arguments they mean its only target,
/// and the <c>Try</c> forms do nothing where the build lacks the component.
/// </summary>
public interface ITargetDefinition
{
    ITargetDefinition Description(string description);

    ITargetDefinition Executes(params Action[] actions);
    ITargetDefinition Executes<T>(Func<T> action);
    ITargetDefinition Executes(Func<Task> action);

    /// <summary>These run before this target.</summary>
    ITargetDefinition DependsOn(params Target[] targets);
    ITargetDefinition DependsOn<T>(params Func<T, Target>[] targets);
    ITargetDefinition TryDependsOn<T>(params Func<T, Target>[] targets);

    /// <summary>This target runs before those, and because of them.</summary>
    ITargetDefinition DependentFor(params Target[] targets);
    ITargetDefinition DependentFor<T>(params Func<T, Target>[] targets);
    ITargetDefinition TryDependentFor<T>(params Func<T, Target>[] targets);

    /// <summary>Checked just before the target runs.</summary>
    ITargetDefinition OnlyWhenDynamic(
        Func<bool> condition,
        [CallerArgumentExpression(nameof(condition))] string? conditionExpression = null);

    /// <summary>Checked before anything runs.</summary>
    ITargetDefinition OnlyWhenStatic(
        Func<bool> condition,
        [CallerArgumentExpression(nameof(condition))] string? conditionExpression = null);

    /// <summary>A parameter that must have a value, checked before anything runs.</summary>
    ITargetDefinition Requires<T>(
        Func<T?> parameterRequirement,
        [CallerArgumentExpression(nameof(parameterRequirement))] string? expression = null)
        where T : class;

    /// <inheritdoc cref="Requires{T}(Func{T}, string)"/>
    ITargetDefinition Requires<T>(
        Func<T?> parameterRequirement,
        [CallerArgumentExpression(nameof(parameterRequirement))] string? expression = null)
        where T : struct;

    /// <summary>A condition that must hold, checked before anything runs.</summary>
    ITargetDefinition Requires(
        Func<bool> requirement,
        [CallerArgumentExpression(nameof(requirement))] string? expression = null);

    ITargetDefinition WhenSkipped(DependencyBehavior dependencyBehavior);

    /// <summary>Orders this target before those, where both run.</summary>
    ITargetDefinition Before(params Target[] targets);
    ITargetDefinition Before<T>(params Func<T, Target>[] targets);
    ITargetDefinition TryBefore<T>(params Func<T, Target>[] targets);

    /// <summary>Orders this target after those, where both run.</summary>
    ITargetDefinition After(params Target[] targets);
    ITargetDefinition After<T>(params Func<T, Target>[] targets);
    ITargetDefinition TryAfter<T>(params Func<T, Target>[] targets);

    /// <summary>Those run after this target, and because of it.</summary>
    ITargetDefinition Triggers(params Target[] targets);
    ITargetDefinition Triggers<T>(params Func<T, Target>[] targets);
    ITargetDefinition TryTriggers<T>(params Func<T, Target>[] targets);

    /// <summary>This target runs after those, and because of them.</summary>
    ITargetDefinition TriggeredBy(params Target[] targets);
    ITargetDefinition TriggeredBy<T>(params Func<T, Target>[] targets);
    ITargetDefinition TryTriggeredBy<T>(params Func<T, Target>[] targets);

    /// <summary>Runs even if an earlier target failed.</summary>
    ITargetDefinition AssuredAfterFailure();

    /// <summary>Later targets run even if this one fails; the build fails all the same.</summary>
    ITargetDefinition ProceedAfterFailure();

    /// <summary>Keeps the target out of <c>--help</c>.</summary>
    ITargetDefinition Unlisted();

    /// <summary>Takes over what other definitions say.</summary>
    ITargetDefinition Inherit(params Target[] targets);

    /// <summary>Glob patterns of what the target leaves behind.</summary>
    ITargetDefinition Produces(params string[] artifacts);

    /// <summary>Targets whose products this one reads.</summary>
    ITargetDefinition Consumes(params Target[] targets);
    ITargetDefinition Consumes<T>(params Func<T, Target>[] targets);
    ITargetDefinition Consumes(Target target, params string[] artifacts);
    ITargetDefinition Consumes<T>(Func<T, Target> target, params string[] artifacts);
}
