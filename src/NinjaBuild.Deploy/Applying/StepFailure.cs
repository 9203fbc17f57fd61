using NinjaBuild.Deploy.Waiting;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Deploy.Applying;

/// <summary>Ends the applying of a plan: from here on it is rolled back, or left as it is.</summary>
/// <param name="problems">What went wrong.</param>
/// <param name="stuck">The objects that did not get healthy, with the evidence; empty where it was something else.</param>
sealed class StepFailure(IReadOnlyList<DeployProblem> problems, IReadOnlyList<StuckObject> stuck)
    : Exception(string.Join(Environment.NewLine, problems.Select(problem => problem.ToString())))
{
    /// <summary>Something went wrong with one object.</summary>
    public StepFailure(ObjectIdentity identity, string message)
        : this([new DeployProblem(identity.ToString(), message)], [])
    {
    }

    /// <summary>What went wrong.</summary>
    public IReadOnlyList<DeployProblem> Problems { get; } = problems;

    /// <summary>The objects that did not get healthy.</summary>
    public IReadOnlyList<StuckObject> Stuck { get; } = stuck;

    /// <summary>Several as one.</summary>
    public static StepFailure Merge(IReadOnlyList<StepFailure> failures) =>
        failures is [var only] ? only : new StepFailure([.. failures.SelectMany(failure => failure.Problems)], [.. failures.SelectMany(failure => failure.Stuck)]);

    /// <summary>Waits for work on several objects to end, whatever becomes of any of it.</summary>
    /// <exception cref="StepFailure">Some of it failed; all that did.</exception>
    public static async Task<IReadOnlyList<T>> WhenAllAsync<T>(IEnumerable<Task<T>> work)
    {
        var tasks = work.ToList();
        try
        {
            return await Task.WhenAll(tasks);
        }
        catch (Exception)
        {
            var failures = tasks.Select(task => task.Exception?.InnerException).OfType<StepFailure>().ToList();
            if (failures.Count == 0)
                throw;
            throw Merge(failures);
        }
    }

    /// <inheritdoc cref="WhenAllAsync{T}"/>
    public static Task WhenAllAsync(IEnumerable<Task> work) => WhenAllAsync(work.Select(async task =>
    {
        await task;
        return true;
    }));
}
