using NinjaBuild.Deploy.Waiting.Judging;
using NinjaBuild.Deploy.Waiting.Looks;
using NinjaBuild.Deploy.Waiting.Watching;
using NinjaBuild.Kubernetes.Client;

namespace NinjaBuild.Deploy.Waiting.Evidence;

/// <summary>Gathers what shows why objects do not get on. What cannot be read is said and left out: it never makes matters worse.</summary>
sealed class EvidenceReading(ApiClient api, HealthWatchOptions options, NotedOnce noted)
{
    // What many objects have is seen in a few of them, and a server that is in trouble itself is not to be asked for ever.
    const int MaxObjects = 10;
    static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    /// <summary>Gathers the evidence about stuck objects.</summary>
    public async Task<IReadOnlyList<StuckObject>> ReadAsync(IReadOnlyList<Judged> stuck, Wave wave, PodLogs logs, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(TimeLimit, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        var reads = stuck.Select((judged, i) => i < MaxObjects ? ReadAsync(judged, wave, logs, either.Token) : Task.FromResult(Bare(judged)));
        var result = await Task.WhenAll(reads);
        cancellation.ThrowIfCancellationRequested();
        return result;
    }

    static StuckObject Bare(Judged judged, string? ofPods = null)
    {
        var reason = string.Join("; ", new[] { ofPods, judged.Health.Reason }.OfType<string>());
        if (judged.Lateness is { } lateness) reason = $"{lateness}: {reason}";
        return new StuckObject(judged.Item.Identity, judged.Health with { Reason = reason }, reason, [], []);
    }

    async Task<StuckObject> ReadAsync(Judged judged, Wave wave, PodLogs logs, CancellationToken cancellation)
    {
        var ns = judged.Item.Identity.Namespace;
        var newest = wave.PodsOf(judged.Item);
        var findings = EvidenceChoice.Of(newest);
        var pods = Task.WhenAll(findings.Select(finding => ReadAsync(ns, finding, logs, cancellation)));
        string[] uids = [.. wave.UidsOf(judged.Item), .. findings.Select(finding => finding.Pod.Uid)];
        var events = await EventsAsync(ns, [.. uids.Distinct(StringComparer.Ordinal)], cancellation);
        var hanging = IsHanging(judged) ? HangingPods.Of(newest, findings, events) : null;
        return Bare(judged, hanging) with { Pods = await pods, Events = EventTexts.Newest(events) };
    }

    // What fails at once has said why; what merely takes too long has not.
    static bool IsHanging(Judged judged) => judged.Standing != Standing.Stuck || judged.Signs is [{ Key.Kind: SignKind.Deadline }, ..];

    static async Task<PodEvidence> ReadAsync(string ns, Finding finding, PodLogs logs, CancellationToken cancellation)
    {
        LogRead log;
        try
        {
            log = await logs.ReadAsync(ns, finding.Pod, finding.Container, finding.Log).WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            log = new LogRead([], "its log was not read in time");
        }

        return new PodEvidence(finding.Pod.Name, finding.Container, finding.Reason, finding.Message, log.Lines) { LogFault = log.Fault };
    }

    async Task<IReadOnlyList<EventText>> EventsAsync(string ns, IReadOnlyCollection<string> uids, CancellationToken cancellation)
    {
        try
        {
            return ns.Length == 0 ? [] : await new ObjectEvents(api).WarningsAsync(ns, uids, cancellation);
        }
        catch (ApiException e)
        {
            noted.Say("events", ns, $"events in {ns} cannot be read, and are not shown: {e.Message}");
            return [];
        }
        catch (OperationCanceledException)
        {
            return [];
        }
    }
}
