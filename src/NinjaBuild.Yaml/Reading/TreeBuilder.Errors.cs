using NinjaBuild.Yaml.Scalars;

namespace NinjaBuild.Yaml.Reading;

// What is wrong, for people and in Go's words.
sealed partial class TreeBuilder
{
    const int MaxErrors = 100;

    // Go stops at one error: the first of the earliest pass.
    GoStage _goStage;
    Position _goAt;
    string? _goWords;
    int _goIndex;

    void Fail(Position at, string message, string? go = null, GoStage stage = GoStage.Decode)
    {
        if (errors.Count == MaxErrors) throw new YamlSyntaxException(at, $"there are more than {MaxErrors} errors: the rest is not read");
        Add(at, message, go, stage);
    }

    void Add(Position at, string message, string? go, GoStage stage)
    {
        if (go is not null && (_goWords is null || stage < _goStage || (stage == _goStage && stage == GoStage.Convert && IsBefore(at, _goAt))))
            (_goStage, _goAt, _goWords, _goIndex) = (stage, at, go, errors.Count);
        errors.Add(new YamlError(path, at, message));
    }

    // Keys are converted from the outside in, but read from the inside out.
    static bool IsBefore(Position at, Position other) => (at.Line, at.Column).CompareTo((other.Line, other.Column)) < 0;

    void FinishErrors()
    {
        if (_goWords is not null) errors[_goIndex] = errors[_goIndex] with { GoMessage = _goWords };
        errors.Sort((a, b) => (a.At.Line, a.At.Column).CompareTo((b.At.Line, b.At.Column)));
    }

    YamlSyntaxException Expected(string message, string go, Position context = default) =>
        new(_scanner.Current.Start, message, GoWords.Parser(go, context), GoPlace(_scanner.Current));

    // To go-yaml, the end of a stream is always at the start of a line.
    Position GoPlace(Token token) => token is { Kind: TokenKind.StreamEnd or TokenKind.BlockEnd, Start.Column: > 1 } && token.Start == _scanner.EndsAt ? new Position(token.Start.Line + 1, 1) : token.Start;

    static string WrongTag(string tag, string text)
    {
        var wanted = string.Concat("!!", tag.AsSpan(tag.LastIndexOf(':') + 1));
        if (wanted == "!!binary") return "yaml: !!binary value contains invalid base64 data";
        var found = ScalarResolver.Resolve(text, out _) switch
        {
            ScalarType.Null => "!!null",
            ScalarType.Bool => "!!bool",
            ScalarType.Int => "!!int",
            ScalarType.Float => "!!float",
            _ => "!!str",
        };
        return $"yaml: cannot decode {found} `{text}` as a {wanted}";
    }
}
