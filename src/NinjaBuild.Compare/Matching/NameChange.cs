namespace NinjaBuild.Compare.Matching;

/// <summary>How one name becomes another: texts ahead of it and behind it that give way to others.</summary>
/// <param name="Prefix">What goes at the start.</param>
/// <param name="NewPrefix">What comes in its place.</param>
/// <param name="Suffix">What goes at the end.</param>
/// <param name="NewSuffix">What comes in its place.</param>
sealed record NameChange(string Prefix, string NewPrefix, string Suffix, string NewSuffix)
{
    /// <summary>The change from one name to another that has it inside, or the other way round, or shares its start; null where they share nothing.</summary>
    public static NameChange? Between(string before, string after)
    {
        var at = before.IndexOf(after, StringComparison.Ordinal);
        if (at >= 0 && after.Length > 0)
            return new NameChange(before[..at], "", before[(at + after.Length)..], "");
        at = after.IndexOf(before, StringComparison.Ordinal);
        if (at >= 0 && before.Length > 0)
            return new NameChange("", after[..at], "", after[(at + before.Length)..]);
        var start = LastWord(before.AsSpan()[..before.AsSpan().CommonPrefixLength(after)]);
        var end = LengthOfEnd(before, after);
        return start == 0 && end == 0 ? null
            : start >= end ? new NameChange("", "", before[start..], after[start..])
            : new NameChange(before[..^end], after[..^end], "", "");
    }

    /// <summary>What a name becomes; null where the change is not for it.</summary>
    public string? Apply(string name) =>
        name.Length > Prefix.Length + Suffix.Length && name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal)
            ? NewPrefix + name[Prefix.Length..^Suffix.Length] + NewSuffix
            : null;

    /// <summary>The change for people: <c>lose the suffix '-dev'</c>.</summary>
    public override string ToString() =>
        string.Join(" and ", new[] { Part("prefix", Prefix, NewPrefix), Part("suffix", Suffix, NewSuffix) }.Where(part => part.Length > 0));

    static string Part(string what, string before, string after) => (before, after) switch
    {
        ("", "") => "",
        (_, "") => $"lose the {what} '{before}'",
        ("", _) => $"get the {what} '{after}'",
        _ => $"have the {what} '{after}' in place of '{before}'",
    };

    static int LengthOfEnd(string before, string after)
    {
        var shared = 0;
        while (shared < Math.Min(before.Length, after.Length) && before[^(shared + 1)] == after[^(shared + 1)])
            shared++;
        var first = before.AsSpan(before.Length - shared).IndexOfAny('-', '.');
        return first < 0 ? 0 : shared - first;
    }

    // Names are made of words; where they begin to differ within one, that word differs.
    static int LastWord(ReadOnlySpan<char> shared) => shared.LastIndexOfAny('-', '.') is >= 0 and var end ? end : 0;
}
