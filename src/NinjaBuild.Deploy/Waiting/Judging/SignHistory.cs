using NinjaBuild.Deploy.Waiting.Looks;

namespace NinjaBuild.Deploy.Waiting.Judging;

/// <summary>A sign, and since when there was no recovery from it.</summary>
/// <param name="Sign">The sign as it is now.</param>
/// <param name="Since">When it was first seen.</param>
readonly record struct LastingSign(Sign Sign, TimeSpan Since);

/// <summary>
/// Since when an object has had its signs. A container that comes and goes between running and crashing has one sign all the while; it has
/// recovered once a probe calls it ready, or once it stayed ready for long enough without one.
/// </summary>
/// <param name="settleFor">How long is long enough.</param>
sealed class SignHistory(TimeSpan settleFor)
{
    readonly Dictionary<SignKey, Entry> _entries = [];

    /// <summary>Takes note of the signs that an object has at a time.</summary>
    /// <returns>Those that it has not recovered from, and when the next of them may have.</returns>
    public (IReadOnlyList<LastingSign> Lasting, TimeSpan? Due) Note(IEnumerable<Sign> signs, TimeSpan now)
    {
        var lasting = new List<LastingSign>();
        var gone = new HashSet<SignKey>(_entries.Keys);
        TimeSpan? due = null;
        foreach (var sign in signs)
        {
            // Whatever was before this wait is over where it looks well now.
            bool isKnown = _entries.TryGetValue(sign.Key, out var entry);
            if (!isKnown && sign.State == SignState.Settling) continue;
            entry = Next(isKnown ? entry : new Entry(now, SettlingSince: null), sign, now);
            if (entry.SettlingSince + settleFor <= now) continue;
            _entries[sign.Key] = entry;
            gone.Remove(sign.Key);
            lasting.Add(new LastingSign(sign, entry.Since));
            if (entry.SettlingSince + settleFor is { } end && !(end >= due)) due = end;
        }

        foreach (var key in gone) _entries.Remove(key);
        return (lasting, due);
    }

    static Entry Next(Entry entry, Sign sign, TimeSpan now) =>
        entry with { SettlingSince = sign.State == SignState.Settling ? entry.SettlingSince ?? now : null };

    readonly record struct Entry(TimeSpan Since, TimeSpan? SettlingSince);
}
