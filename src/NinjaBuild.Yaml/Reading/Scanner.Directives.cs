using System.Globalization;

namespace NinjaBuild.Yaml.Reading;

// %YAML 1.1 and %TAG !handle! prefix
sealed partial class Scanner
{
    const string TagForm = "a %TAG directive is '%TAG !handle! prefix'";

    const string VersionForm = "a %YAML directive is '%YAML 1.1'";

    void ScanDirective()
    {
        ResetForDocument();
        var start = _cursor.Mark.Position;
        _cursor.Advance();
        int from = _cursor.Index;
        while (char.IsAsciiLetterOrDigit(_cursor.Current) || _cursor.Current is '_' or '-') _cursor.Advance();
        var name = _cursor.Since(from);
        if (!_cursor.IsWhiteAt(0) || name is not ("YAML" or "TAG"))
        {
            var go = name.Length == 0 ? "could not find expected directive name"
                : _cursor.IsWhiteAt(0) ? "found unknown directive name" : "found unexpected non-alphabetical character";
            throw new YamlSyntaxException(start, "a line that starts with '%' is a directive, %YAML or %TAG: put other values in quotes", GoWords.Scanner(go, start));
        }

        bool isVersion = name is "YAML";
        _cursor.SkipBlanks();
        _tokens.Add(isVersion ? Version(start) : Tag(start));
        _cursor.SkipBlanks();
        _cursor.SkipComment();
        if (!_cursor.IsAtBreakOrEnd) throw Error("nothing but a comment may follow a directive", "did not find expected comment or line break");
        if (_cursor.IsAtBreak) _cursor.AdvanceLine();
    }

    Token Version(Position start)
    {
        int major = VersionNumber();
        if (_cursor.Current != '.') throw Error(VersionForm, "did not find expected digit or '.' character");
        _cursor.Advance();
        int minor = VersionNumber();
        return new Token(TokenKind.VersionDirective, start, _cursor.Mark.Position, string.Create(CultureInfo.InvariantCulture, $"{major}.{minor}"));
    }

    int VersionNumber()
    {
        const int MaxDigits = 2;
        int from = _cursor.Index;
        int number = 0;
        for (; char.IsAsciiDigit(_cursor.Current); _cursor.Advance())
        {
            if (_cursor.Index - from == MaxDigits) throw Error(VersionForm, "found extremely long version number");
            number = (number * 10) + _cursor.Current - '0';
        }

        return _cursor.Index > from ? number : throw Error(VersionForm, "did not find expected version number");
    }

    Token Tag(Position start)
    {
        var handle = _cursor.Current == '!' ? TagText.Handle(_cursor) : string.Empty;
        if (handle is not "!" && !handle.EndsWith('!')) throw WrongTag("did not find expected '!'");
        if (!_cursor.IsAtBlank) throw WrongTag("did not find expected whitespace");
        _cursor.SkipBlanks();
        var prefix = TagText.Uri(_cursor, start);
        if (prefix.Length == 0) throw WrongTag("did not find expected tag URI");
        if (!_cursor.IsWhiteAt(0)) throw WrongTag("did not find expected whitespace or line break");
        return new Token(TokenKind.TagDirective, start, _cursor.Mark.Position, handle, prefix);

        YamlSyntaxException WrongTag(string go) => new(start, TagForm, GoWords.Scanner(go, start));
    }
}
