using NinjaBuild.BuildHost.Output;
using Nuke.Common;
using Nuke.Common.Execution;
using Serilog;

namespace NinjaBuild.BuildHost.Targets;

/// <summary>Runs the plan, target by target, to its end or to the first failure that nothing allows.</summary>
internal sealed class TargetExecutor(
    NukeBuild build,
    IReadOnlyList<ExecutableTarget> plan,
    Host host,
    EventLogger logger,
    BuildAttempt attempt)
{
    private IReadOnlyList<string> done = [];

    /// <summary>Skips what its static conditions rule out.</summary>
    public void CheckConditions()
    {
        foreach (var target in plan)
            SkipRules.ApplyConditions(plan, target, target.StaticConditions);
    }

    public void Run()
    {
        if (build.Continue)
            done = attempt.Previous() ?? StartOver();

        var stopped = false;
        foreach (var target in plan)
            if ((!stopped || (target.AssuredAfterFailure && target.Status == ExecutionStatus.Scheduled)) && !TryRun(target))
                stopped = true;
        Close();
    }

    private void Close()
    {
        foreach (var target in plan)
            if (target.Status == ExecutionStatus.Scheduled)
                target.Status = ExecutionStatus.NotRun;

        if (build.IsFailing)
            attempt.Remember(plan.Where(x => x.Status == ExecutionStatus.Succeeded || done.Contains(x.Name)).Select(x => x.Name));
        else
            attempt.Forget();
    }

    /// <summary>Ends the run from outside: what is assured still runs, nothing else does.</summary>
    public void Abort()
    {
        foreach (var target in plan)
            if (target.Status == ExecutionStatus.Running)
            {
                target.Stopwatch.Stop();
                target.Status = ExecutionStatus.Aborted;
            }

        foreach (var target in plan)
            if (target.AssuredAfterFailure && target.Status == ExecutionStatus.Scheduled)
                TryRun(target);
        Close();
    }

    private static IReadOnlyList<string> StartOver()
    {
        Log.Warning("There is no failed run of this call to continue. Starting over ...");
        return [];
    }

    /// <returns>False where the failure of the target ends the run.</returns>
    private bool TryRun(ExecutableTarget target)
    {
        try
        {
            if (target.Status == ExecutionStatus.Skipped
                || done.Contains(target.Name)
                || SkipRules.ApplyConditions(plan, target, target.DynamicConditions))
            {
                target.Status = ExecutionStatus.Skipped;
                return true;
            }
        }
        catch (Exception exception)
        {
            Log.Error(exception, "A condition of {TargetName} has thrown an exception", target.Name);
            target.Status = ExecutionStatus.Failed;
            return false;
        }

        if (target.Actions.Count == 0)
        {
            target.Status = ExecutionStatus.Collective;
            return true;
        }

        logger.Target = target.Name;
        host.BeginBlock(target.Name);
        target.Stopwatch.Start();
        target.Status = ExecutionStatus.Running;
        try
        {
            foreach (var action in target.Actions)
                action();
            target.Status = ExecutionStatus.Succeeded;
            return true;
        }
        catch (Exception exception)
        {
            Fail(target, exception);
            return target.ProceedAfterFailure;
        }
        finally
        {
            target.Stopwatch.Stop();
            host.EndBlock(target.Name);
            logger.Target = "";
        }
    }

    private void Fail(ExecutableTarget target, Exception exception)
    {
        while (exception is System.Reflection.TargetInvocationException or AggregateException { InnerExceptions.Count: 1 })
            exception = exception.InnerException!;
        if (exception is UsageException)
            build.ExitCode ??= UsageException.ExitCode;

        // An exception that prints as its message was meant for the user, who has no use for where in the code it arose.
        var isForUser = exception.ToString() == exception.Message;
        if (target.SummaryInformation.Count == 0)
            target.SummaryInformation[isForUser ? "Error" : exception.GetType().Name] = FirstLine(exception.Message);
        if (isForUser)
            Log.Error("{Message}", exception.Message);
        else
            Log.Error(exception, "Target {TargetName} has thrown an exception", target.Name);
        target.Status = ExecutionStatus.Failed;
    }

    private static string FirstLine(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        return end < 0 ? text : text[..end];
    }
}
