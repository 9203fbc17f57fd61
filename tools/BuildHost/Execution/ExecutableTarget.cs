using System.Diagnostics;
using System.Reflection;
using NinjaBuild.BuildHost.Targets;

namespace Nuke.Common.Execution;

/// <summary>A target with its dependencies resolved, and what became of it.</summary>
public sealed class ExecutableTarget
{
    internal ExecutableTarget(string name, MemberInfo member, Target factory)
    {
        Name = name;
        Member = member;
        Factory = factory;
    }

    public MemberInfo Member { get; }
    public string Name { get; }
    public Delegate Factory { get; }
    public string? Description { get; internal set; }
    public bool Listed { get; internal set; } = true;
    public bool IsDefault { get; internal set; }
    public DependencyBehavior DependencyBehavior { get; internal set; }
    public bool AssuredAfterFailure { get; internal set; }
    public bool ProceedAfterFailure { get; internal set; }
    public List<(string Text, Func<bool> Delegate)> DynamicConditions { get; } = [];
    public List<(string Text, Func<bool> Delegate)> StaticConditions { get; } = [];
    public List<Action> Actions { get; } = [];
    public List<ExecutableTarget> ExecutionDependencies { get; } = [];
    public List<ExecutableTarget> OrderDependencies { get; } = [];
    public List<ExecutableTarget> TriggerDependencies { get; } = [];
    public List<ExecutableTarget> Triggers { get; } = [];
    public List<string> ArtifactProducts { get; } = [];

    public IReadOnlyCollection<ExecutableTarget> AllDependencies
        => [.. ExecutionDependencies, .. OrderDependencies, .. TriggerDependencies];

    public ExecutionStatus Status { get; set; }
    public bool Invoked { get; set; }
    public TimeSpan Duration => Stopwatch.Elapsed;
    public Dictionary<string, string> SummaryInformation { get; internal set; } = [];

    internal Stopwatch Stopwatch { get; } = new();
    internal List<Requirement> Requirements { get; } = [];
    internal string? OnlyWhen => SummaryInformation.GetValueOrDefault(nameof(OnlyWhen));

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Status})";
}
