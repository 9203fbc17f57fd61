using NinjaBuild.BuildHost.Output;

namespace Nuke.Common;

/// <summary>Where the build runs: decides how blocks, warnings and errors are shown.</summary>
public abstract class Host
{
    /// <summary>The hosts that <c>--host</c> takes, in the order in which they are recognised.</summary>
    internal static readonly string[] Names = ["GitHubActions", "Terminal"];

    internal HostConsole Console { get; set; } = null!;

    internal virtual void BeginBlock(string title)
    {
        Console.Blank();
        Console.Line("╬" + Text.Repeat('═', title.Length + 5), Style.Plain);
        Console.Line($"║ {Console.Paint(title, Style.Information)}", Style.Plain);
        Console.Line("╬" + Text.Repeat('═', Math.Max(title.Length - 4, 2)), Style.Plain);
        Console.Blank();
    }

    internal virtual void EndBlock(string title)
    {
    }

    internal virtual void ReportWarning(string text)
    {
    }

    internal virtual void ReportError(string text)
    {
    }

    /// <summary>A message that is a command to the host itself and goes out as it is.</summary>
    internal virtual bool IsCommand(string message) => false;

    /// <summary>Keeps a secret out of what the host shows.</summary>
    internal virtual void Mask(string secret)
    {
    }
}
