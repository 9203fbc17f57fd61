using System.Globalization;
using System.Text;

namespace NinjaBuild.Helm.Functions;

/// <summary>The part that reads escapes and character classes. \d, \s and \w are ASCII in RE2.</summary>
internal sealed partial class Re2Translator
{
    static string? PerlClass(char c) => c switch
    {
        'd' => "0-9",
        'w' => "0-9A-Za-z_",
        's' => "\\t\\n\\f\\r ",
        _ => null,
    };

    static string? PosixClass(string name) => name switch
    {
        "alnum" => "0-9A-Za-z",
        "alpha" => "A-Za-z",
        "ascii" => "\\u0000-\\u007f",
        "blank" => "\\t ",
        "cntrl" => "\\u0000-\\u001f\\u007f",
        "digit" => "0-9",
        "graph" => "!-~",
        "lower" => "a-z",
        "print" => " -~",
        "punct" => "!-/:-@\\[-`{-~",
        "space" => "\\t\\n\\v\\f\\r ",
        "upper" => "A-Z",
        "word" => "0-9A-Za-z_",
        "xdigit" => "0-9A-Fa-f",
        _ => null,
    };

    bool Escape()
    {
        if (_position + 1 >= _pattern.Length)
            throw Error("trailing backslash at end of expression", "");
        var c = _pattern[_position + 1];
        switch (c)
        {
            case 'A' or 'z' or 'b' or 'B':
                _position += 2;
                _output.Append('\\').Append(c);
                return true;
            case 'Q':
                return QuotedText();
            case 'p' or 'P':
                _output.Append(UnicodeClass());
                return true;
        }

        if (PerlClass(char.ToLowerInvariant(c)) is { } set)
        {
            _position += 2;
            _output.Append(char.IsUpper(c) ? "[^" : "[").Append(set).Append(']');
            return true;
        }

        Literal(EscapedCharacter().ToString());
        return true;
    }

    /// <summary>\Q…\E: plain text; only its last character can be repeated.</summary>
    bool QuotedText()
    {
        _position += 2;
        var end = _pattern.IndexOf("\\E", _position, StringComparison.Ordinal);
        var text = end < 0 ? _pattern[_position..] : _pattern[_position..end];
        _position = end < 0 ? _pattern.Length : end + 2;
        foreach (var rune in text.EnumerateRunes())
            Literal(rune.ToString());
        return false;
    }

    Rune EscapedCharacter()
    {
        var start = _position;
        var c = _pattern[_position + 1];
        _position += 2;
        switch (c)
        {
            case 'a':
                return new Rune(7);
            case 'f':
                return new Rune(12);
            case 'n':
                return new Rune(10);
            case 'r':
                return new Rune(13);
            case 't':
                return new Rune(9);
            case 'v':
                return new Rune(11);
            case 'x':
                return HexCharacter(start);
            case '0':
            case >= '1' and <= '7' when _position < _pattern.Length && _pattern[_position] is >= '0' and <= '7':
                return OctalCharacter(c);
        }

        if (c < 0x80 && !char.IsAsciiLetterOrDigit(c))
            return new Rune(c);
        throw Error("invalid escape sequence", _pattern[start..Math.Min(_position, _pattern.Length)]);
    }

    Rune OctalCharacter(char first)
    {
        var value = first - '0';
        for (var i = 1; i < 3 && !AtEnd && Current is >= '0' and <= '7'; i++, _position++)
            value = (value * 8) + (Current - '0');
        return new Rune(value);
    }

    Rune HexCharacter(int start)
    {
        string digits;
        if (Current == '{')
        {
            var close = _pattern.IndexOf('}', _position);
            if (close < 0)
                throw Error("invalid escape sequence", _pattern[start..]);
            digits = _pattern[(_position + 1)..close];
            _position = close + 1;
        }
        else
        {
            digits = _pattern[_position..Math.Min(_position + 2, _pattern.Length)];
            _position = Math.Min(_position + 2, _pattern.Length);
            if (digits.Length < 2)
                throw Error("invalid escape sequence", _pattern[start.._position]);
        }

        return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && Rune.IsValid(value)
            ? new Rune(value)
            : throw Error("invalid escape sequence", _pattern[start.._position]);
    }

    /// <summary>\pL, \p{Lu}, \p{Greek}, \P{…}, \p{^…}.</summary>
    string UnicodeClass()
    {
        var start = _position;
        var negated = _pattern[_position + 1] == 'P';
        _position += 2;
        if (AtEnd)
            throw Error("invalid character class range", _pattern[start..]);
        string name;
        if (Current == '{')
        {
            var close = _pattern.IndexOf('}', _position);
            if (close < 0)
                throw Error("invalid character class range", _pattern[start..]);
            name = _pattern[(_position + 1)..close];
            _position = close + 1;
        }
        else
        {
            name = _pattern[_position++].ToString();
        }

        if (name.StartsWith('^'))
            (name, negated) = (name[1..], !negated);
        return (negated ? "\\P{" : "\\p{") + Category(name, _pattern[start.._position]) + "}";
    }

    static string Category(string name, string text) => name switch
    {
        "L" or "Lu" or "Ll" or "Lt" or "Lm" or "Lo" or "M" or "Mn" or "Mc" or "Me" or "N" or "Nd" or "Nl" or "No" or "P" or "Pc" or "Pd"
            or "Ps" or "Pe" or "Pi" or "Pf" or "Po" or "S" or "Sm" or "Sc" or "Sk" or "So" or "Z" or "Zs" or "Zl" or "Zp" or "C" or "Cc"
            or "Cf" or "Co" or "Cs" => name,
        "Greek" => "IsGreek",
        "Cyrillic" => "IsCyrillic",
        "Hebrew" => "IsHebrew",
        "Arabic" => "IsArabic",
        "Han" => "IsCJKUnifiedIdeographs",
        "Hiragana" => "IsHiragana",
        "Katakana" => "IsKatakana",
        "Thai" => "IsThai",
        _ => throw Error("invalid character class range", text),
    };

    void CharacterClass()
    {
        var start = _position++;
        var set = new StringBuilder("[");
        if (Current == '^')
        {
            set.Append('^');
            _position++;
        }

        for (var first = true; first || Current != ']'; first = false)
        {
            if (AtEnd)
                throw Error("missing closing ]", _pattern[start..]);
            ClassItem(set, start);
        }

        _position++;
        _output.Append(set).Append(']');
    }

    void ClassItem(StringBuilder set, int start)
    {
        if (Current == '[' && _pattern.AsSpan(_position).StartsWith("[:") && _pattern.IndexOf(":]", _position + 2, StringComparison.Ordinal) is > 0 and var end)
        {
            var name = _pattern[(_position + 2)..end];
            var negated = name.StartsWith('^');
            var posix = PosixClass(negated ? name[1..] : name) ?? throw Error("invalid character class range", _pattern[_position..(end + 2)]);
            if (negated)
                throw Error("not supported: negated class in a class", _pattern[_position..(end + 2)]);
            set.Append(posix);
            _position = end + 2;
            return;
        }

        if (Current == '\\' && _position + 1 < _pattern.Length)
        {
            var c = _pattern[_position + 1];
            if (c is 'p' or 'P')
            {
                set.Append(UnicodeClass());
                return;
            }

            if (PerlClass(char.ToLowerInvariant(c)) is { } perl)
            {
                set.Append(char.IsLower(c) ? perl : c switch { 'D' => "\\u0000-/:-\\uffff", 'W' => "\\u0000-/:-@\\[-\\^`{-\\uffff", _ => "\\u0000-\\u0008\\u000b\\u000e-\\u001f!-\\uffff" });
                _position += 2;
                return;
            }
        }

        ClassRange(set, start);
    }

    void ClassRange(StringBuilder set, int start)
    {
        var begin = _position;
        var low = ClassCharacter(start);
        var high = low;
        if (Current == '-' && _position + 1 < _pattern.Length && _pattern[_position + 1] != ']')
        {
            _position++;
            high = ClassCharacter(start);
            if (high < low)
                throw Error("invalid character class range", _pattern[begin.._position]);
        }

        set.Append(InClass(low));
        if (high != low)
            set.Append('-').Append(InClass(high));
    }

    Rune ClassCharacter(int start)
    {
        if (AtEnd)
            throw Error("missing closing ]", _pattern[start..]);
        if (Current == '\\')
            return _position + 1 < _pattern.Length ? EscapedCharacter() : throw Error("trailing backslash at end of expression", "");
        Rune.DecodeFromUtf16(_pattern.AsSpan(_position), out var rune, out var length);
        _position += length;
        return rune;
    }

    /// <summary>Beyond U+FFFF a class of UTF-16 units cannot tell: such a character stands for all of them.</summary>
    static string InClass(Rune rune) => string.Create(CultureInfo.InvariantCulture, $"\\u{Math.Min(rune.Value, 0xffff):x4}");
}
