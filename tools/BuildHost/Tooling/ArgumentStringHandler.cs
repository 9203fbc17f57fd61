using System.Runtime.CompilerServices;
using System.Text;
using Nuke.Common.IO;

namespace Nuke.Common.Tooling;

/// <summary>
/// Builds a command line from an interpolated string: what is interpolated is quoted where it needs it.
/// Format <c>r</c> marks a secret, <c>nq</c> leaves quotes off.
/// </summary>
[InterpolatedStringHandler]
public readonly ref struct ArgumentStringHandler
{
    private readonly StringBuilder text;
    private readonly List<string> secrets = [];

    public ArgumentStringHandler(int literalLength, int formattedCount)
        => text = new StringBuilder(literalLength + (formattedCount * 16));

    public static implicit operator ArgumentStringHandler(string value)
    {
        var handler = new ArgumentStringHandler(value.Length, 0);
        handler.AppendLiteral(value);
        return handler;
    }

    public void AppendLiteral(string value) => text.Append(value);

    public void AppendFormatted(object? value, int alignment = 0, string? format = null)
    {
        var written = value?.ToString() ?? "";
        if (format == "r")
            secrets.Add(written);
        text.Append((format == "nq" ? written : Quote(written)).PadRight(alignment));
    }

    public void AppendFormatted(IEnumerable<AbsolutePath> paths) => text.AppendJoin(' ', paths.Select(x => Quote(x.ToString())));

    internal string Text => text.ToString();

    internal IReadOnlyList<string> Secrets => secrets;

    private static string Quote(string value)
        => value.Length > 0 && (value[0] is '"' or '\'' || !value.AsSpan().ContainsAny(' ', '\t', '"'))
            ? value
            : $"\"{value.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
