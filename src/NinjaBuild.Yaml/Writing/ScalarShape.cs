namespace NinjaBuild.Yaml.Writing;

/// <summary>
/// What a string allows of itself in block context (yaml_emitter_analyze_scalar in emitterc.go).
/// </summary>
/// <param name="Multiline">It has a line break of any kind.</param>
/// <param name="Plain">It may stand without quotes, as far as its characters go.</param>
/// <param name="SingleQuoted">It may stand in single quotes.</param>
/// <param name="Literal">It may stand as a block scalar.</param>
readonly record struct ScalarShape(bool Multiline, bool Plain, bool SingleQuoted, bool Literal)
{
    public static ScalarShape Of(string text)
    {
        if (text.Length == 0) return new ScalarShape(Multiline: false, Plain: true, SingleQuoted: true, Literal: false);

        bool indicator = text.StartsWith("---", StringComparison.Ordinal) || text.StartsWith("...", StringComparison.Ordinal);
        bool lineBreaks = false;
        bool special = false;
        bool breakSpace = false;
        bool spaceBreak = false;
        bool previousSpace = false;
        bool previousBreak = false;
        bool afterWhitespace = true;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            bool isBreak = Characters.IsBreak(c);
            indicator |= c switch
            {
                ':' => BeforeWhitespace(text, i),
                '#' => afterWhitespace,
                ',' or '[' or ']' or '{' or '}' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`' => i == 0,
                '-' or '?' => i == 0 && BeforeWhitespace(text, i),
                _ => false,
            };
            special |= !Characters.IsPrintable(c);
            lineBreaks |= isBreak;
            breakSpace |= c == ' ' && previousBreak;
            spaceBreak |= isBreak && previousSpace;
            previousSpace = c == ' ';
            previousBreak = isBreak;
            afterWhitespace = isBreak || c is ' ' or '\t' or '\0';
        }

        bool leading = text[0] == ' ' || Characters.IsBreak(text[0]);
        bool trailing = previousSpace || previousBreak;
        return new ScalarShape(
            Multiline: lineBreaks,
            Plain: !(leading || trailing || lineBreaks || special || indicator),
            SingleQuoted: !(breakSpace || spaceBreak || special),
            Literal: !(previousSpace || spaceBreak || special));
    }

    static bool BeforeWhitespace(string text, int i) => i + 1 == text.Length || text[i + 1] is ' ' or '\t';
}
