using System.Buffers;
using System.Text;

namespace NinjaBuild.Yaml.Writing;

/// <summary>
/// What becomes of a string on its way through JSON, which sigs.k8s.io/yaml reads back with the YAML parser before it writes YAML.
/// </summary>
static class JsonString
{
    // The longest key in JSON form that the parser still takes for a key: 1024 characters with its quotes.
    const int MaxKeyLength = 1022;

    // Whatever does not come back as it went: surrogates (only lone ones change), DEL, C1 with NEL, non-characters.
    static readonly SearchValues<char> Unsafe = SearchValues.Create(UnsafeCharacters());

    public static string ThroughJson(string text) => text.AsSpan().IndexOfAny(Unsafe) < 0 ? text : Change(text);

    /// <summary>As <see cref="ThroughJson"/>, for a key.</summary>
    public static string KeyThroughJson(string key)
    {
        // Each character takes at most six in JSON.
        if (key.Length > MaxKeyLength / 6 && LengthInJson(key) > MaxKeyLength)
            throw new YamlWriteException($"a key of more than {MaxKeyLength} characters has no YAML form: '{key.AsSpan(0, 40)}…'");
        if (key.Contains('\u0085', StringComparison.Ordinal)) throw new YamlWriteException("a key with the line break U+0085 has no YAML form");
        return ThroughJson(key);
    }

    static string Change(string text)
    {
        var result = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\u0085')
            {
                i = Fold(text, i, result);
            }
            else if (char.IsSurrogate(c))
            {
                bool isPair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
                if (isPair) result.Append(c).Append(text[++i]);
                else result.Append('\uFFFD');
            }
            else if (c is '\u007F' or (>= '\u0080' and <= '\u009F') or '\uFFFE' or '\uFFFF')
            {
                throw new YamlWriteException($"the control character U+{(int)c:X4} has no YAML form");
            }
            else
            {
                result.Append(c);
            }
        }

        return result.ToString();
    }

    // JSON leaves NEL as it is, and to the YAML parser it is a line break in a quoted string: with the blanks around it, it folds to
    // a space, or to one line feed less than there are of it.
    static int Fold(string text, int index, StringBuilder result)
    {
        while (result.Length > 0 && result[^1] == ' ') result.Length--;
        int breaks = 0;
        int i = index;
        for (; i < text.Length && text[i] is '\u0085' or ' '; i++)
        {
            if (text[i] == '\u0085') breaks++;
        }

        if (breaks == 1) result.Append(' ');
        else result.Append('\n', breaks - 1);
        return i - 1;
    }

    static int LengthInJson(string text)
    {
        int length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            length += rune.Value switch
            {
                '"' or '\\' or '\b' or '\f' or '\n' or '\r' or '\t' => 2,
                < ' ' or '<' or '>' or '&' or 0x2028 or 0x2029 => 6,
                _ => 1,
            };
        }

        return length;
    }

    static string UnsafeCharacters()
    {
        var characters = new StringBuilder();
        for (char c = '\u007F'; c <= '\u009F'; c++) characters.Append(c);
        for (char c = '\uD800'; c <= '\uDFFF'; c++) characters.Append(c);
        return characters.Append("\uFFFE\uFFFF").ToString();
    }
}
