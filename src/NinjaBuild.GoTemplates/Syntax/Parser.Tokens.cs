namespace NinjaBuild.GoTemplates.Syntax;

/// <summary>The part that looks ahead and complains.</summary>
internal sealed partial class Parser
{
    Token Next()
    {
        if (_peekCount > 0)
            _peekCount--;
        else
            _tokens[0] = _lexer.Next();
        return _tokens[_peekCount];
    }

    Token Peek()
    {
        if (_peekCount > 0)
            return _tokens[_peekCount - 1];
        _peekCount = 1;
        return _tokens[0] = _lexer.Next();
    }

    Token NextNonSpace()
    {
        while (true)
        {
            var token = Next();
            if (token.Kind != TokenKind.Space)
                return token;
        }
    }

    Token PeekNonSpace()
    {
        var token = NextNonSpace();
        Backup();
        return token;
    }

    void Backup() => _peekCount++;

    void Backup2(Token first)
    {
        _tokens[1] = first;
        _peekCount = 2;
    }

    void Backup3(Token first, Token second)
    {
        _tokens[1] = second;
        _tokens[2] = first;
        _peekCount = 3;
    }

    Token Expect(TokenKind kind, string context)
    {
        var token = NextNonSpace();
        return token.Kind == kind ? token : throw Unexpected(token, context);
    }

    void Enter()
    {
        if (++_depth > MaxDepth)
            throw Error($"nested deeper than {MaxDepth}");
    }

    void Leave() => _depth--;

    TemplateException Unexpected(Token token, string context)
    {
        if (token.Kind != TokenKind.Error)
            return Error($"unexpected {token} in {context}");
        var extra = "";
        if (_actionLine != 0 && _actionLine != token.Line)
        {
            extra = $" in action started at {_source.Name}:{_actionLine}";
            if (token.Text.EndsWith(" action", StringComparison.Ordinal))
                extra = extra[" in action".Length..];
        }

        return Error(token.Text + extra);
    }

    TemplateException Error(string reason)
    {
        var token = _tokens[0];
        var (_, column) = _source.Locate(token.Position);
        return new TemplateException($"template: {_source.Name}:{token.Line}: {reason}", _source.Name, token.Line, column, null, reason);
    }
}
