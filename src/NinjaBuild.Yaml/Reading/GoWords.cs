using System.Globalization;

namespace NinjaBuild.Yaml.Reading;

/// <summary>
/// What go-yaml v2 says of an error: templates of Helm can see it. Its line is odd (decode.go, fail): that of the problem, or of the context
/// where the problem is on the first line; one too low for errors of the parser; left out where it comes to none.
/// </summary>
readonly record struct GoWords(string Problem, Position Context, bool IsParser = false)
{
    /// <summary>An error of the scanner.</summary>
    /// <param name="problem">go-yaml's words.</param>
    /// <param name="context">Where what was being scanned starts; the default where that is the problem's own place.</param>
    public static GoWords Scanner(string problem, Position context = default) => new(problem, context);

    /// <summary>An error of the parser.</summary>
    /// <param name="problem">go-yaml's words.</param>
    /// <param name="context">Where what was being parsed starts; the default where nothing was.</param>
    public static GoWords Parser(string problem, Position context = default) => new(problem, context, IsParser: true);

    public string At(Position problem)
    {
        var line = problem.Line > 1 ? (IsParser ? problem.Line - 1 : problem.Line) : Context.Line - 1;
        return line <= 0 ? $"yaml: {Problem}" : string.Create(CultureInfo.InvariantCulture, $"yaml: line {line}: {Problem}");
    }
}
