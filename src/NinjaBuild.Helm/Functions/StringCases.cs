using System.Text;
using NinjaBuild.GoTemplates.Values;
using static NinjaBuild.GoTemplates.ParameterType;
using static NinjaBuild.Helm.Functions.Strings;

namespace NinjaBuild.Helm.Functions;

/// <summary>Upper and lower case, and the cases of names.</summary>
internal static class StringCases
{
    public static void AddTo(FunctionRegistry r)
    {
        r.Add("upper", [Str], (_, a) => Text(a[0]).ToUpperInvariant());
        r.Add("lower", [Str], (_, a) => Text(a[0]).ToLowerInvariant());
        r.Add("title", [Str], (_, a) => Title(Text(a[0])));
        r.Add("untitle", [Str], (_, a) => Untitle(Text(a[0])));
        r.Add("swapcase", [Str], (_, a) => SwapCase(Text(a[0])));
        r.Add("initials", [Str], (_, a) => Initials(Text(a[0])));
        r.Add("snakecase", [Str], (_, a) => NameWords.Join(Text(a[0]), '_'));
        r.Add("kebabcase", [Str], (_, a) => NameWords.Join(Text(a[0]), '-'));
        r.Add("camelcase", [Str], (_, a) => PascalCase(Text(a[0])));
    }

    /// <summary>Go's strings.Title: a letter at the start and behind a space or ASCII punctuation other than an underscore.</summary>
    static string Title(string text)
    {
        var titled = new StringBuilder(text.Length);
        var afterSeparator = true;
        foreach (var rune in text.EnumerateRunes())
        {
            titled.Append((afterSeparator ? Rune.ToUpperInvariant(rune) : rune).ToString());
            afterSeparator = IsSeparator(rune);
        }

        return titled.ToString();
    }

    static bool IsSeparator(Rune rune)
    {
        if (rune.IsAscii)
            return !char.IsAsciiLetterOrDigit((char)rune.Value) && rune.Value != '_';
        return !Rune.IsLetterOrDigit(rune) && rune.IsBmp && IsSpace((char)rune.Value);
    }

    static string Untitle(string text)
    {
        var changed = new StringBuilder(text.Length);
        var afterSpace = true;
        foreach (var rune in text.EnumerateRunes())
        {
            var isSpace = rune.IsBmp && IsSpace((char)rune.Value);
            changed.Append((afterSpace && !isSpace ? Rune.ToLowerInvariant(rune) : rune).ToString());
            afterSpace = isSpace;
        }

        return changed.ToString();
    }

    static string SwapCase(string text)
    {
        var swapped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            swapped.Append((Rune.IsUpper(rune) ? Rune.ToLowerInvariant(rune) : Rune.ToUpperInvariant(rune)).ToString());
        return swapped.ToString();
    }

    /// <summary>The first byte of each word, taken for a character of Latin-1.</summary>
    static string Initials(string text)
    {
        var initials = new StringBuilder();
        var afterSpace = true;
        foreach (var b in GoString.ToBytes(text))
        {
            var isSpace = IsSpace((char)b);
            if (!isSpace && afterSpace)
                initials.Append((char)b);
            afterSpace = isSpace;
        }

        return initials.ToString();
    }

    static bool IsConnector(Rune rune) => rune.Value is '-' or '_' || (rune.IsBmp && IsSpace((char)rune.Value));

    /// <summary>Connectors at the start stay; elsewhere the last of a run goes, and the letter behind it becomes upper case.</summary>
    static string PascalCase(string text)
    {
        var runes = new List<Rune>(text.EnumerateRunes());
        var cased = new StringBuilder(text.Length);
        var i = 0;
        for (; i < runes.Count && IsConnector(runes[i]); i++)
            cased.Append(runes[i].ToString());
        if (i == runes.Count)
            return i > 0 ? cased.Append(runes[^1].ToString()).ToString() : "";

        // Of a run of capitals only the first stays one: "HTTPServer" is "Httpserver".
        var inCapitals = Rune.IsUpper(runes[i]);
        var current = Rune.ToUpperInvariant(runes[i++]);
        if (i == runes.Count)
            return cased.Append(current.ToString()).ToString();
        for (; i < runes.Count; i++)
        {
            var previous = current;
            current = runes[i];
            if (IsConnector(current) && IsConnector(previous))
            {
                cased.Append(previous.ToString());
                continue;
            }

            if (IsConnector(previous))
            {
                inCapitals = Rune.IsUpper(current);
                current = Rune.ToUpperInvariant(current);
                continue;
            }

            inCapitals &= Rune.IsUpper(current);
            if (inCapitals)
                current = Rune.ToLowerInvariant(current);
            cased.Append(previous.ToString());
        }

        return cased.Append(current.ToString()).ToString();
    }
}
