using NinjaBuild.Deploy.Waiting.Looks;

namespace NinjaBuild.Deploy.Waiting.Judging;

/// <summary>Puts in a line why an object does not get on.</summary>
static class Reasons
{
    /// <summary>The reason.</summary>
    /// <param name="fired">The signs whose time is up.</param>
    /// <param name="all">All signs of the object, the worst first.</param>
    /// <param name="uid">The object's uid.</param>
    /// <param name="pods">How many pods it has.</param>
    public static string Of(IReadOnlyList<Sign> fired, IReadOnlyList<Sign> all, string uid, int pods)
    {
        var own = fired.FirstOrDefault(sign => IsOwn(sign, uid));
        var ofPods = all.Where(sign => !IsOwn(sign, uid) && sign.State == SignState.Bad).ToList();
        var trouble = MostCommon(fired.Where(sign => !IsOwn(sign, uid))) ?? MostCommon(ofPods);
        var ofThem = trouble is null ? null : Counted(trouble, ofPods, pods);
        // That the time is up is the least of what there is to say.
        string?[] parts = own is { Key.Kind: SignKind.Deadline } ? [ofThem, own.ToString()] : [own?.ToString(), ofThem];
        return string.Join("; ", parts.OfType<string>());
    }

    static Sign? MostCommon(IEnumerable<Sign> signs) => signs.GroupBy(Trouble).MaxBy(group => group.Count())?.First();

    // 2 of 3 pods: web: ImagePullBackOff: Back-off pulling image "web:2". Pods whose time is not up yet have the same trouble.
    static string Counted(Sign trouble, List<Sign> signs, int pods)
    {
        if (trouble.Key.Kind == SignKind.OldPod) return trouble.Message;
        int count = signs.Where(sign => Trouble(sign) == Trouble(trouble)).Select(sign => sign.Key.Uid).Distinct(StringComparer.Ordinal).Count();
        return pods <= 1 ? trouble.ToString() : $"{count} of {pods} pods: {trouble}";
    }

    static (string, SignKind) Trouble(Sign sign) => (sign.Key.Container, sign.Key.Kind);

    static bool IsOwn(Sign sign, string uid) => sign.Key.Uid == uid && sign.Key.Container.Length == 0;
}
