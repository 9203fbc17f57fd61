using System.Runtime.CompilerServices;
using Nuke.Common.Execution;
using Nuke.Common.IO;
using Nuke.Common.Tooling;

namespace Nuke.Common;

/// <summary>What a build component sees of the build it is mixed into.</summary>
public interface INukeBuild
{
    /// <summary>Adds pairs to the running target's line in the closing table.</summary>
    void ReportSummary(Configure<Dictionary<string, string>>? configurator = null);

    IReadOnlyCollection<ExecutableTarget> ExecutionPlan { get; }
    IReadOnlyCollection<ExecutableTarget> InvokedTargets { get; }
    IReadOnlyCollection<ExecutableTarget> SkippedTargets { get; }
    IReadOnlyCollection<ExecutableTarget> ScheduledTargets { get; }
    IReadOnlyCollection<ExecutableTarget> RunningTargets { get; }
    IReadOnlyCollection<ExecutableTarget> AbortedTargets { get; }
    IReadOnlyCollection<ExecutableTarget> FailedTargets { get; }
    IReadOnlyCollection<ExecutableTarget> SucceededTargets { get; }
    IReadOnlyCollection<ExecutableTarget> FinishedTargets { get; }

    bool IsSucceeding { get; }
    bool IsFailing { get; }
    bool IsFinished { get; }

    /// <summary>The process's exit code; null leaves it to the outcome: 0, or 255 after a failure.</summary>
    int? ExitCode { get; set; }

    AbsolutePath RootDirectory { get; }
    AbsolutePath TemporaryDirectory { get; }
    AbsolutePath? BuildAssemblyFile { get; }
    AbsolutePath? BuildAssemblyDirectory { get; }

    Verbosity Verbosity { get; }
    Host Host { get; }
    bool Plan { get; }
    bool Help { get; }
    bool NoLogo { get; }
    bool IsLocalBuild { get; }
    bool IsServerBuild { get; }
    bool Continue { get; }

    /// <summary>The value given for the parameter member that the lambda reads, or null.</summary>
    /// <remarks>
    /// Nuke takes an expression tree here. The text of the argument names the member as well and keeps the expression
    /// compiler, some 10 ms, out of every start.
    /// </remarks>
    T? TryGetValue<T>(Func<T?> parameterExpression, [CallerArgumentExpression(nameof(parameterExpression))] string? expression = null)
        where T : class;

    /// <inheritdoc cref="TryGetValue{T}(Func{T}, string)"/>
    T? TryGetValue<T>(Func<object?> parameterExpression, [CallerArgumentExpression(nameof(parameterExpression))] string? expression = null);
}
