using NinjaBuild.Deploy.Waiting;

namespace NinjaBuild.Deploy.Applying;

/// <summary>Waits for the health of what was applied, for as long as a wave and the whole deploy may take.</summary>
sealed class HealthWait(HealthWatch watch, IDeployObserver observer, TimeSpan waveTimeout, TimeSpan timeout, TimeProvider time)
{
    readonly long _start = time.GetTimestamp();

    /// <summary>Waits until all are healthy.</summary>
    /// <exception cref="StepFailure">One is not, and will not be or the time is up.</exception>
    public async Task WaitAsync(IReadOnlyList<WaitItem> items, CancellationToken cancellation)
    {
        if (items.Count == 0)
            return;
        var left = timeout - time.GetElapsedTime(_start);
        var limit = left < waveTimeout ? Positive(left) : waveTimeout;
        var begun = time.GetTimestamp();
        var outcome = await watch.WaitAsync(items, limit, new Progress(observer), cancellation);
        foreach (var warning in outcome.Warnings)
            observer.Note($"{warning.Identity}: {warning.Reason}");
        if (!outcome.IsHealthy && time.GetElapsedTime(begun) >= limit)
            observer.Note($"the time was up: {(left < waveTimeout ? "--timeout" : "--wave-timeout")} says how long to wait");
        if (!outcome.IsHealthy)
            throw new StepFailure([.. outcome.Stuck.Select(stuck => new DeployProblem(stuck.Identity.ToString(), stuck.Reason))], outcome.Stuck);
    }

    static TimeSpan Positive(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;

    sealed class Progress(IDeployObserver observer) : IProgress<ObjectProgress>
    {
        public void Report(ObjectProgress value) => observer.HealthChanged(value);
    }
}
