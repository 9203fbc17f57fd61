using static NinjaBuild.Fuzz.Targets.Text;

namespace NinjaBuild.Fuzz.Targets;

/// <summary>RE2's regular expressions, translated to .NET's and matched: the first line is the expression, the rest the text.</summary>
public sealed class RegexTarget : CallTarget
{
    /// <inheritdoc/>
    public override string Name => "regex";

    private protected override IReadOnlyList<string> Calls { get; } =
    [
        "{{regexMatch .a .b}}", "{{mustRegexFindAll .a .b 20}}", "{{regexReplaceAll .a .b \"<$1${x}$0>\"}}", "{{mustRegexSplit .a .b -1}}", "{{regexQuoteMeta .b | regexFind .a}}",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tokens { get; } =
    [
        "a", "b", ".", "*", "+", "?", "*?", "+?", "??", "{2}", "{2,}", "{2,3}", "{2,3}?", "{1000}", "{0}", "|", "(", ")", "(?:", "(?P<x>", "(?<y>", "(?i)", "(?s)", "(?m)", "(?U)", "(?i-s:", "(?-i)", "[", "]", "[^", "[a-z]",
        "[[:alpha:]]", "[[:^digit:]]", "[]a]", "[^]a]", "[\\d-z]", "[a-\\d]", "-", "^", "$", "\\A", "\\z", "\\Z", "\\b", "\\B", "\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "\\pL", "\\p{Greek}", "\\PN", "\\p{^Lu}", "\\p{Any}",
        "\\x41", "\\x{1F600}", "\\Qa.b\\E", "\\Q", "\\E", "\\C", "\\1", "\\k<x>", "\\a", "\\f", "\\t", "\\n", "\\r", "\\v", "\\.", "\\_", "\\8", "\\07", "(?=", "(?!", "(?<=", "(?>", "\\G", "é", "😀", "\n", " ", "#", "(?x)",
    ];

    /// <inheritdoc/>
    public override IEnumerable<string> Seeds =>
    [
        "a(b|c)*d\nabcbd acd",
        "^(?P<x>[a-z]+)-(\\d{2,3})$\nab-123",
        "(?i)(?:foo|bar)+?\\b\nFOObar baz",
        "[[:alpha:]_][^\\s\\]]*\\p{Lu}\nA_b C é Ü",
        "(?ms)^.*$\nline\nline",
        "\\Qa.b\\E|[\\x41-\\x{1F600}]\na.b 😀",
    ];

    /// <inheritdoc/>
    public override IEnumerable<(string Name, string Input)> Hostile(int size) =>
    [
        ("nested repeats", "((a{0,100}){0,100}){0,100}\n" + Repeat("a", 1000)),
        ("repeats of repeats", "(((((a*)*)*)*)*)*b\n" + Repeat("a", size / 100)),
        ("groups", Repeat("(a)", size / 50) + "\na"),
        ("deep groups", Repeat("(", size / 10) + Repeat(")", size / 10) + "\na"),
        ("deep groups without capture", Repeat("(?:", size / 10) + "a" + Repeat(")", size / 10) + "\na"),
        ("alternatives", Repeat("a|", size / 10) + "\nb"),
        ("alternatives with a common start", string.Concat(Enumerable.Range(0, size / 200).Select(i => $"abc{i}|")) + "\nabc4999"),
        ("classes", "[" + Repeat("a-z", size / 10) + "]\na"),
        ("open classes", Repeat("[", size / 10) + "\na"),
        ("negated classes", Repeat("[^a]", size / 200) + "\na"),
        ("dots", Repeat(".*", 2_000) + "x\n" + Repeat("a", 2_000)),
        ("stars of unicode", "(\\pL*\\PL*)*x\n" + Repeat("aé1", size / 100)),
        ("a tail to wait for", "(a|aa)+$\n" + Repeat("a", size / 20) + "b"),
        ("counted classes", "[a-z]{1000}[0-9]{1000}x{1000}\n" + Repeat("a", size / 200)),
        ("a counted dot behind a star", ".*a.{12}b\n" + Repeat("a", size / 50)),
        ("words", "(\\b\\w+\\b\\s*)+\\z\n" + Repeat("word ", size / 50) + "!"),
        ("quoted", "\\Q" + Repeat("\\", size / 10) + "\na"),
        ("flags", Repeat("(?i)(?s)(?m)", size / 50) + "a\nA"),
    ];
}
