using System.Text;
using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Formatting;
using NinjaBuild.GoTemplates.Values;
using static NinjaBuild.GoTemplates.ParameterType;

namespace NinjaBuild.Helm.Functions;

/// <summary>Trimming, cutting, quoting, joining and replacing text. Lengths and positions count bytes, as in Go.</summary>
internal static class Strings
{
    public static void AddTo(FunctionRegistry r)
    {
        AddTrimming(r);
        AddCutting(r);
        AddQuoting(r);
        AddSplitting(r);
        r.Add("contains", [Str, Str], (_, a) => Boxes.Box(Text(a[1]).Contains(Text(a[0]), StringComparison.Ordinal)));
        r.Add("hasPrefix", [Str, Str], (_, a) => Boxes.Box(Text(a[1]).StartsWith(Text(a[0]), StringComparison.Ordinal)));
        r.Add("hasSuffix", [Str, Str], (_, a) => Boxes.Box(Text(a[1]).EndsWith(Text(a[0]), StringComparison.Ordinal)));
        r.Add("plural", [Str, Str, Int], (_, a) => Cast.Int(a[2]) == 1 ? a[0] : a[1]);
        r.Add("hello", [], (_, _) => "Hello!");
        r.Add("repeat", [Int, Str], (e, a) => Repeat(e, Cast.Int(a[0]), Text(a[1])));
        r.Add("replace", [Str, Str, Str], (e, a) => Replace(e, Text(a[2]), Text(a[0]), Text(a[1])));
        r.Add("indent", [Int, Str], (e, a) => Indent(e, Cast.Int(a[0]), Text(a[1]), ""));
        r.Add("nindent", [Int, Str], (e, a) => Indent(e, Cast.Int(a[0]), Text(a[1]), "\n"));
    }

    /// <summary>What Go's unicode.IsSpace tells.</summary>
    public static bool IsSpace(char c) => c is ' ' or (>= '\t' and <= '\r') or '\u0085' or '\u00a0' or '\u1680' or (>= '\u2000' and <= '\u200a')
        or '\u2028' or '\u2029' or '\u202f' or '\u205f' or '\u3000';

    /// <summary>Go's strings.TrimSpace.</summary>
    public static string TrimSpace(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsSpace(text[start]))
            start++;
        while (end > start && IsSpace(text[end - 1]))
            end--;
        return text[start..end];
    }

    static void AddTrimming(FunctionRegistry r)
    {
        r.Add("trim", [Str], (_, a) => TrimSpace(Text(a[0])));
        r.Add(["trimAll", "trimall"], [Str, Str], (_, a) => TrimAll(Text(a[1]), Text(a[0])));
        r.Add("trimPrefix", [Str, Str], (_, a) => Text(a[1]) is var text && text.StartsWith(Text(a[0]), StringComparison.Ordinal) ? text[Text(a[0]).Length..] : text);
        r.Add("trimSuffix", [Str, Str], (_, a) => Text(a[1]) is var text && text.EndsWith(Text(a[0]), StringComparison.Ordinal) ? text[..^Text(a[0]).Length] : text);
        r.Add("nospace", [Str], (_, a) => WithoutSpaces(Text(a[0])));
    }

    static void AddCutting(FunctionRegistry r)
    {
        r.Add("trunc", [Int, Str], (_, a) => Truncate(Cast.Int(a[0]), Text(a[1])));
        r.Add("substr", [Int, Int, Str], (_, a) => Substring(Cast.Int(a[0]), Cast.Int(a[1]), Text(a[2])));
        r.Add("abbrev", [Int, Str], (_, a) => Cast.Int(a[0]) is var width && width < 4 ? a[1] : Abbreviate(Text(a[1]), 0, width));
        r.Add("abbrevboth", [Int, Int, Str], (_, a) => AbbreviateBoth(Cast.Int(a[0]), Cast.Int(a[1]), Text(a[2])));
        r.Add("wrap", [Int, Str], (e, a) => Wrap(e, Text(a[1]), Cast.Int(a[0]), "", false));
        r.Add("wrapWith", [Int, Str, Str], (e, a) => Wrap(e, Text(a[2]), Cast.Int(a[0]), Text(a[1]), true));
    }

    static void AddQuoting(FunctionRegistry r)
    {
        r.AddVariadic("quote", [], Any, (_, a) => a.Length == 1 && a[0] is string one
            ? Quoting.Quote(one)
            : Join(a, " ", static value => Quoting.Quote(Cast.ToText(value))));
        r.AddVariadic("squote", [], Any, (_, a) => Join(a, " ", static value => $"'{GoFormat.Print(value)}'"));
        r.AddVariadic("cat", [], Any, (_, a) => Join(a, " ", GoFormat.Print));
        r.Add("join", [Str, Any], (_, a) => string.Join(Text(a[0]), Lists.ToTexts(a[1])));
        r.Add("toStrings", [Any], (_, a) => a[0] is GoList { ElementType: "string" } ? a[0] : GoList.Strings(Lists.ToTexts(a[0])));
    }

    static void AddSplitting(FunctionRegistry r)
    {
        r.Add("splitList", [Str, Str], (_, a) => GoList.Strings(Split(Text(a[1]), Text(a[0]), -1)));
        r.Add("split", [Str, Str], (_, a) => Numbered(Split(Text(a[1]), Text(a[0]), -1)));
        r.Add("splitn", [Str, Int, Str], (_, a) => Numbered(Split(Text(a[2]), Text(a[0]), Cast.Int(a[1]))));
    }

    public static string Text(object? value) => (string)value!;

    static string Join(ReadOnlySpan<object?> values, string separator, Func<object?, string> print)
    {
        var text = new StringBuilder();
        var first = true;
        foreach (var value in values)
        {
            if (value is null)
                continue;
            if (!first)
                text.Append(separator);
            first = false;
            text.Append(print(value));
        }

        return text.ToString();
    }

    static string TrimAll(string text, string cutset) => cutset.Length == 0 ? text : TrimRunes(text, cutset);

    static string TrimRunes(string text, string cutset)
    {
        var (start, end) = (0, text.Length);
        while (start < end && Rune.DecodeFromUtf16(text.AsSpan(start, end - start), out _, out var length) is var _ && Cuts(text.AsSpan(start, length), cutset))
            start += length;
        while (start < end && Rune.DecodeLastFromUtf16(text.AsSpan(start, end - start), out _, out var length) is var _ && Cuts(text.AsSpan(end - length, length), cutset))
            end -= length;
        return text[start..end];
    }

    static bool Cuts(ReadOnlySpan<char> rune, string cutset) => cutset.AsSpan().IndexOf(rune, StringComparison.Ordinal) >= 0;

    static string WithoutSpaces(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var b in GoString.ToBytes(text))
        {
            // Sprig takes each byte for a character.
            if (!IsSpace((char)b))
                kept.Append((char)b);
        }

        return kept.Length == GoString.ByteLength(text) ? text : kept.ToString();
    }

    static string Truncate(long count, string text)
    {
        var length = GoString.ByteLength(text);
        if (count < 0 && length + count > 0)
            return GoString.Slice(text, (int)(length + count), length);
        return count >= 0 && length > count ? GoString.Slice(text, 0, (int)count) : text;
    }

    static string Substring(long start, long end, string text)
    {
        var length = GoString.ByteLength(text);
        if (start < 0)
            return Slice(text, 0, end, length);
        return end < 0 || end > length ? Slice(text, start, length, length) : Slice(text, start, end, length);
    }

    static string Slice(string text, long start, long end, int length)
    {
        if (end < 0 || end > length)
            throw new FunctionException($"runtime error: slice bounds out of range [:{end}]" + (end > length ? $" with length {length}" : ""));
        if (start > end)
            throw new FunctionException($"runtime error: slice bounds out of range [{start}:{end}]");
        return GoString.Slice(text, (int)start, (int)end);
    }

    static string AbbreviateBoth(long left, long right, string text) =>
        right < 4 || (left > 0 && right < 7) ? text : Abbreviate(text, left, right);

    static string Abbreviate(string text, long offset, long width)
    {
        var length = GoString.ByteLength(text);
        if (length <= width)
            return text;
        offset = Math.Min(offset, length);
        if (length - offset < width - 3)
            offset = length - (width - 3);
        if (offset <= 4)
            return GoString.Slice(text, 0, (int)(width - 3)) + "...";
        if (width < 7)
            return "";
        return offset + width - 3 < length
            ? "..." + Abbreviate(GoString.Slice(text, (int)offset, length), 0, width - 3)
            : "..." + GoString.Slice(text, (int)(length - (width - 3)), length);
    }

    /// <summary>Breaks lines at spaces; the long words of <c>wrapWith</c> are broken too.</summary>
    static string Wrap(TemplateExecution execution, string text, long width, string newLine, bool breaksWords)
    {
        if (newLine.Length == 0)
            newLine = "\n";
        width = Math.Max(width, 1);
        var bytes = GoString.ToBytes(text).AsSpan();
        execution.ReserveText(bytes.Length + (bytes.Length / width * newLine.Length));
        var separator = GoString.ToBytes(newLine);
        var wrapped = new List<byte>(bytes.Length + 16);
        var offset = 0;
        while (bytes.Length - offset > width)
        {
            if (bytes[offset] == ' ')
            {
                offset++;
                continue;
            }

            var wide = (int)width;
            var space = bytes.Slice(offset, wide + 1).LastIndexOf((byte)' ');
            if (space < 0 && !breaksWords)
            {
                space = bytes[(offset + wide)..].IndexOf((byte)' ');
                if (space < 0)
                    break;
                space += wide;
            }

            var length = space < 0 ? wide : space;
            wrapped.AddRange(bytes.Slice(offset, length));
            wrapped.AddRange(separator);
            offset += space < 0 ? wide : space + 1;
        }

        wrapped.AddRange(bytes[offset..]);
        return GoString.FromBytes(wrapped.ToArray());
    }

    static string Repeat(TemplateExecution execution, long count, string text)
    {
        if (count < 0)
            throw new FunctionException("strings: negative Repeat count");
        execution.ReserveText(text.Length == 0 ? 0 : Math.Min(count, long.MaxValue / text.Length) * text.Length);
        return text.Length == 0 ? "" : new StringBuilder(text.Length * (int)count).Insert(0, text, (int)count).ToString();
    }

    static string Replace(TemplateExecution execution, string text, string old, string replacement)
    {
        if (old.Length > 0)
            return text.Replace(old, replacement, StringComparison.Ordinal);

        // Go puts the replacement before every character and at the end.
        execution.ReserveText((long)(text.Length + 1) * (replacement.Length + 1));
        var replaced = new StringBuilder(replacement);
        foreach (var rune in text.EnumerateRunes())
            replaced.Append(rune.ToString()).Append(replacement);
        return replaced.ToString();
    }

    static string Indent(TemplateExecution execution, long spaces, string text, string before)
    {
        if (spaces < 0)
            throw new FunctionException("strings: negative Repeat count");
        var lines = text.AsSpan().Count('\n') + 1L;
        execution.ReserveText(text.Length + (Math.Min(spaces, int.MaxValue) * lines));
        var indented = new StringBuilder((int)(before.Length + text.Length + (spaces * lines)));
        indented.Append(before).Append(' ', (int)spaces);
        for (var start = 0; ;)
        {
            var end = text.IndexOf('\n', start);
            if (end < 0)
                return indented.Append(text, start, text.Length - start).ToString();
            indented.Append(text, start, end + 1 - start).Append(' ', (int)spaces);
            start = end + 1;
        }
    }

    /// <summary>Go's strings.SplitN; an empty separator splits into characters.</summary>
    static List<object?> Split(string text, string separator, long limit)
    {
        var parts = new List<object?>();
        if (limit == 0)
            return parts;
        if (separator.Length == 0)
        {
            SplitRunes(text, limit, parts);
            return parts;
        }

        var start = 0;
        while (limit < 0 || parts.Count < limit - 1)
        {
            var found = text.IndexOf(separator, start, StringComparison.Ordinal);
            if (found < 0)
                break;
            parts.Add(text[start..found]);
            start = found + separator.Length;
        }

        parts.Add(text[start..]);
        return parts;
    }

    static void SplitRunes(string text, long limit, List<object?> parts)
    {
        var i = 0;
        while (i < text.Length && (limit < 0 || parts.Count < limit - 1))
        {
            var length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
            parts.Add(text.Substring(i, length));
            i += length;
        }

        if (i < text.Length)
            parts.Add(text[i..]);
    }

    static StringMap Numbered(List<object?> parts)
    {
        var map = new StringMap();
        for (var i = 0; i < parts.Count; i++)
            map["_" + Cast.Invariant(i)] = parts[i];
        return map;
    }
}
