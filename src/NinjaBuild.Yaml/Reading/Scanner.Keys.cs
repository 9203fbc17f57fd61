namespace NinjaBuild.Yaml.Reading;

// Indentation, and keys that are known to be keys only when their ':' comes.
sealed partial class Scanner
{
    // A key ends on its line, and within this many characters.
    const int MaxKeyLength = 1024;

    // Opens a mapping or list where the column is deeper than what is open.
    void Indent(Mark at, TokenKind kind, int tokenNumber)
    {
        if (IsInFlow || _indent >= at.Column) return;
        _indents.Add(_indent);
        _indent = at.Column;
        Insert(tokenNumber, new Token(kind, at.Position, at.Position));
    }

    // Closes what is indented deeper than the column.
    void Unindent(int column)
    {
        if (IsInFlow) return;
        while (_indent > column)
        {
            Append(TokenKind.BlockEnd, 0);
            _indent = _indents[^1];
            _indents.RemoveAt(_indents.Count - 1);
        }
    }

    // What belongs before a token that is gone comes behind the others.
    void Insert(int tokenNumber, Token token) => _tokens.Insert(tokenNumber < _taken ? _tokens.Count : _head + tokenNumber - _taken, token);

    // Where nothing in the brackets could be a key, go-yaml forgets to wait for the ':' behind them.
    void EndFlowLevel()
    {
        int token = _keys[^1].TokenNumber;
        _keys.RemoveAt(_keys.Count - 1);
        if (_keys[^1].TokenNumber == token) _keys[^1] = _keys[^1] with { IsAwaited = false };
    }

    void SaveKey()
    {
        if (!_keyAllowed) return;
        RemoveKey();
        bool isRequired = !IsInFlow && _indent == _cursor.Column;
        _keys[^1] = new SimpleKey(NextTokenNumber, _cursor.Mark, isRequired, IsPossible: true, IsAwaited: true);
    }

    void RemoveKey() => Forget(FlowLevel);

    void Forget(int level)
    {
        var key = _keys[level];
        if (!key.IsPossible) return;
        if (key.IsRequired) throw MissingColon(key);
        _keys[level] = key with { IsPossible = false, IsAwaited = false };
    }

    bool MayBecomeKey(int tokenNumber)
    {
        for (int level = _keys.Count - 1; level >= 0; level--)
        {
            if (_keys[level].IsAwaited && _keys[level].TokenNumber == tokenNumber) return IsStillPossible(level);
        }

        return false;
    }

    bool IsStillPossible(int level)
    {
        var key = _keys[level];
        if (!key.IsPossible) return false;
        if (key.Start.Line == _cursor.Line && _cursor.Index - key.Start.Index <= MaxKeyLength) return true;
        Forget(level);
        return false;
    }

    void ScanValue()
    {
        if (IsStillPossible(FlowLevel))
        {
            var key = _keys[^1];
            Insert(key.TokenNumber, new Token(TokenKind.Key, key.Start.Position, key.Start.Position));
            Indent(key.Start, TokenKind.BlockMappingStart, key.TokenNumber);
            _keys[^1] = key with { IsPossible = false, IsAwaited = false };
            _keyAllowed = false;
        }
        else
        {
            if (!IsInFlow)
            {
                if (!_keyAllowed) throw Error("a ':' cannot stand here: put the value in quotes, or check the indentation", "mapping values are not allowed in this context");
                Indent(_cursor.Mark, TokenKind.BlockMappingStart, NextTokenNumber);
            }

            _keyAllowed = !IsInFlow;
        }

        Append(TokenKind.Value, 1);
    }

    YamlSyntaxException MissingColon(SimpleKey key) =>
        new(key.Start.Position, "there is no ':' behind this key: write 'key: value', or check the indentation", GoWords.Scanner("could not find expected ':'", key.Start.Position), EndsAt is not null && _cursor.Column > 0 ? new Position(_cursor.Mark.Position.Line + 1, 1) : _cursor.Mark.Position);
}
