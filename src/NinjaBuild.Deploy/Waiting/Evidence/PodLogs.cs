using NinjaBuild.Deploy.Waiting.Looks;
using NinjaBuild.Kubernetes.Client;

namespace NinjaBuild.Deploy.Waiting.Evidence;

/// <summary>The last lines of a log, or why there are none.</summary>
readonly record struct LogRead(IReadOnlyList<string> Lines, string? Fault);

/// <summary>
/// Reads what containers wrote at last. The pods of a Job may be gone when it has failed, for the controller deletes what still runs then;
/// so their logs are read as soon as there is something in them.
/// </summary>
sealed class PodLogs(ApiClient api, CancellationToken cancellation)
{
    /// <summary>How many lines are shown.</summary>
    public const int Limit = 20;

    readonly Dictionary<(string Uid, string Container), (string Run, Task<LogRead> Log)> _early = [];

    /// <summary>Reads the logs of a Job's pod in advance, where it may be about to go.</summary>
    public void ReadEarly(string ns, PodLook pod)
    {
        if (pod is { IsDeleting: true, HasStarted: true, UnreadyContainer: { } stopped }) ReadEarly(ns, pod, stopped, LogSource.Last, "stopped");
        if (!pod.RestartsOnFailure) return;
        foreach (var sign in pod.Signs.Where(sign => sign is { Key.Kind: SignKind.Crash, State: SignState.Bad })) ReadEarly(ns, pod, sign.Key.Container, sign.Log, sign.Message);
    }

    /// <summary>The last lines of a container; those that were read in advance where there are no others any more.</summary>
    public async Task<LogRead> ReadAsync(string ns, PodLook pod, string? container, LogSource source)
    {
        if (source == LogSource.None) return new LogRead([], Fault: null);
        var read = await TryAsync(ns, pod, container, source);
        if (read.Fault is null || !_early.TryGetValue((pod.Uid, container ?? ""), out var early)) return read;
        var kept = await early.Log;
        return kept.Fault is null ? kept : read;
    }

    void ReadEarly(string ns, PodLook pod, string container, LogSource source, string run)
    {
        if (_early.TryGetValue((pod.Uid, container), out var known) && (known.Run == run || !known.Log.IsCompleted)) return;
        _early[(pod.Uid, container)] = (run, TryAsync(ns, pod, container, source));
    }

    async Task<LogRead> TryAsync(string ns, PodLook pod, string? container, LogSource source)
    {
        try
        {
            var options = new LogOptions { Container = container, Previous = source == LogSource.Previous, TailLines = Limit };
            return new LogRead(PlainText.LastLines(await api.ReadLogAsync(ns, pod.Name, options, cancellation), Limit), Fault: null);
        }
        catch (ApiException e) when (e.Kind == ApiErrorKind.BadRequest && source == LogSource.Previous)
        {
            // The run before may have been cleared away.
            return await TryAsync(ns, pod, container, LogSource.Last);
        }
        catch (ApiException e)
        {
            return new LogRead([], PlainText.Line(e.Message));
        }
        catch (OperationCanceledException)
        {
            return new LogRead([], "there was no time to read its log");
        }
    }
}
