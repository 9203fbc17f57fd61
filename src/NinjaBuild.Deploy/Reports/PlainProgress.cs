using System.Globalization;
using NinjaBuild.Deploy.Planning;
using NinjaBuild.Deploy.Waiting;
using NinjaBuild.Kubernetes.Health;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Deploy.Reports;

/// <summary>
/// Writes a line for everything that happens: for logs, which nobody can rewrite. That an object is healthy which was all the time goes
/// without saying.
/// </summary>
/// <param name="ns">The release's namespace.</param>
/// <param name="writeLine">Writes a line; called by one thread at a time.</param>
/// <param name="prefix">What stands before every line, where several deploys write to one log.</param>
public sealed class PlainProgress(string ns, Action<string> writeLine, string prefix = "") : IDeployObserver
{
    readonly Lock _gate = new();
    readonly HashSet<ObjectIdentity> _awaited = [];

    /// <inheritdoc/>
    public void Planned(DeployPlan plan)
    {
        lock (_gate)
        {
            foreach (var line in PlanText.Write(plan))
                writeLine(prefix + line);
        }
    }

    /// <inheritdoc/>
    public void StepStarted(string step, int objects) =>
        Write(string.Create(CultureInfo.InvariantCulture, $"{step}: {objects} {(objects == 1 ? "object" : "objects")}"));

    /// <inheritdoc/>
    public void Done(ObjectIdentity identity, string what) => Write($"  {ObjectName.In(ns, identity)}: {what}");

    /// <inheritdoc/>
    public void HealthChanged(ObjectProgress progress)
    {
        lock (_gate)
        {
            var isNews = progress.Health.Status == HealthStatus.Healthy ? _awaited.Remove(progress.Identity) : _awaited.Add(progress.Identity) || progress.Health.Reason.Length > 0;
            if (isNews)
                writeLine(string.Create(CultureInfo.InvariantCulture, $"{prefix}  {ObjectName.In(ns, progress.Identity)}: {progress.Health} ({progress.Since.TotalSeconds:0.0} s)"));
        }
    }

    /// <inheritdoc/>
    public void Note(string text) => Write($"  {text}");

    void Write(string line)
    {
        lock (_gate)
            writeLine(prefix + line);
    }
}
