using NinjaBuild.Deploy.Waiting.Looks;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Deploy.Waiting.Judging;

/// <summary>The pods of a namespace, and whose they are.</summary>
sealed class NamespacePods
{
    const int DepartedLimit = 5;

    readonly Dictionary<string, PodLook> _pods = new(StringComparer.Ordinal);
    readonly Dictionary<string, ReplicaSetLook> _sets = new(StringComparer.Ordinal);
    readonly Dictionary<string, SortedDictionary<string, PodLook>> _podsByOwner = new(StringComparer.Ordinal);
    readonly Dictionary<string, SortedDictionary<string, ReplicaSetLook>> _setsByOwner = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<PodLook>> _departed = new(StringComparer.Ordinal);

    public void See(PodLook pod)
    {
        // The pods of a StatefulSet bear their names again.
        if (_pods.TryGetValue(pod.Name, out var before) && before.Uid != pod.Uid) PodGone(pod.Name);
        _pods[pod.Name] = pod;
        Under(_podsByOwner, pod.Owner)[pod.Name] = pod;
    }

    public void See(ReplicaSetLook set)
    {
        ReplicaSetGone(set.Name);
        _sets[set.Name] = set;
        Under(_setsByOwner, set.Owner)[set.Name] = set;
    }

    /// <summary>Forgets a pod; what it was at last is kept as evidence, for a while.</summary>
    public void PodGone(string name)
    {
        if (!_pods.Remove(name, out var pod)) return;
        Under(_podsByOwner, pod.Owner).Remove(name);
        if (!_departed.TryGetValue(pod.Owner, out var departed)) _departed.Add(pod.Owner, departed = []);
        departed.Add(pod);
        if (departed.Count > DepartedLimit) departed.RemoveAt(0);
    }

    public void ReplicaSetGone(string name)
    {
        if (_sets.Remove(name, out var set)) Under(_setsByOwner, set.Owner).Remove(name);
    }

    /// <summary>The pods of the newest template of an object, those that are being deleted left out.</summary>
    public IEnumerable<PodLook> NewestOf(ObjectIdentity identity, ObjectLook look) =>
        All(identity, look).Where(pod => !pod.IsDeleting && IsNewest(identity.Kind, look, pod));

    /// <summary>The pods of an older template of an object.</summary>
    public IEnumerable<PodLook> OldOf(ObjectIdentity identity, ObjectLook look) =>
        All(identity, look).Where(pod => !pod.IsDeleting && !IsNewest(identity.Kind, look, pod));

    /// <summary>All pods of an object, and the last that was known of those that are gone.</summary>
    public IEnumerable<PodLook> LastOf(ObjectIdentity identity, ObjectLook look) =>
        All(identity, look).Concat(_departed.GetValueOrDefault(look.Uid) ?? []);

    /// <summary>
    /// The uids that the newest pods of an object name as their owner: its own, or that of a Deployment's newest ReplicaSet. A Deployment
    /// says in the same breath that it has seen a change and which revision that made; the ReplicaSet may be told of later, and until then
    /// there are no new pods.
    /// </summary>
    public IEnumerable<string> OwnersOf(ObjectIdentity identity, ObjectLook look)
    {
        if (identity.Kind != "Deployment") return [look.Uid];
        if (!_setsByOwner.TryGetValue(look.Uid, out var sets)) return [];
        var revision = look.Workload?.Revision ?? sets.Values.MaxBy(set => set.Number)?.Revision;
        return sets.Values.Where(set => set.Revision == revision).Select(set => set.Uid);
    }

    IEnumerable<PodLook> All(ObjectIdentity identity, ObjectLook look)
    {
        if (identity.Kind == "Pod") return _pods.TryGetValue(identity.Name, out var self) && self.Uid == look.Uid ? [self] : [];
        return OwnersOf(identity, look).SelectMany(owner => _podsByOwner.TryGetValue(owner, out var pods) ? pods.Values : Enumerable.Empty<PodLook>());
    }

    static bool IsNewest(string kind, ObjectLook look, PodLook pod) => (kind, look.Workload?.Revision) switch
    {
        (_, null) => true,
        ("StatefulSet", var revision) => pod.RevisionHash == revision,

        // A pod of an earlier template that equals the newest one is as good as new, and its label says otherwise: its troubles are then
        // told only when the time is up.
        ("DaemonSet", var generation) => pod.TemplateGeneration is null || pod.TemplateGeneration == generation,
        _ => true,
    };

    static SortedDictionary<string, T> Under<T>(Dictionary<string, SortedDictionary<string, T>> byOwner, string owner)
    {
        if (!byOwner.TryGetValue(owner, out var owned)) byOwner.Add(owner, owned = new SortedDictionary<string, T>(StringComparer.Ordinal));
        return owned;
    }
}
