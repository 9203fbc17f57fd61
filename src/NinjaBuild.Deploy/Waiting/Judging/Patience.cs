using NinjaBuild.Deploy.Waiting.Looks;

namespace NinjaBuild.Deploy.Waiting.Judging;

/// <summary>How long a sign may last.</summary>
static class Patience
{
    /// <summary>When a sign's time is up; at once where nothing heals it.</summary>
    /// <param name="kind">The kind of sign.</param>
    /// <param name="since">Since when it lasts.</param>
    /// <param name="others">What else there is in the wave.</param>
    /// <param name="options">The times.</param>
    public static TimeSpan EndOf(SignKind kind, TimeSpan since, OtherItems others, HealthWatchOptions options)
    {
        var end = since + (kind switch
        {
            SignKind.Failed or SignKind.Deadline => TimeSpan.Zero,
            SignKind.Unschedulable => options.UnschedulableAfter,
            _ => options.StuckAfter,
        });
        if (kind is not (SignKind.Crash or SignKind.Configuration)) return end;
        if (others.GetOn) return Later(end, since + options.StuckBesideOthersAfter);
        return others.GotOnUntil is { } until && until > since ? Later(end, until + Later(options.StuckAfter, until - since)) : end;
    }

    static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;
}

/// <summary>What an object that does not get on may be waiting for: the others of its wave.</summary>
/// <param name="GetOn">Whether one of them gets on without trouble.</param>
/// <param name="GotOnUntil">Since when none does any more; null where none ever did.</param>
readonly record struct OtherItems(bool GetOn, TimeSpan? GotOnUntil)
{
    /// <summary>The same at a later time.</summary>
    public OtherItems At(TimeSpan now, bool getOn) => new(getOn, GetOn && !getOn ? now : GotOnUntil);
}
