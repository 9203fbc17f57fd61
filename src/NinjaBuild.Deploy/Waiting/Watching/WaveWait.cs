using System.Threading.Channels;
using NinjaBuild.Deploy.Waiting.Evidence;
using NinjaBuild.Deploy.Waiting.Judging;
using NinjaBuild.Deploy.Waiting.Looks;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Health;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Waiting.Watching;

/// <summary>
/// One wait for one wave. Watches put what they see, cut down to what matters, in a queue; one loop takes it from there and judges, so that
/// nothing here needs a lock.
/// </summary>
sealed class WaveWait : IAsyncDisposable
{
    readonly ApiClient _api;
    readonly HealthWatchOptions _options;
    readonly TimeSpan _timeout;
    readonly ClusterAnswers _answers;
    readonly NotedOnce _noted;
    readonly CancellationToken _cancellation;
    readonly CancellationTokenSource _end;
    readonly Wave _wave;
    readonly PodLogs _logs;
    readonly long _start;
    readonly Channel<Action> _news = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });
    readonly List<Task> _watches = [];
    readonly HashSet<(ApiResource Resource, string Namespace)> _synced = [];
    readonly HashSet<(string Kind, string Namespace)> _watched = [];
    readonly Dictionary<ObjectIdentity, ObjectHealth> _reported = [];

    public WaveWait(
        ApiClient api, HealthWatchOptions options, IReadOnlyList<WaitItem> items, TimeSpan timeout, ClusterAnswers answers, NotedOnce noted,
        CancellationToken cancellation)
    {
        _api = api;
        _options = options;
        _timeout = timeout;
        _answers = answers;
        _noted = noted;
        _cancellation = cancellation;
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _wave = new Wave(items, options);
        _logs = new PodLogs(api, _end.Token);
        _start = options.Time.GetTimestamp();
    }

    TimeSpan Now => _options.Time.GetElapsedTime(_start);

    public async Task<WaveOutcome> RunAsync(IProgress<ObjectProgress> progress)
    {
        bool isFirst = true;
        while (true)
        {
            while (_news.Reader.TryRead(out var news)) news();
            foreach (var question in _wave.OpenQuestions.ToList()) _wave.Answer(question, await _answers.AskAsync(question, _end.Token));
            var now = Now;
            var judged = _wave.Judge(now);
            if (judged.Any(one => one.Standing == Standing.Stuck) && await FindNodesToComeAsync(judged)) judged = _wave.Judge(now);
            Report(judged, now, progress);
            if (Outcome(judged, isLate: now >= _timeout) is { } stuck) return await EndAsync(judged, stuck);

            if (isFirst) WatchItems(judged);
            isFirst = false;
            WatchPods(judged);
            await NewsAsync(Earliest(judged));
        }
    }

    public async Task<WaveOutcome> LookAsync()
    {
        await SeePodsOfAsync(Unhealthy());
        return await WithEvidenceAsync([], Unhealthy());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_watches);
        _end.Dispose();
    }

    /// <summary>Those that are stuck, none where all is done; null where there is still hope.</summary>
    IReadOnlyList<Judged>? Outcome(IReadOnlyList<Judged> judged, bool isLate)
    {
        if (judged.Any(one => one.Standing == Standing.Stuck)) return [.. judged.Where(one => one.Standing == Standing.Stuck)];
        if (judged.All(one => one.Standing == Standing.Done)) return [];
        if (!isLate) return null;
        var late = judged.Where(one => one.Standing == Standing.Waits || (one.Standing == Standing.MayWait && _options.FailsWithoutAddress));
        return [.. late.Select(one => one with { Lateness = $"is not done after {Spoken(_timeout)}" })];
    }

    IReadOnlyList<Judged> Unhealthy() => [.. _wave.Judge(Now).Where(one => one.Standing is Standing.Waits or Standing.Stuck)];

    async Task<WaveOutcome> EndAsync(IReadOnlyList<Judged> judged, IReadOnlyList<Judged> stuck)
    {
        await SeePodsOfAsync(stuck);
        return await WithEvidenceAsync(judged, stuck);
    }

    async Task<WaveOutcome> WithEvidenceAsync(IReadOnlyList<Judged> judged, IReadOnlyList<Judged> stuck)
    {
        var warnings = new List<WaitWarning>();
        foreach (var one in judged)
        {
            if ((one.Warning ?? (one.Standing == Standing.MayWait ? one.Health.Reason : null)) is { } warning)
                warnings.Add(new WaitWarning(one.Item.Identity, warning));
        }

        var evidence = stuck.Count == 0 ? [] : await new EvidenceReading(_api, _options, _noted).ReadAsync(stuck, _wave, _logs, _cancellation);
        return new WaveOutcome(evidence) { Warnings = warnings };
    }

    // What is stuck at the first look has pods that nobody has looked at.
    async Task SeePodsOfAsync(IReadOnlyList<Judged> stuck)
    {
        foreach (var group in stuck.Select(one => one.Item.Identity).Where(identity => Expectations.HasPods(identity.Group, identity.Kind)).GroupBy(identity => identity.Namespace))
        {
            var (ns, pods) = (group.Key, _wave.PodsIn(group.Key));
            if (!_synced.Contains((KnownResources.Pods, ns)))
                await OptionallyAsync("pods", ns, () => ListAsync(KnownResources.Pods, ns, pod => pods.See(PodLook.Of(pod))));
            if (group.Any(identity => identity.Kind == "Deployment") && !_synced.Contains((KnownResources.ReplicaSets, ns)))
                await OptionallyAsync("replicasets", ns, () => ListAsync(KnownResources.ReplicaSets, ns, set => pods.See(ReplicaSetLook.Of(set))));
        }
    }

    async Task ListAsync(ApiResource resource, string ns, Action<IReadOnlyDictionary<string, object?>> see)
    {
        await foreach (var tree in _api.ListAsync(resource, ns, new ListOptions(), _end.Token)) see(tree);
    }

    // A pod that no node takes yet is not stuck where an autoscaler makes one.
    async Task<bool> FindNodesToComeAsync(IReadOnlyList<Judged> judged)
    {
        bool found = false;
        foreach (var one in judged.Where(one => one is { Standing: Standing.Stuck, Signs: [{ Key.Kind: SignKind.Unschedulable }, ..] }))
        {
            foreach (var pod in one.Signs.Where(sign => sign.Key.Kind == SignKind.Unschedulable).Select(sign => sign.Key.Uid).Take(EvidenceChoice.Limit))
            {
                if (!await new ObjectEvents(_api).NodeIsComingAsync(one.Item.Identity.Namespace, pod, _end.Token)) continue;
                _wave.ExpectNode(pod);
                found = true;
            }
        }

        return found;
    }

    void Report(IReadOnlyList<Judged> judged, TimeSpan now, IProgress<ObjectProgress> progress)
    {
        foreach (var one in judged)
        {
            if (_reported.TryGetValue(one.Item.Identity, out var before) && before == one.Health) continue;
            _reported[one.Item.Identity] = one.Health;
            progress.Report(new ObjectProgress(one.Item.Identity, one.Health, now));
        }
    }

    void WatchItems(IReadOnlyList<Judged> judged)
    {
        var groups = judged.Where(one => Expectations.Of(one.Item.Identity.Group, one.Item.Identity.Kind) != Expectation.Presence)
            .GroupBy(one => (one.Item.Resource, one.Item.Identity.Namespace));
        foreach (var group in groups)
        {
            if (group.All(one => one.Standing == Standing.Done)) continue;
            var watch = new ItemWatch(_api, _options.Labels, group.Key.Resource, group.Key.Namespace, [.. group.Select(one => one.Item)]);
            Start(() => watch.RunAsync(
                (identity, look) => Tell(() => _wave.See(identity, look)),
                identity => Tell(() => _wave.SeeGone(identity)),
                () => Tell(() => _synced.Add(group.Key)),
                fault => Tell(() => _wave.SeeFault(group.Select(one => one.Item.Identity), fault)),
                _end.Token));
        }
    }

    // Only what is not healthy at the first look has pods that are worth one.
    void WatchPods(IReadOnlyList<Judged> judged)
    {
        foreach (var one in judged.Where(one => one.Standing == Standing.Waits))
        {
            var identity = one.Item.Identity;
            if (!_synced.Contains((one.Item.Resource, identity.Namespace)) || !Expectations.HasPods(identity.Group, identity.Kind)) continue;
            var ns = identity.Namespace;
            var pods = _wave.PodsIn(ns);
            if (_watched.Add(("Pod", ns)))
                StartOptional("pods", ns, () => FollowAsync(KnownResources.Pods, ns, PodLook.Of, pod => See(ns, pod), name => pods.PodGone(name)));
            if (identity.Kind == "Deployment" && _watched.Add(("ReplicaSet", ns)))
                StartOptional("replicasets", ns, () => FollowAsync(KnownResources.ReplicaSets, ns, ReplicaSetLook.Of, set => pods.See(set), name => pods.ReplicaSetGone(name)));
            if (identity.Kind is "StatefulSet" or "DaemonSet" or "Job" && _watched.Add(("Event", ns)))
                StartOptional("events", ns, () => FollowFailuresAsync(ns));
        }
    }

    async Task FollowAsync<T>(
        ApiResource resource, string ns, Func<IReadOnlyDictionary<string, object?>, T> look, Action<T> see, Action<string> gone)
    {
        await foreach (var sighting in Sightings.FollowAsync(_api, resource, ns, new ListOptions(), names: null, _end.Token))
        {
            if (sighting.IsSynced)
            {
                Tell(() => _synced.Add((resource, ns)));
            }
            else if (sighting.Object is { } tree)
            {
                var seen = look(tree);
                Tell(() => see(seen));
            }
            else
            {
                Tell(() => gone(sighting.Name));
            }
        }
    }

    // Of these kinds only events say that their controllers cannot make pods.
    async Task FollowFailuresAsync(string ns)
    {
        bool isFirstList = true;
        await foreach (var sighting in Sightings.FollowAsync(_api, KnownResources.Events, ns, new ListOptions { Fields = "reason=FailedCreate,type=Warning" }, names: null, _end.Token))
        {
            if (sighting.IsSynced) isFirstList = false;
            if (sighting.Object is not { } tree || (sighting.IsListed && !isFirstList)) continue;
            var uid = tree.Text("involvedObject", "uid") ?? "";
            var message = PlainText.Line(tree.Text("message") ?? "");
            Tell(() => _wave.SeeFailedCreate(uid, message, sighting.IsListed));
        }
    }

    void See(string ns, PodLook pod)
    {
        _wave.PodsIn(ns).See(pod);
        if (_wave.IsJob(pod.Owner)) _logs.ReadEarly(ns, pod);
    }

    void Tell(Action news) => _news.Writer.TryWrite(news);

    void StartOptional(string what, string ns, Func<Task> watch) => Start(() => OptionallyAsync(what, ns, watch));

    async Task OptionallyAsync(string what, string ns, Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (ApiException e)
        {
            _noted.Say(what, ns, $"{what} in {ns} cannot be watched, so that trouble is seen later, or not until the time is up: {e.Message}");
        }
    }

    void Start(Func<Task> watch) => _watches.Add(Task.Run(async () =>
    {
        try
        {
            await watch();
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The wait is over.
        }
        catch (Exception e)
        {
            _news.Writer.TryComplete(e);
        }
    }));

    TimeSpan Earliest(IReadOnlyList<Judged> judged) => judged.Min(one => one.Due) is { } due && due < _timeout ? due : _timeout;

    /// <summary>Waits until there is news, or it is time to look again.</summary>
    async Task NewsAsync(TimeSpan due)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        var news = _news.Reader.WaitToReadAsync(either.Token).AsTask();
        var pause = Task.Delay(TimeSpan.FromTicks(Math.Clamp((due - Now).Ticks, 0, TimeSpan.TicksPerDay)), _options.Time, either.Token);
        var first = await Task.WhenAny(news, pause);
        await either.CancelAsync();
        _cancellation.ThrowIfCancellationRequested();
        if (first == news) await news;
        else await ((Task)news).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    static string Spoken(TimeSpan time) => time.TotalSeconds >= 120 && time.Ticks % TimeSpan.TicksPerMinute == 0 ? $"{time.TotalMinutes:0} min" : $"{time.TotalSeconds:0.#} s";
}
