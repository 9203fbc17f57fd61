namespace NinjaBuild.Yaml.Reading;

/// <summary>
/// The short texts that were read last, so that keys, and values that many documents share, are in memory once. It never grows: a text
/// takes the place of another that falls on the same slot. Any number of threads may use it.
/// </summary>
static class TextPool
{
    const int MaxLength = 64;

    static readonly string?[] Slots = new string?[4096];

    /// <summary>The text as a string.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxLength) return text.ToString();
        ref var slot = ref Slots[string.GetHashCode(text, StringComparison.Ordinal) & (Slots.Length - 1)];
        if (slot is { } known && text.SequenceEqual(known)) return known;
        return slot = text.ToString();
    }
}
