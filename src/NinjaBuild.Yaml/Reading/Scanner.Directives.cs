namespace NinjaBuild.Yaml.Reading;

// %YAML 1.1 and %TAG !handle! prefix
sealed partial class Scanner
{
    void ScanDirective()
    {
        ResetForDocument();
        var start = _cursor.Mark.Position;
        _cursor.Advance();
        int from = _cursor.Index;
        while (char.IsAsciiLetterOrDigit(_cursor.Current) || _cursor.Current is '_' or '-') _cursor.Advance();
        var name = _cursor.Since(from);
        bool isVersion = name is "YAML";
        if ((!isVersion && name is not "TAG") || !_cursor.IsWhiteAt(0))
            throw new YamlSyntaxException(start, "a line that starts with '%' is a directive, %YAML or %TAG: put other values in quotes", GoWords.Scanner(name.Length == 0 ? "could not find expected directive name" : "found unknown directive name", start));

        _cursor.SkipBlanks();
        _tokens.Add(isVersion ? Version(start) : Tag(start));
        _cursor.SkipBlanks();
        _cursor.SkipComment();
        if (!_cursor.IsAtBreakOrEnd) throw Error("nothing but a comment may follow a directive", "did not find expected comment or line break");
        if (_cursor.IsAtBreak) _cursor.AdvanceLine();
    }

    Token Version(Position start)
    {
        int from = _cursor.Index;
        while (char.IsAsciiDigit(_cursor.Current) || _cursor.Current == '.') _cursor.Advance();
        return new Token(TokenKind.VersionDirective, start, _cursor.Mark.Position, _cursor.Since(from).ToString());
    }

    Token Tag(Position start)
    {
        if (_cursor.Current != '!') throw new YamlSyntaxException(start, "a %TAG directive is '%TAG !handle! prefix'", GoWords.Scanner("did not find expected whitespace", start));
        var handle = TagText.Handle(_cursor);
        if ((handle.Length > 1 && handle[^1] != '!') || !_cursor.IsAtBlank)
            throw new YamlSyntaxException(start, "a %TAG directive is '%TAG !handle! prefix'", GoWords.Scanner("did not find expected whitespace", start));
        _cursor.SkipBlanks();
        var prefix = TagText.Uri(_cursor, start);
        if (prefix.Length == 0 || !_cursor.IsWhiteAt(0)) throw new YamlSyntaxException(start, "a %TAG directive is '%TAG !handle! prefix'", GoWords.Scanner("did not find expected whitespace", start));
        return new Token(TokenKind.TagDirective, start, _cursor.Mark.Position, handle, prefix);
    }
}
