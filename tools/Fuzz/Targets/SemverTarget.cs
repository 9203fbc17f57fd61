using static NinjaBuild.Fuzz.Targets.Text;

namespace NinjaBuild.Fuzz.Targets;

/// <summary>Semantic versions: the first line is a constraint, the rest a version.</summary>
public sealed class SemverTarget : CallTarget
{
    /// <inheritdoc/>
    public override string Name => "semver";

    private protected override IReadOnlyList<string> Calls { get; } =
        ["{{semverCompare .a .b}}", "{{$v := semver .b}}{{$v}} {{$v.Major}} {{$v.Prerelease}} {{$v.IncMinor}} {{$v.Compare (semver \"1.2.3\")}}", "{{semver .a | toString}}"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tokens { get; } =
    [
        "1", "0", "01", ".", "1.2", "1.2.3", "v", "V", "-", "+", "-alpha", "-alpha.1", "-0", "-01", "+build", "x", "X", "*", "~", "^", "=", "==", "!=", ">", "<", ">=", "=>", "<=", "=<", "~>", ",", " ", "  ", "||", " - ", "\n",
        "18446744073709551615", "18446744073709551616", "é", "\t", "-rc.1+b.2",
    ];

    /// <inheritdoc/>
    public override IEnumerable<string> Seeds =>
        [">=1.2 <2 || ~3.1\n1.2.3", "^0.2.3-beta\nv0.2.4", "1.2 - 1.4.5, !=1.3.0\n1.3.1-alpha.1+build", "*\n1", "1.x || >=2.5.0 || 5.0.0 - 7.2.3\n6.0.0"];

    /// <inheritdoc/>
    public override IEnumerable<(string Name, string Input)> Hostile(int size) =>
    [
        ("ors", Repeat("||", size / 4) + "\n1.2.3"),
        ("ors of constraints", Repeat(">1 || ", size / 16) + "<2\n0.1"),
        ("ands", Repeat(">0 ", size / 4) + "\n1.2.3"),
        ("commas", Repeat(",", size / 2) + "\n1.2.3"),
        ("spaces", ">" + Repeat(" ", size) + "1\n1.2.3"),
        ("ranges", Repeat("1 - 2 ", size / 16) + "\n1.2.3"),
        ("hyphens", Repeat("- ", size / 4) + "\n1.2.3"),
        ("digits", Repeat("1", size) + "\n" + Repeat("1", size)),
        ("dots", Repeat("1.", size / 2) + "\n" + Repeat("1.", size / 2)),
        ("prerelease parts", ">1.0.0-" + Repeat("a.", size / 4) + "a\n1.0.0-" + Repeat("a.", size / 4) + "b"),
    ];
}
