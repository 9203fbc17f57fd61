using System.Globalization;

namespace NinjaBuild.BuildHost.Output;

/// <summary>A place in a file, as messages begin with it: <c>path:line:column: message</c>.</summary>
internal readonly record struct SourcePlace(string File, int Line, int Column)
{
    public static bool TryParse(string text, out SourcePlace place, out string message)
    {
        place = default;
        message = text;

        // From the left, since the message itself may hold colons; a drive letter is no path yet.
        for (var end = text.IndexOf(':', Math.Min(2, text.Length)); end > 0; end = text.IndexOf(':', end + 1))
        {
            var lineEnd = text.IndexOf(':', end + 1);
            if (lineEnd < 0)
                return false;
            if (!TryNumber(text.AsSpan(end + 1, lineEnd - end - 1), out var line))
                continue;

            var columnEnd = text.IndexOf(':', lineEnd + 1);
            if (columnEnd < 0 || !TryNumber(text.AsSpan(lineEnd + 1, columnEnd - lineEnd - 1), out var column))
                return false;

            place = new SourcePlace(text[..end], line, column);
            message = text[(columnEnd + 1)..].TrimStart();
            return !place.File.Contains('\n', StringComparison.Ordinal);
        }

        return false;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out int number)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;
}
