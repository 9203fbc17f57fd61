using NinjaBuild.GoTemplates.Values;

namespace NinjaBuild.Fuzz.Targets;

/// <summary>Bytes as the engine has text, and long texts made of short ones.</summary>
static class Text
{
    public static string Of(ReadOnlySpan<byte> input) => GoString.FromBytes(input);

    public static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    /// <summary>The first line, and what is behind it.</summary>
    public static (string First, string Others) FirstLine(ReadOnlySpan<byte> input)
    {
        var text = Of(input);
        var end = text.IndexOf('\n');
        return end < 0 ? (text, "") : (text[..end], text[(end + 1)..]);
    }
}
