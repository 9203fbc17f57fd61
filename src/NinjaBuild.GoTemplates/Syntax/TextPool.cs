namespace NinjaBuild.GoTemplates.Syntax;

/// <summary>
/// The short pieces of templates that were read last, so that those that stand in many places and many templates are in memory once. It
/// never grows: a piece takes the place of another that falls on the same slot. Any number of threads may use it.
/// </summary>
internal static class TextPool
{
    const int MaxLength = 128;

    static readonly string?[] Slots = new string?[4096];

    /// <summary>The text as a string.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxLength)
            return text.ToString();
        ref var slot = ref Slots[string.GetHashCode(text, StringComparison.Ordinal) & (Slots.Length - 1)];
        if (slot is { } known && text.SequenceEqual(known))
            return known;
        return slot = text.ToString();
    }
}
