using NinjaBuild.BuildHost.Output;

namespace Nuke.Common.CI.GitHubActions;

/// <summary>
/// A job of GitHub Actions, spoken to by its workflow commands
/// (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
/// </summary>
public sealed class GitHubActions : Host, IBuildServer
{
    public static GitHubActions? Instance => NukeBuild.Host as GitHubActions;

    public string? Branch => Environment.GetEnvironmentVariable("GITHUB_REF");

    public string? Commit => Environment.GetEnvironmentVariable("GITHUB_SHA");

    internal override void BeginBlock(string title) => Console.Line($"::group::{Escape(title)}", Style.Plain);

    internal override void EndBlock(string title) => Console.Line($"::endgroup::{Escape(title)}", Style.Plain);

    internal override void ReportWarning(string text) => Annotate("warning", text);

    internal override void ReportError(string text) => Annotate("error", text);

    internal override bool IsCommand(string message)
        => message.StartsWith("::", StringComparison.Ordinal) || message.StartsWith("##[", StringComparison.Ordinal);

    internal override void Mask(string secret) => Console.Line($"::add-mask::{Escape(secret)}", Style.Plain);

    // A message that begins with file:line:column is shown at that place of the change under review.
    private void Annotate(string command, string text)
        => Console.Line(
            SourcePlace.TryParse(text, out var place, out var message)
                ? $"::{command} file={EscapeProperty(place.File)},line={place.Line},col={place.Column}::{Escape(message)}"
                : $"::{command}::{Escape(text)}",
            Style.Plain);

    private static string Escape(string text)
        => text.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string EscapeProperty(string text)
        => Escape(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
