using System.Buffers;

namespace NinjaBuild.Deploy.Records;

/// <summary>Bytes as they are written in records.</summary>
static class HexText
{
    static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <summary>Whether a text is of hexadecimal digits, the letters small.</summary>
    public static bool IsOne(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Digits);
}
