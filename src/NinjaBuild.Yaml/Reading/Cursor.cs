using System.Buffers;

namespace NinjaBuild.Yaml.Reading;

/// <summary>
/// Walks over the text and keeps count of lines. The end of the text reads as NUL, which a checked text does not hold.
/// Line breaks are those of YAML 1.1: CR, LF, both, NEL, and the separators U+2028 and U+2029.
/// </summary>
sealed class Cursor(string text)
{
    /// <summary>All line breaks.</summary>
    public const string Breaks = "\r\n\u0085\u2028\u2029";

    static readonly SearchValues<char> BreakValues = SearchValues.Create(Breaks);

    // May stand before a text, and counts for nothing.
    const char ByteOrderMark = '\uFEFF';

    int _lineStart = text.StartsWith(ByteOrderMark) ? 1 : 0;

    public int Index { get; private set; } = text.StartsWith(ByteOrderMark) ? 1 : 0;

    public int Line { get; private set; }

    public int Column => Index - _lineStart;

    public Mark Mark => new(Index, Line, Column);

    public char Current => Index < text.Length ? text[Index] : '\0';

    public bool IsAtEnd => Index >= text.Length;

    public bool IsAtBlank => Current is ' ' or '\t';

    public bool IsAtBreak => IsBreak(Current);

    public bool IsAtBreakOrEnd => IsAtBreak || IsAtEnd;

    public char Peek(int offset) => Index + offset < text.Length ? text[Index + offset] : '\0';

    /// <summary>Whether whitespace, a line break or the end stands at the offset.</summary>
    public bool IsWhiteAt(int offset) => Peek(offset) is var c && (c is ' ' or '\t' or '\0' || IsBreak(c));

    /// <summary>Moves on within the line.</summary>
    public void Advance(int count = 1) => Index += count;

    /// <summary>Moves to the first of these characters, which must hold the line breaks, or to the end.</summary>
    public void AdvanceTo(SearchValues<char> stops)
    {
        int length = text.AsSpan(Index).IndexOfAny(stops);
        Index = length < 0 ? text.Length : Index + length;
    }

    public void AdvanceToBreak() => AdvanceTo(BreakValues);

    /// <summary>Moves over the line break here.</summary>
    /// <returns>What it reads as: LF, but for the separators, which stay.</returns>
    public char AdvanceLine()
    {
        char c = Current;
        Index += c == '\r' && Peek(1) == '\n' ? 2 : 1;
        Line++;
        _lineStart = Index;
        return c is '\u2028' or '\u2029' ? c : '\n';
    }

    public ReadOnlySpan<char> Since(int index) => Between(index, Index);

    public ReadOnlySpan<char> Between(int from, int to) => text.AsSpan(from, to - from);

    /// <summary>Whether <c>---</c> or <c>...</c> stands here on a line of its own.</summary>
    public bool IsAtDocumentIndicator =>
        Column == 0 && Current is '-' or '.' && Peek(1) == Current && Peek(2) == Current && IsWhiteAt(3);

    public void SkipBlanks()
    {
        while (IsAtBlank) Advance();
    }

    public void SkipComment()
    {
        if (Current != '#') return;
        AdvanceToBreak();
    }

    public static bool IsBreak(char c) => c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029';
}
