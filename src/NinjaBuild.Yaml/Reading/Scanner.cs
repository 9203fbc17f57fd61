namespace NinjaBuild.Yaml.Reading;

/// <summary>
/// Cuts a text into tokens, and finds where indentation opens and closes mappings and lists. It takes what goyaml.v2 takes
/// (scannerc.go), quirks included, since Kubernetes' tools read with that.
/// </summary>
sealed partial class Scanner(string text, int maxFlowDepth)
{
    readonly Cursor _cursor = new(text);
    readonly List<Token> _tokens = [];
    readonly List<int> _indents = [];
    readonly List<SimpleKey> _keys = [default];
    int _head;
    int _taken;
    int _indent = -1;
    bool _keyAllowed = true;
    bool _isReady;

    /// <summary>The next token; the end of the stream stays for good.</summary>
    public Token Current
    {
        get
        {
            if (!_isReady) Fill();
            return _tokens[_head];
        }
    }

    /// <summary>Takes the current token.</summary>
    public Token Take()
    {
        var token = Current;
        if (token.Kind == TokenKind.StreamEnd) return token;
        _isReady = false;
        _taken++;
        if (++_head == _tokens.Count)
        {
            _tokens.Clear();
            _head = 0;
        }

        return token;
    }

    /// <summary>Where the stream ends, once it was seen to.</summary>
    public Position? EndsAt { get; private set; }

    int FlowLevel => _keys.Count - 1;

    bool IsInFlow => _keys.Count > 1;

    int NextTokenNumber => _taken + _tokens.Count - _head;

    void Fill()
    {
        while (_head == _tokens.Count || MayBecomeKey(_taken)) ScanNext();
        _isReady = true;
    }

    void ScanNext()
    {
        SkipToToken();
        Unindent(_cursor.Column);
        if (_cursor.IsAtEnd)
        {
            ScanEnd();
            return;
        }

        char c = _cursor.Current;
        if (_cursor.Column == 0)
        {
            if (c == '%')
            {
                ScanDirective();
                return;
            }

            if (_cursor.IsAtDocumentIndicator)
            {
                ResetForDocument();
                Append(c == '-' ? TokenKind.DocumentStart : TokenKind.DocumentEnd, 3);
                return;
            }
        }

        switch (c)
        {
            case '[':
                ScanFlowStart(TokenKind.FlowSequenceStart);
                break;
            case '{':
                ScanFlowStart(TokenKind.FlowMappingStart);
                break;
            case ']':
                ScanFlowEnd(TokenKind.FlowSequenceEnd);
                break;
            case '}':
                ScanFlowEnd(TokenKind.FlowMappingEnd);
                break;
            case ',':
                RemoveKey();
                _keyAllowed = true;
                Append(TokenKind.FlowEntry, 1);
                break;
            case '-' when _cursor.IsWhiteAt(1):
                ScanBlockEntry();
                break;
            case '?' when IsInFlow || _cursor.IsWhiteAt(1):
                ScanKey();
                break;
            case ':' when IsInFlow || _cursor.IsWhiteAt(1):
                ScanValue();
                break;
            case '*' or '&':
                ScanAnchor(c == '*' ? TokenKind.Alias : TokenKind.Anchor);
                break;
            case '!':
                SaveKey();
                _keyAllowed = false;
                _tokens.Add(TagText.Scan(_cursor));
                break;
            case '|' or '>' when !IsInFlow:
                RemoveKey();
                _keyAllowed = true;
                _tokens.Add(BlockScalar.Scan(_cursor, _indent, isLiteral: c == '|'));
                break;
            case '\'' or '"':
                SaveKey();
                _keyAllowed = false;
                _tokens.Add(QuotedScalar.Scan(_cursor));
                break;
            default:
                ScanPlain(c);
                break;
        }
    }

    void ScanPlain(char c)
    {
        if (c is '\t' or '|' or '>' or '%' or '@' or '`' or '#') throw CannotStart(c);
        SaveKey();
        _keyAllowed = false;
        _tokens.Add(PlainScalar.Scan(_cursor, _indent + 1, IsInFlow, out bool endsOnNewLine));
        _keyAllowed |= endsOnNewLine;
    }

    YamlSyntaxException CannotStart(char c) => Error(
        c == '\t' ? "a tab cannot indent or stand before a key: use spaces" : $"'{c}' cannot start a value: put the value in quotes",
        "found character that cannot start any token");

    // Tabs separate tokens, but never stand where they would indent something.
    void SkipToToken()
    {
        while (true)
        {
            while (_cursor.Current == ' ' || (_cursor.Current == '\t' && (IsInFlow || !_keyAllowed))) _cursor.Advance();
            _cursor.SkipComment();
            if (!_cursor.IsAtBreak) return;
            _cursor.AdvanceLine();
            _keyAllowed |= !IsInFlow;
        }
    }

    void ScanEnd()
    {
        EndsAt = _cursor.Mark.Position;
        ResetForDocument();
        for (int level = 0; level < _keys.Count; level++) Forget(level);
        Append(TokenKind.StreamEnd, 0);
    }

    void ResetForDocument()
    {
        Unindent(-1);
        RemoveKey();
        _keyAllowed = false;
    }

    void ScanFlowStart(TokenKind kind)
    {
        SaveKey();
        if (FlowLevel >= maxFlowDepth) throw Error($"is nested more than {maxFlowDepth} levels deep", "exceeded max depth of 10000");
        _keys.Add(new SimpleKey(NextTokenNumber, default, IsRequired: false, IsPossible: false, IsAwaited: false));
        _keyAllowed = true;
        Append(kind, 1);
    }

    void ScanFlowEnd(TokenKind kind)
    {
        RemoveKey();
        if (IsInFlow) EndFlowLevel();
        _keyAllowed = false;
        Append(kind, 1);
    }

    void ScanBlockEntry()
    {
        if (!IsInFlow)
        {
            if (!_keyAllowed) throw Error("a list cannot start here: start it on a new line", "block sequence entries are not allowed in this context");
            Indent(_cursor.Mark, TokenKind.BlockSequenceStart, NextTokenNumber);
        }

        RemoveKey();
        _keyAllowed = true;
        Append(TokenKind.BlockEntry, 1);
    }

    void ScanKey()
    {
        if (!IsInFlow)
        {
            if (!_keyAllowed) throw Error("a '?' cannot stand here: put the value in quotes", "mapping keys are not allowed in this context");
            Indent(_cursor.Mark, TokenKind.BlockMappingStart, NextTokenNumber);
        }

        RemoveKey();
        _keyAllowed = !IsInFlow;
        Append(TokenKind.Key, 1);
    }

    void ScanAnchor(TokenKind kind)
    {
        SaveKey();
        _keyAllowed = false;
        var start = _cursor.Mark.Position;
        _cursor.Advance();
        int first = _cursor.Index;
        while (char.IsAsciiLetterOrDigit(_cursor.Current) || _cursor.Current is '_' or '-') _cursor.Advance();
        var name = _cursor.Since(first).ToString();
        if (name.Length == 0 || !(_cursor.IsWhiteAt(0) || _cursor.Current is '?' or ':' or ',' or ']' or '}' or '%' or '@' or '`'))
        {
            var words = GoWords.Scanner("did not find expected alphabetic or numeric character", start);
            throw kind == TokenKind.Alias
                ? new YamlSyntaxException(start, "'*' starts an alias, whose name has letters, digits, '-' and '_': put other values in quotes", words, _cursor.Mark.Position)
                : new YamlSyntaxException(start, "'&' starts an anchor, whose name has letters, digits, '-' and '_': put other values in quotes", words, _cursor.Mark.Position);
        }

        _tokens.Add(new Token(kind, start, _cursor.Mark.Position, name));
    }

    void Append(TokenKind kind, int length)
    {
        var start = _cursor.Mark.Position;
        _cursor.Advance(length);
        _tokens.Add(new Token(kind, start, _cursor.Mark.Position));
    }

    YamlSyntaxException Error(string message, string go) => new(_cursor.Mark.Position, message, GoWords.Scanner(go));
}
