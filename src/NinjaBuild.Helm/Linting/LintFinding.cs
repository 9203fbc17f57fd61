namespace NinjaBuild.Helm.Linting;

/// <summary>How bad a finding is, in Helm's grades.</summary>
public enum LintSeverity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Against convention, or likely not meant; it works.</summary>
    Warning,

    /// <summary>It will not work.</summary>
    Error,
}

/// <summary>Something that the linter found.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Rule">The rule that found it, for instance <c>unused-value</c>.</param>
/// <param name="Path">The file, relative to the chart; empty for the chart itself.</param>
/// <param name="Line">Counted from 1; 0 where none is known.</param>
/// <param name="Column">Counted from 1; 0 where none is known.</param>
/// <param name="Message">What was found.</param>
public sealed record LintFinding(LintSeverity Severity, string Rule, string Path, int Line, int Column, string Message)
{
    /// <summary><c>[WARNING] templates/service.yaml:3:5: message</c>.</summary>
    public override string ToString()
    {
        var place = Line == 0 ? "" : Column == 0 ? FormattableString.Invariant($":{Line}") : FormattableString.Invariant($":{Line}:{Column}");
        return $"[{Severity.ToString().ToUpperInvariant()}] {Path}{place}: {Message}";
    }
}
