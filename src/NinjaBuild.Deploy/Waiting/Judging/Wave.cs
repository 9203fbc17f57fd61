using NinjaBuild.Deploy.Waiting.Evidence;
using NinjaBuild.Deploy.Waiting.Looks;
using NinjaBuild.Kubernetes.Health;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Deploy.Waiting.Judging;

/// <summary>
/// The objects of a wave, what is known of them, and what is to be thought of that. It waits for nothing and asks nobody: times are given,
/// and count from the start of the wait. Objects may be told of in any order.
/// </summary>
sealed class Wave
{
    readonly HealthWatchOptions _options;
    readonly List<ItemState> _items;
    readonly Dictionary<ObjectIdentity, ItemState> _byIdentity = [];
    readonly Dictionary<string, NamespacePods> _pods = new(StringComparer.Ordinal);
    readonly Dictionary<ClusterQuestion, bool?> _answers = [];
    readonly HashSet<string> _awaitNode = new(StringComparer.Ordinal);

    public Wave(IReadOnlyList<WaitItem> items, HealthWatchOptions options)
    {
        _options = options;
        _items = [.. items.Select(item => new ItemState(item, options.SettleFor))];
        foreach (var item in _items) _byIdentity[item.Item.Identity] = item;
    }

    /// <summary>What has to be asked of the cluster before the judgement is the best one.</summary>
    public IEnumerable<ClusterQuestion> OpenQuestions => _items
        .Where(item => item.Look is { Question: not null, Health.Status: not HealthStatus.Healthy })
        .Select(item => item.Look!.Question!.Value)
        .Where(question => !_answers.ContainsKey(question))
        .Distinct();

    public void See(ObjectIdentity identity, ObjectLook look)
    {
        if (_byIdentity.TryGetValue(identity, out var item)) item.See(look);
    }

    public void SeeGone(ObjectIdentity identity)
    {
        if (_byIdentity.TryGetValue(identity, out var item)) item.SeeGone();
    }

    /// <summary>Takes note that objects cannot be seen.</summary>
    public void SeeFault(IEnumerable<ObjectIdentity> identities, string fault)
    {
        foreach (var identity in identities) _byIdentity[identity].Fault = fault;
    }

    public void SeeFailedCreate(string uid, string message, bool isOld)
    {
        foreach (var item in _items)
        {
            if (item.Look?.Uid == uid) item.SeeFailedCreate(message, isOld);
        }
    }

    /// <summary>The pods of a namespace, as far as they were told of.</summary>
    public NamespacePods PodsIn(string ns)
    {
        if (!_pods.TryGetValue(ns, out var pods)) _pods.Add(ns, pods = new NamespacePods());
        return pods;
    }

    /// <summary>Takes an answer; null where nobody may know.</summary>
    public void Answer(ClusterQuestion question, bool? answer) => _answers[question] = answer;

    /// <summary>Takes note that somebody makes a node for a pod, which takes as long as it takes.</summary>
    public void ExpectNode(string podUid) => _awaitNode.Add(podUid);

    /// <summary>What evidence is taken from: the newest pods of an object; of one whose pods run to an end, those too that are gone.</summary>
    public IReadOnlyList<PodLook> PodsOf(WaitItem item)
    {
        if (_byIdentity[item.Identity].Look is not { Workload: { } workload } look) return [];
        var pods = PodsIn(item.Identity.Namespace);
        return [.. workload.RunsToAnEnd ? pods.LastOf(item.Identity, look) : pods.NewestOf(item.Identity, look)];
    }

    /// <summary>The uids that events about an object are about, those of its pods left out.</summary>
    public IReadOnlyCollection<string> UidsOf(WaitItem item) => _byIdentity[item.Identity].Look is { } look
        ? [look.Uid, .. PodsIn(item.Identity.Namespace).OwnersOf(item.Identity, look).Where(uid => uid != look.Uid)]
        : [];

    /// <summary>Whether a uid is that of a Job that is waited for.</summary>
    public bool IsJob(string uid) => _items.Exists(item => item.Look is { Workload.RunsToAnEnd: true } look && look.Uid == uid);

    /// <summary>Judges all objects, in the order in which they were asked for.</summary>
    /// <param name="now">The time since the start of the wait.</param>
    public IReadOnlyList<Judged> Judge(TimeSpan now)
    {
        var lasting = new Dictionary<ItemState, IReadOnlyList<LastingSign>>();
        var judged = new List<Judged>(_items.Count);
        foreach (var item in _items)
        {
            var first = Assess(item, now, out var signs);
            lasting[item] = signs;
            judged.Add(first);
        }

        int gettingOn = judged.Count(GetsOn);
        for (int i = 0; i < judged.Count; i++)
        {
            var item = _items[i];
            item.Others = item.Others.At(now, gettingOn > (GetsOn(judged[i]) ? 1 : 0));
            if (judged[i].Standing == Standing.Waits) judged[i] = WithPatience(item, judged[i], lasting[item], now);
        }

        return judged;
    }

    static bool GetsOn(Judged judged) =>
        judged.Standing == Standing.Waits
        && Expectations.HasPods(judged.Item.Identity.Group, judged.Item.Identity.Kind)
        && !judged.Signs.Any(sign => sign.State == SignState.Bad);

    Judged Assess(ItemState state, TimeSpan now, out IReadOnlyList<LastingSign> lasting)
    {
        lasting = [];
        var item = state.Item;
        if (state.IsOver) return Done(item, HealthStatus.Healthy, state.Look?.Health.Reason ?? "");
        if (state.IsGone) return Stuck(item, HealthStatus.Missing, "was deleted by somebody else while it was waited for");
        if (state.Fault is { } fault) return Stuck(item, HealthStatus.Unknown, fault);
        if (state.Look is not { } look)
            return state.Expectation == Expectation.Presence ? Done(item, HealthStatus.Healthy, "") : Waits(item, "is looked for");
        if (!state.IsOf(look.Uid)) return Stuck(item, HealthStatus.Missing, "is not what was applied: somebody else deleted that, and made another of its name");
        if (look.IsDeleting) return Stuck(item, HealthStatus.Missing, $"is being deleted by somebody else{HeldBy(look)}");
        if (state.Expectation == Expectation.Presence) return Present(item, look);
        if (!state.IsCurrent) return Waits(item, "waits for its controller to see the change");
        return look.Health.Status switch
        {
            HealthStatus.Healthy or HealthStatus.Suspended => Settled(state, look, now, out lasting),
            _ when state.Expectation == Expectation.Address => WithoutAddress(state, look, now),
            HealthStatus.Progressing or HealthStatus.Unknown when state.Expectation == Expectation.Volume => WithoutVolume(state, look, now),
            _ => Unhealthy(state, look, now, out lasting),
        };
    }

    static Judged Present(WaitItem item, ObjectLook look) => look.Health.Status == HealthStatus.Degraded
        ? Done(item, HealthStatus.Healthy, look.Health.Reason) with { Warning = look.Health.Reason }
        : Done(item, look.Health.Status == HealthStatus.Suspended ? HealthStatus.Suspended : HealthStatus.Healthy, look.Health.Reason);

    Judged Settled(ItemState state, ObjectLook look, TimeSpan now, out IReadOnlyList<LastingSign> lasting)
    {
        (lasting, var due) = state.Signs.Note(SignsOf(state, look), now);
        state.HealthySince ??= now;
        if (lasting.Count > 0)
        {
            return Waits(state.Item, $"is ready, but was not a moment ago: {lasting[0].Sign.Short}") with { Signs = InOrder(lasting), Due = due };
        }

        var settled = state.HealthySince.Value + _options.SettleFor;
        bool isBelieved = look.Workload is not { IsProbed: false, Pods: > 0 } workload
            || state.IsOld
            || look.Health.Status == HealthStatus.Suspended
            || workload.MinReadySeconds >= _options.SettleFor.TotalSeconds;
        return isBelieved || settled <= now
            ? Done(state.Item, look.Health.Status, look.Health.Reason)
            : Waits(state.Item, "is ready; since no probe tells, it is watched for a moment") with { Due = settled };
    }

    Judged Unhealthy(ItemState state, ObjectLook look, TimeSpan now, out IReadOnlyList<LastingSign> lasting)
    {
        state.HealthySince = null;
        (lasting, var due) = state.Signs.Note(SignsOf(state, look), now);
        var signs = InOrder(lasting);
        var reason = string.Join("; ", new[] { signs is [{ Key.Kind: not (SignKind.Failed or SignKind.Deadline or SignKind.Degraded) } worst, ..] ? worst.Short : "", look.Health.Reason }.Where(part => part.Length > 0));
        return Waits(state.Item, reason) with { Signs = signs, Due = due };
    }

    Judged WithoutAddress(ItemState state, ObjectLook look, TimeSpan now)
    {
        if (look.Question is { } question && _answers.GetValueOrDefault(question) == true)
            return Missing(state.Item, $"has no address: there is no IngressClass {question.Name} in the cluster");
        var time = state.Item.Identity.Kind == "Ingress" ? _options.IngressAddressFor : _options.LoadBalancerAddressFor;
        if (state.Item.IsUnchanged || now >= time) return Missing(state.Item, "has no address, and none came in time");
        return MayWait(state.Item, look.Health.Reason, time);
    }

    Judged Missing(WaitItem item, string reason) => _options.FailsWithoutAddress
        ? Stuck(item, HealthStatus.Progressing, reason)
        : Done(item, HealthStatus.Healthy, reason) with { Warning = reason };

    Judged WithoutVolume(ItemState state, ObjectLook look, TimeSpan now)
    {
        if (look.Question is not { } question || !_answers.TryGetValue(question, out bool? bindsLate)) return Waits(state.Item, look.Health.Reason);
        const string Unused = "gets its volume when a pod uses it";
        return bindsLate switch
        {
            true => Done(state.Item, HealthStatus.Healthy, Unused),
            false => Waits(state.Item, look.Health.Reason),
            null when now >= _options.UnknownVolumeFor => Done(state.Item, HealthStatus.Healthy, "has no volume so far, and maybe none before a pod uses it") with
            {
                Warning = $"has no volume so far; whether its storage class {question.Name} makes one before a pod uses it could not be read",
            },
            null => MayWait(state.Item, look.Health.Reason, _options.UnknownVolumeFor),
        };
    }

    Judged WithPatience(ItemState state, Judged judged, IReadOnlyList<LastingSign> lasting, TimeSpan now)
    {
        var fired = new List<Sign>();
        var due = judged.Due;
        foreach (var (sign, since) in lasting)
        {
            if (sign.State != SignState.Bad || (sign.Key.Kind == SignKind.Unschedulable && _awaitNode.Contains(sign.Key.Uid))) continue;
            bool isOldDeadline = sign.Key.Kind == SignKind.Deadline && state.IsDeadlineOld;
            var end = isOldDeadline ? since + _options.StuckAfter : Patience.EndOf(sign.Key.Kind, since, state.Others, _options);
            if (end <= now) fired.Add(sign);
            else if (!(end >= due)) due = end;
        }

        if (fired.Count == 0) return judged with { Due = due };
        var reason = Reasons.Of(fired, judged.Signs, state.Look!.Uid, PodCount(state));
        return judged with { Standing = Standing.Stuck, Health = new ObjectHealth(HealthStatus.Degraded, reason), Signs = [.. fired, .. judged.Signs.Except(fired)] };
    }

    int PodCount(ItemState state) => PodsIn(state.Item.Identity.Namespace).NewestOf(state.Item.Identity, state.Look!).Count();

    IEnumerable<Sign> SignsOf(ItemState state, ObjectLook look)
    {
        if (state.OwnSign is { } own) yield return own;
        if (look.Workload is not { } workload) yield break;
        var pods = PodsIn(state.Item.Identity.Namespace);
        foreach (var sign in pods.NewestOf(state.Item.Identity, look).SelectMany(pod => pod.Signs))
        {
            // A Job has its own limit of tries.
            if (!workload.RunsToAnEnd || sign.Key.Kind != SignKind.Crash) yield return sign;
        }

        if (!workload.IsOrdered || look.Health.Status == HealthStatus.Healthy) yield break;
        foreach (var old in pods.OldOf(state.Item.Identity, look))
        {
            if (old.Signs is [{ State: SignState.Bad } trouble, ..]) yield return HoldsUp(old, trouble);
        }
    }

    // A known limit of StatefulSets (kubernetes/kubernetes#67250): one pod after another, and an old one that is not ready stops them all.
    static Sign HoldsUp(PodLook old, Sign trouble) => new(
        new SignKey(old.Uid, "", SignKind.OldPod),
        "OldPodNotReady",
        PlainText.Line($"pod {old.Name} of an older revision is not ready ({trouble}), and a StatefulSet that starts its pods one after another does not replace it: delete the pod"));

    static List<Sign> InOrder(IReadOnlyList<LastingSign> lasting) =>
        [.. lasting.Select(one => one.Sign).OrderBy(sign => sign.State).ThenBy(sign => sign.Key.Kind).ThenBy(sign => sign.Key.Container, StringComparer.Ordinal)];

    static string HeldBy(ObjectLook look) => look.Finalizers.Count == 0 ? "" : $", held by {string.Join(", ", look.Finalizers)}";

    static Judged Done(WaitItem item, HealthStatus status, string reason) => new(item, Standing.Done, new ObjectHealth(status, reason));

    static Judged Waits(WaitItem item, string reason) => new(item, Standing.Waits, new ObjectHealth(HealthStatus.Progressing, reason));

    static Judged MayWait(WaitItem item, string reason, TimeSpan due) =>
        new(item, Standing.MayWait, new ObjectHealth(HealthStatus.Progressing, reason)) { Due = due };

    static Judged Stuck(WaitItem item, HealthStatus status, string reason) => new(item, Standing.Stuck, new ObjectHealth(status, reason));
}
