namespace NinjaBuild.Yaml;

/// <summary>In which styles a text can be written in block context (go-yaml v2, emitterc.go, yaml_emitter_analyze_scalar).</summary>
readonly record struct ScalarShape(bool PlainAllowed, bool SingleQuotedAllowed, bool BlockAllowed)
{
    public static ScalarShape Of(string value)
    {
        if (value.Length == 0)
            return new(PlainAllowed: true, SingleQuotedAllowed: true, BlockAllowed: false);

        var indicators = value.StartsWith("---", StringComparison.Ordinal) || value.StartsWith("...", StringComparison.Ordinal);
        var (special, breakSpace, spaceBreak, lineBreaks) = (false, false, false, false);
        var (previousSpace, previousBreak, precededByWhitespace) = (false, false, true);
        for (var i = 0; i < value.Length; i++)
        {
            var character = value[i];
            var followedByWhitespace = i + 1 >= value.Length || value[i + 1] is ' ' or '\t';
            indicators |= character switch
            {
                '#' => precededByWhitespace,
                ':' => followedByWhitespace,
                ',' or '[' or ']' or '{' or '}' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`' => i == 0,
                '?' or '-' => i == 0 && followedByWhitespace,
                _ => false,
            };
            special |= !IsPrintable(character);
            var isBreak = character is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029';
            breakSpace |= character == ' ' && previousBreak;
            spaceBreak |= isBreak && previousSpace;
            lineBreaks |= isBreak;
            (previousSpace, previousBreak) = (character == ' ', isBreak);
            precededByWhitespace = isBreak || character is ' ' or '\t';
        }

        var edge = value[0] is ' ' or '\n' || value[^1] is ' ' or '\n';
        return new(
            PlainAllowed: !(edge || breakSpace || spaceBreak || special || lineBreaks || indicators),
            SingleQuotedAllowed: !(breakSpace || spaceBreak || special),
            BlockAllowed: !(value[^1] == ' ' || spaceBreak || special));
    }

    static bool IsPrintable(char character) => character is '\n' or (>= ' ' and <= '~') or >= '\u00a0' and not ('\ufeff' or '\ufffe' or '\uffff');
}
