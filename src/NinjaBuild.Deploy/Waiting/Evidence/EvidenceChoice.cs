using NinjaBuild.Deploy.Waiting.Looks;

namespace NinjaBuild.Deploy.Waiting.Evidence;

/// <summary>Something about a pod that people have to see.</summary>
/// <param name="Pod">The pod.</param>
/// <param name="Container">The container; null where it is the pod as a whole.</param>
/// <param name="Reason">The cluster's word.</param>
/// <param name="Message">What the cluster says.</param>
/// <param name="Log">Which log tells more.</param>
sealed record Finding(PodLook Pod, string? Container, string Reason, string Message, LogSource Log);

/// <summary>Chooses what to show of an object's pods: each trouble once, in the newest of the pods that have it.</summary>
static class EvidenceChoice
{
    /// <summary>The word for a pod that has no trouble but that it is not ready.</summary>
    public const string NotReady = "NotReady";

    /// <summary>How many pods are shown at most.</summary>
    public const int Limit = 5;

    public static IReadOnlyList<Finding> Of(IEnumerable<PodLook> pods)
    {
        var newestFirst = pods.OrderByDescending(pod => pod.Time, StringComparer.Ordinal).ThenBy(pod => pod.Name, StringComparer.Ordinal).ToList();
        var ofSigns =
            from pod in newestFirst
            from sign in pod.Signs
            orderby sign.State, sign.Key.Kind
            select (sign.Key.Kind, Finding: OfSign(pod, sign));
        var ofEnds =
            from pod in newestFirst
            from end in pod.Ends
            select (end.Key.Kind, Finding: OfSign(pod, end) with { Log = LogSource.Last });
        var ofUnready =
            from pod in newestFirst
            where pod is { IsReady: false, IsOver: false, Signs.Count: 0 }
            select (SignKind.Degraded, Finding: Unready(pod));
        return [.. ofSigns.Concat(ofEnds).Concat(ofUnready)
            .DistinctBy(one => (one.Item1, one.Finding.Container))
            .Select(one => one.Finding)
            .Take(Limit)];
    }

    static Finding OfSign(PodLook pod, Sign sign) => new(pod, sign.Key.Container.Length > 0 ? sign.Key.Container : null, sign.Reason, sign.Message, sign.Log);

    static Finding Unready(PodLook pod) => new(pod, pod.UnreadyContainer, NotReady, pod.ReadyMessage, pod.HasStarted ? LogSource.Last : LogSource.None);
}
