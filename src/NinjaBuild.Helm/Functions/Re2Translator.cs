using System.Globalization;
using System.Text;
using NinjaBuild.GoTemplates;

namespace NinjaBuild.Helm.Functions;

/// <summary>
/// Reads RE2 syntax (https://github.com/google/re2/wiki/Syntax) and writes the .NET expression of the same meaning; what RE2 refuses, it
/// refuses in Go's words. Flags are written out into the expression, since i, m, s and U can change inside a group.
/// </summary>
internal sealed partial class Re2Translator
{
    const int MaxRepeat = 1000;
    const int MaxDepth = 500;

    readonly string _pattern;
    readonly StringBuilder _output = new();
    int _position;
    int _depth;
    bool _multiline;
    bool _dotAll;
    bool _ungreedy;

    Re2Translator(string pattern) => _pattern = pattern;

    public static string Translate(string pattern)
    {
        var translator = new Re2Translator(pattern);
        translator.Alternatives();
        if (translator._position < pattern.Length)
            throw Error("unexpected )", pattern);
        return translator._output.ToString();
    }

    static FunctionException Error(string what, string where) => new($"error parsing regexp: {what}: `{where}`");

    bool AtEnd => _position >= _pattern.Length;

    char Current => AtEnd ? '\0' : _pattern[_position];

    void Alternatives()
    {
        if (++_depth > MaxDepth)
            throw Error("expression nests too deeply", _pattern);
        var (multiline, dotAll, ungreedy) = (_multiline, _dotAll, _ungreedy);
        while (!AtEnd && Current != ')')
        {
            if (Current == '|')
            {
                _output.Append('|');
                _position++;
                continue;
            }

            Item();
        }

        (_multiline, _dotAll, _ungreedy) = (multiline, dotAll, ungreedy);
        _depth--;
    }

    void Item()
    {
        var start = _position;
        var c = Current;
        switch (c)
        {
            case '*' or '+' or '?':
                throw Error("missing argument to repetition operator", RepetitionText());
            case '{' when TryRepeat(_position, out _, out _, out var end):
                throw Error("missing argument to repetition operator", _pattern[start..end]);
        }

        var outputStart = _output.Length;
        if (!Atom())
            return;
        Repetitions(start, outputStart);
    }

    string RepetitionText() => _pattern[_position..Math.Min(_pattern.Length, _position + 1)];

    void Repetitions(int start, int outputStart)
    {
        var lastStart = -1;
        while (!AtEnd)
        {
            var begin = _position;
            int low = 0, high = -1, end;
            var isBrace = Current == '{';
            if (isBrace)
            {
                if (!TryRepeat(_position, out low, out high, out end))
                    return;
                if (low > MaxRepeat || high > MaxRepeat || (high >= 0 && low > high))
                    throw Error("invalid repeat count", _pattern[begin..end]);
            }
            else if (Current is '*' or '+' or '?')
            {
                end = _position + 1;
            }
            else
            {
                return;
            }

            var text = _pattern[begin..end];
            _position = end;
            var lazy = _ungreedy;
            if (Current == '?' && !AtEnd)
            {
                lazy = !lazy;
                _position++;
            }

            if (lastStart >= 0)
                throw Error("invalid nested repetition operator", _pattern[lastStart.._position]);
            lastStart = begin;

            // .NET wants a group around what it cannot repeat, such as an anchor.
            if (start < begin && NeedsGroup(outputStart))
                _output.Insert(outputStart, "(?:").Append(')');
            _output.Append(text);
            if (lazy)
                _output.Append('?');
        }
    }

    bool NeedsGroup(int outputStart) => _output[outputStart] is '^' or '$' || (_output[outputStart] == '\\' && _output[outputStart + 1] is 'A' or 'z' or 'b' or 'B');

    /// <summary>{n}, {n,} or {n,m}; anything else is plain text.</summary>
    bool TryRepeat(int at, out int low, out int high, out int end)
    {
        var close = _pattern.IndexOf('}', at);
        (low, high, end) = (0, -1, close + 1);
        if (close < 0)
            return false;
        var body = _pattern.AsSpan(at + 1, close - at - 1);
        var comma = body.IndexOf(',');
        if (!TryCount(comma < 0 ? body : body[..comma], out low))
            return false;
        if (comma < 0)
            high = low;
        else if (comma + 1 < body.Length)
            return TryCount(body[(comma + 1)..], out high);
        return true;
    }

    static bool TryCount(ReadOnlySpan<char> digits, out int count)
    {
        count = 0;
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9') || (digits.Length > 1 && digits[0] == '0'))
            return false;
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count > MaxRepeat)
            count = MaxRepeat + 1;
        return true;
    }

    /// <summary>False where nothing was read that could be repeated.</summary>
    bool Atom()
    {
        var c = _pattern[_position];
        switch (c)
        {
            case '(':
                return Group();
            case '[':
                CharacterClass();
                return true;
            case '.':
                _position++;
                _output.Append(_dotAll ? "[\\s\\S]" : "[^\\n]");
                return true;
            case '^':
                _position++;
                _output.Append(_multiline ? "(?m:^)" : "\\A");
                return true;
            case '$':
                _position++;
                _output.Append(_multiline ? "(?m:$)" : "\\z");
                return true;
            case '\\':
                return Escape();
            default:
                Rune.DecodeFromUtf16(_pattern.AsSpan(_position), out _, out var length);
                Literal(_pattern.AsSpan(_position, length));
                _position += length;
                return true;
        }
    }

    void Literal(ReadOnlySpan<char> text)
    {
        if (text.Length > 1)
        {
            // Two UTF-16 units, one character: they repeat together.
            _output.Append("(?:").Append(text).Append(')');
            return;
        }

        if (!char.IsAsciiLetterOrDigit(text[0]) && text[0] < 0x80)
            _output.Append(text[0] < ' ' || text[0] == 0x7f ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)text[0]:x4}") : "\\" + text[0]);
        else
            _output.Append(text);
    }

    bool Group()
    {
        var start = _position++;
        var (multiline, dotAll, ungreedy) = (_multiline, _dotAll, _ungreedy);
        if (Current != '?')
        {
            _output.Append('(');
        }
        else if (!SpecialGroup(start))
        {
            return false;
        }

        Alternatives();
        if (AtEnd)
            throw Error("missing closing )", _pattern);
        _position++;
        _output.Append(')');
        (_multiline, _dotAll, _ungreedy) = (multiline, dotAll, ungreedy);
        return true;
    }

    /// <summary>(?P&lt;name&gt;…), (?&lt;name&gt;…), (?flags) and (?flags:…); false where the flags hold for the rest of the group.</summary>
    bool SpecialGroup(int start)
    {
        _position++;
        if (Current == 'P' && _position + 1 < _pattern.Length && _pattern[_position + 1] == '<')
            _position++;
        if (Current == '<' && !(_position + 1 < _pattern.Length && _pattern[_position + 1] is '=' or '!'))
        {
            var close = _pattern.IndexOf('>', _position);
            if (close < 0)
                throw Error("invalid named capture", _pattern[start..]);
            var name = _pattern[(_position + 1)..close];
            if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
                throw Error("invalid named capture", _pattern[start..(close + 1)]);
            if (char.IsAsciiDigit(name[0]))
                throw Error("not supported: a group name that starts with a digit", name);
            _output.Append("(?<").Append(name).Append('>');
            _position = close + 1;
            return true;
        }

        return FlagGroup(start);
    }

    bool FlagGroup(int start)
    {
        var on = true;
        var ignoreCase = "";
        for (var read = 0; !AtEnd; _position++, read++)
        {
            switch (Current)
            {
                case 'i':
                    ignoreCase = on ? "i" : "-i";
                    break;
                case 'm':
                    _multiline = on;
                    break;
                case 's':
                    _dotAll = on;
                    break;
                case 'U':
                    _ungreedy = on;
                    break;
                case '-' when on:
                    on = false;
                    break;
                case ':' or ')' when on || _pattern[_position - 1] != '-':
                    _position++;
                    var isGroup = _pattern[_position - 1] == ':';
                    _output.Append("(?").Append(ignoreCase).Append(isGroup ? ":" : ignoreCase.Length > 0 ? ")" : ":)");

                    // Without a colon they hold until the group around ends, where Alternatives puts the old ones back.
                    return isGroup;
                default:
                    throw Error("invalid or unsupported Perl syntax", _pattern[start..(_position + 1)]);
            }
        }

        throw Error("missing closing )", _pattern);
    }
}
