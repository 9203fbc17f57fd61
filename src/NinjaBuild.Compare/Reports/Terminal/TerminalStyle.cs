namespace NinjaBuild.Compare.Reports.Terminal;

/// <summary>What a terminal can show.</summary>
/// <param name="Width">Characters in a line.</param>
/// <param name="IsColoured">Whether it shows colours (ECMA-48 escape sequences).</param>
public sealed record TerminalStyle(int Width, bool IsColoured)
{
    /// <summary>A removed line, or something that is wrong.</summary>
    public string Red(string text) => Coloured(text, "31");

    /// <summary>An added line, or something that is right.</summary>
    public string Green(string text) => Coloured(text, "32");

    /// <summary>Something to look at.</summary>
    public string Yellow(string text) => Coloured(text, "33");

    /// <summary>Something beside the point.</summary>
    public string Dim(string text) => Coloured(text, "2");

    /// <summary>A heading.</summary>
    public string Bold(string text) => Coloured(text, "1");

    string Coloured(string text, string code) => IsColoured && text.Length > 0 ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
