namespace NinjaBuild.BuildHost.Output;

/// <summary>The one place that writes to the console: whole lines, never two blank ones in a row.</summary>
internal sealed class HostConsole(TextWriter writer, bool colors, int width)
{
    private readonly Lock gate = new();
    private bool lastWasBlank;

    /// <summary>Columns that text may fill.</summary>
    public int Width { get; } = width;

    public void Line(string text, Style style)
    {
        lock (gate)
        {
            writer.WriteLine(Paint(text, style));
            writer.Flush();
            lastWasBlank = text.Length == 0;
        }
    }

    public void Blank()
    {
        if (!lastWasBlank)
            Line("", Style.Plain);
    }

    public string Paint(string text, Style style)
        => colors && text.Length > 0 && Code(style) is { } code ? $"{code}{text}\e[0m" : text;

    private static string? Code(Style style) => style switch
    {
        Style.Verbose => "\e[90;1m",
        Style.Information => "\e[38;5;45;1m",
        Style.Success => "\e[32;1m",
        Style.Warning => "\e[38;5;214;1m",
        Style.Error => "\e[38;5;196;1m",
        _ => null,
    };
}
