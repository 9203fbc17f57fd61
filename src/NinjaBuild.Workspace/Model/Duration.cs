using System.Globalization;

namespace NinjaBuild.Workspace.Model;

/// <summary>A span of time as Go, and with it kubectl and Helm, writes it, in whole hours, minutes and seconds: <c>1h30m</c>.</summary>
public static class Duration
{
    const int MaxDigits = 6;

    static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Reads a text; false where it is none, or is shorter than a second or longer than a day.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        var rest = text.AsSpan();
        duration = TimeSpan.FromHours(Take(ref rest, 'h')) + TimeSpan.FromMinutes(Take(ref rest, 'm')) + TimeSpan.FromSeconds(Take(ref rest, 's'));
        return rest.IsEmpty && duration > TimeSpan.Zero && duration <= Longest;
    }

    /// <summary>Reads a text that is known to be right.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static TimeSpan Parse(string text) =>
        TryParse(text, out var duration) ? duration : throw new FormatException($"'{text}' {Formats.Fault(Format.Duration, text)}");

    /// <summary>Writes a span, rounded up to whole seconds, in the largest units that it needs: <c>90m</c> is <c>1h30m</c>.</summary>
    public static string Write(TimeSpan duration)
    {
        var seconds = (long)Math.Ceiling(duration.TotalSeconds);
        var text = string.Concat(Part(seconds / 3600, 'h'), Part(seconds / 60 % 60, 'm'), Part(seconds % 60, 's'));
        return text.Length == 0 ? "0s" : text;

        static string Part(long number, char unit) => number == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{number}{unit}");
    }

    // A number that its unit follows; 0, and nothing taken, where the text starts otherwise.
    static int Take(ref ReadOnlySpan<char> text, char unit)
    {
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        if (digits is < 1 or > MaxDigits || text[digits] != unit)
            return 0;
        var number = int.Parse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
        text = text[(digits + 1)..];
        return number;
    }
}
