using System.Buffers;
using System.Text;

namespace NinjaBuild.GoTemplates.Syntax;

/// <summary>A step of the lexer: reads something, and says which step follows (null: none).</summary>
internal delegate LexerState? LexerState(Lexer lexer);

/// <summary>
/// Cuts a template into tokens, on demand. Each state is a function that reads one thing and returns the next state, as in Go's
/// text/template; trim markers and comments are dealt with here, so that the parser never sees them.
/// </summary>
internal sealed class Lexer(string input, Delimiters delimiters)
{
    const char EndOfInput = '\0';
    static readonly SearchValues<char> Spaces = SearchValues.Create(" \t\r\n");

    LexerState? _state = LexText;
    Token _token;
    bool _emitted;
    int _position;
    int _start;
    int _line = 1;
    int _lineCountedTo;
    int _parentheses;

    /// <summary>The next token; the end of file (or the error) again and again once it has been reached.</summary>
    public Token Next()
    {
        _emitted = false;
        while (!_emitted && _state is not null)
            _state = _state(this);
        return _token;
    }

    static LexerState LexText(Lexer l)
    {
        var found = l.Rest.IndexOf(l.Left, StringComparison.Ordinal);
        var end = found < 0 ? l.Length : l._position + found;
        var text = l.Span[l._position..end];
        if (found >= 0 && l.HasLeftTrimMarker(end + l.Left.Length))
            text = text.TrimEnd(" \t\r\n");
        l._start = l._position;
        l._position += text.Length;
        if (!text.IsEmpty)
            l.Emit(TokenKind.Text);
        l._position = end;
        l.Ignore();
        return found < 0 ? LexEnd : LexLeftDelimiter;
    }

    static LexerState? LexEnd(Lexer l)
    {
        l.Emit(TokenKind.EndOfFile);
        return null;
    }

    static LexerState? LexLeftDelimiter(Lexer l)
    {
        l._position += l.Left.Length;
        var marker = l.HasLeftTrimMarker(l._position) ? 2 : 0;
        if (l.StartsWith("/*", l._position + marker))
        {
            l._position += marker;
            l.Ignore();
            return LexComment;
        }

        l.Emit(TokenKind.LeftDelimiter);
        l._position += marker;
        l.Ignore();
        l._parentheses = 0;
        return LexInsideAction;
    }

    static LexerState? LexComment(Lexer l)
    {
        l._position += 2;
        var end = l.Rest.IndexOf("*/", StringComparison.Ordinal);
        if (end < 0)
            return l.Error("unclosed comment");
        l._position += end + 2;
        if (!l.AtRightDelimiter(out var trims))
            return l.Error("comment ends before closing delimiter");
        l._position += (trims ? 2 : 0) + l.Right.Length;
        if (trims)
            l.SkipSpaces();
        l.Ignore();
        return LexText;
    }

    static LexerState LexRightDelimiter(Lexer l)
    {
        l.AtRightDelimiter(out var trims);
        if (trims)
        {
            l._position += 2;
            l.Ignore();
        }

        l._position += l.Right.Length;
        l.Emit(TokenKind.RightDelimiter);
        if (trims)
        {
            l.SkipSpaces();
            l.Ignore();
        }

        return LexText;
    }

    static LexerState? LexInsideAction(Lexer l)
    {
        if (l.AtRightDelimiter(out _))
            return l._parentheses == 0 ? LexRightDelimiter : l.Error("unclosed left paren");
        if (l._position >= l.Length)
            return l.Error("unclosed action");

        var c = l.Span[l._position];
        switch (c)
        {
            case ' ' or '\t' or '\r' or '\n':
                return LexSpace;
            case '=':
                return l.Emit(TokenKind.Assign, 1);
            case ':':
                l._position++;
                return l.Peek() == '=' ? l.Emit(TokenKind.Declare, 1) : l.Error("expected :=");
            case '|':
                return l.Emit(TokenKind.Pipe, 1);
            case '"':
                return LexQuote;
            case '`':
                return LexRawQuote;
            case '$':
                return LexVariable;
            case '\'':
                return LexCharConstant;
            case '.':
                return char.IsAsciiDigit(l.PeekAt(l._position + 1)) ? LexNumber : LexField;
            case '+' or '-' or (>= '0' and <= '9'):
                return LexNumber;
            case '(':
                l._parentheses++;
                return l.Emit(TokenKind.LeftParenthesis, 1);
            case ')':
                return --l._parentheses < 0 ? l.Error("unexpected right paren") : l.Emit(TokenKind.RightParenthesis, 1);
        }

        if (IsAlphanumeric(l.PeekRune()))
            return LexIdentifier;
        return c is > ' ' and < (char)0x7f
            ? l.Emit(TokenKind.Char, 1)
            : l.Error($"unrecognized character in action: {Formatting.Quoting.Unicode(l.PeekRune())}");
    }

    /// <summary>A run of spaces; a trim marker's own space belongs to the marker.</summary>
    static LexerState LexSpace(Lexer l)
    {
        l.SkipSpaces();
        l._position--;
        if (l.AtRightDelimiter(out var trims) && trims)
        {
            if (l._position == l._start)
                return LexRightDelimiter;
        }
        else
        {
            l._position++;
        }

        l.Emit(TokenKind.Space);
        return LexInsideAction;
    }

    static LexerState? LexIdentifier(Lexer l)
    {
        l.SkipAlphanumeric();
        if (!l.AtTerminator())
            return l.BadCharacter();
        var word = l.Span[l._start..l._position];
        l.Emit(word switch
        {
            "block" => TokenKind.Block,
            "break" => TokenKind.Break,
            "continue" => TokenKind.Continue,
            "define" => TokenKind.Define,
            "else" => TokenKind.Else,
            "end" => TokenKind.End,
            "if" => TokenKind.If,
            "nil" => TokenKind.Nil,
            "range" => TokenKind.Range,
            "template" => TokenKind.Template,
            "with" => TokenKind.With,
            "true" or "false" => TokenKind.Bool,
            _ => TokenKind.Identifier,
        });
        return LexInsideAction;
    }

    static LexerState? LexField(Lexer l) => l.LexName(TokenKind.Field, TokenKind.Dot);

    static LexerState? LexVariable(Lexer l) => l.LexName(TokenKind.Variable, TokenKind.Variable);

    LexerState? LexName(TokenKind kind, TokenKind bare)
    {
        _position++;
        if (AtTerminator())
        {
            Emit(bare);
            return LexInsideAction;
        }

        SkipAlphanumeric();
        if (!AtTerminator())
            return BadCharacter();
        Emit(kind);
        return LexInsideAction;
    }

    static LexerState? LexCharConstant(Lexer l) => l.LexQuoted('\'', TokenKind.CharConstant, "unterminated character constant");

    static LexerState? LexQuote(Lexer l) => l.LexQuoted('"', TokenKind.String, "unterminated quoted string");

    static LexerState? LexRawQuote(Lexer l)
    {
        var end = l.Span[(l._position + 1)..].IndexOf('`');
        if (end < 0)
            return l.Error("unterminated raw quoted string");
        return l.Emit(TokenKind.RawString, end + 2);
    }

    LexerState? LexQuoted(char quote, TokenKind kind, string unterminated)
    {
        for (_position++; _position < Length; _position++)
        {
            var c = Span[_position];
            if (c == '\\')
                c = PeekAt(++_position) is '\n' ? '\n' : ' ';
            if (c == '\n')
                break;
            if (c == quote)
                return Emit(kind, 1);
        }

        return Error(unterminated);
    }

    /// <summary>Accepts a little more than numbers ("089", "1_"): what is wrong, the parser finds.</summary>
    static LexerState? LexNumber(Lexer l)
    {
        if (!l.ScanNumber())
            return l.Error($"bad number syntax: {Formatting.Quoting.Quote(l.Pending.ToString())}");
        if (l.Peek() is not ('+' or '-'))
            return l.Emit(TokenKind.Number, 0);
        return l.ScanNumber() && l.Span[l._position - 1] == 'i'
            ? l.Emit(TokenKind.Complex, 0)
            : l.Error($"bad number syntax: {Formatting.Quoting.Quote(l.Pending.ToString())}");
    }

    bool ScanNumber()
    {
        Accept("+-");
        var digits = "0123456789_";
        if (Accept("0"))
        {
            if (Accept("xX"))
                digits = "0123456789abcdefABCDEF_";
            else if (Accept("oO"))
                digits = "01234567_";
            else if (Accept("bB"))
                digits = "01_";
        }

        AcceptRun(digits);
        if (Accept("."))
            AcceptRun(digits);
        if (digits.Length == 11 && Accept("eE") || digits.Length == 23 && Accept("pP"))
        {
            Accept("+-");
            AcceptRun("0123456789_");
        }

        Accept("i");
        if (!IsAlphanumeric(PeekRune()))
            return true;
        _position++;
        return false;
    }

    ReadOnlySpan<char> Span => input;

    ReadOnlySpan<char> Rest => Span[_position..];

    ReadOnlySpan<char> Pending => Span[_start..Math.Min(_position, Length)];

    int Length => input.Length;

    string Left => delimiters.Left;

    string Right => delimiters.Right;

    void Emit(TokenKind kind)
    {
        _token = new Token(kind, _start, LineOfStart(), kind == TokenKind.EndOfFile ? "" : TextPool.Of(Pending));
        _emitted = true;
        _start = _position;
    }

    LexerState Emit(TokenKind kind, int advance)
    {
        _position += advance;
        Emit(kind);
        return LexInsideAction;
    }

    LexerState? Error(string message)
    {
        _token = new Token(TokenKind.Error, _start, LineOfStart(), message);
        _emitted = true;
        return null;
    }

    LexerState? BadCharacter() => Error($"bad character {Formatting.Quoting.Unicode(PeekRune())}");

    void Ignore() => _start = _position;

    int LineOfStart()
    {
        _line += Span[_lineCountedTo.._start].Count('\n');
        _lineCountedTo = _start;
        return _line;
    }

    char Peek() => PeekAt(_position);

    char PeekAt(int position) => position < input.Length ? input[position] : EndOfInput;

    Rune PeekRune()
    {
        Rune.DecodeFromUtf16(Rest, out var rune, out _);
        return _position < Length ? rune : default;
    }

    bool Accept(string valid)
    {
        if (_position >= Length || !valid.Contains(Span[_position], StringComparison.Ordinal))
            return false;
        _position++;
        return true;
    }

    void AcceptRun(string valid)
    {
        while (Accept(valid))
        {
            // Accept moves on.
        }
    }

    void SkipSpaces()
    {
        var next = Rest.IndexOfAnyExcept(Spaces);
        _position = next < 0 ? Length : _position + next;
    }

    void SkipAlphanumeric()
    {
        while (_position < Length)
        {
            var rune = PeekRune();
            if (!IsAlphanumeric(rune))
                return;
            _position += rune.Utf16SequenceLength;
        }
    }

    bool AtTerminator()
    {
        if (_position >= Length)
            return true;
        return Span[_position] is ' ' or '\t' or '\r' or '\n' or '.' or ',' or '|' or ':' or ')' or '('
            || StartsWith(Right, _position);
    }

    bool AtRightDelimiter(out bool trims)
    {
        trims = IsSpace(Peek()) && PeekAt(_position + 1) == '-' && StartsWith(Right, _position + 2);
        return trims || StartsWith(Right, _position);
    }

    bool HasLeftTrimMarker(int position) => PeekAt(position) == '-' && IsSpace(PeekAt(position + 1));

    bool StartsWith(string text, int position) =>
        position <= input.Length && Span[position..].StartsWith(text, StringComparison.Ordinal);

    static bool IsSpace(char c) => c is ' ' or '\t' or '\r' or '\n';

    static bool IsAlphanumeric(Rune rune) =>
        rune.IsAscii ? rune.Value == '_' || char.IsAsciiLetterOrDigit((char)rune.Value) : Rune.IsLetter(rune) || Rune.IsDigit(rune);
}
