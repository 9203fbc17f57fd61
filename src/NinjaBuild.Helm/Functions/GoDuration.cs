using System.Buffers;
using System.Globalization;
using System.Text;
using NinjaBuild.GoTemplates.Formatting;

namespace NinjaBuild.Helm.Functions;

/// <summary>Go's durations, in nanoseconds: "1h30m", "-1.5h".</summary>
internal static class GoDuration
{
    const long Second = 1_000_000_000;
    static readonly SearchValues<char> NumberChars = SearchValues.Create("0123456789.");

    public static bool TryParse(string text, out Int128 nanoseconds)
    {
        nanoseconds = 0;
        var negative = text.StartsWith('-');
        var rest = text.AsSpan(text.Length > 0 && text[0] is '+' or '-' ? 1 : 0);
        if (rest.SequenceEqual("0"))
            return true;
        if (rest.IsEmpty)
            return false;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(NumberChars);
            if (digits <= 0 || !decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return false;
            rest = rest[digits..];
            var letters = rest.IndexOfAny(NumberChars);
            var unit = letters < 0 ? rest : rest[..letters];
            var factor = unit switch { "ns" => 1, "us" or "µs" or "μs" => 1000, "ms" => 1_000_000, "s" => Second, "m" => 60 * Second, "h" => 3600 * Second, _ => 0 };
            if (factor == 0 || number > 10_000_000_000)
                return false;
            nanoseconds += (Int128)(number * factor);
            rest = rest[unit.Length..];
        }

        nanoseconds = negative ? -nanoseconds : nanoseconds;
        return Int128.Abs(nanoseconds) <= long.MaxValue;
    }

    /// <summary>What Go says of a text that is no duration.</summary>
    public static string Complaint(string text)
    {
        var rest = text.AsSpan(text is ['+' or '-', ..] ? 1 : 0);
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(NumberChars);
            if (digits < 0)
                return $"time: missing unit in duration {Quoting.Quote(text)}";
            if (!rest[..digits].ContainsAnyInRange('0', '9') || rest[..digits].Count('.') > 1)
                break;
            rest = rest[digits..];
            var letters = rest.IndexOfAny(NumberChars);
            var unit = letters < 0 ? rest : rest[..letters];
            if (unit is not ("ns" or "us" or "µs" or "μs" or "ms" or "s" or "m" or "h"))
                return $"time: unknown unit {Quoting.Quote(unit.ToString())} in duration {Quoting.Quote(text)}";
            rest = rest[unit.Length..];
        }

        return $"time: invalid duration {Quoting.Quote(text)}";
    }

    public static string Format(Int128 nanoseconds)
    {
        if (nanoseconds == 0)
            return "0s";
        var size = Int128.Abs(nanoseconds);
        var text = new StringBuilder(nanoseconds < 0 ? "-" : "");
        if (size < Second)
        {
            var (unit, factor) = size < 1000 ? ("ns", 1) : size < 1_000_000 ? ("µs", 1000) : ("ms", 1_000_000);
            return text.Append(FloatFormat.General((double)size / factor)).Append(unit).ToString();
        }

        var minutes = size / (60 * Second);
        if (minutes >= 60)
            text.Append(CultureInfo.InvariantCulture, $"{minutes / 60}h");
        if (minutes > 0)
            text.Append(CultureInfo.InvariantCulture, $"{minutes % 60}m");
        return text.Append(FloatFormat.Format((double)(size % (60 * Second)) / Second, 'f', -1)).Append('s').ToString();
    }

    /// <summary>The largest unit that fits more than once.</summary>
    public static string Round(Int128 nanoseconds)
    {
        var seconds = Int128.Abs(nanoseconds);
        foreach (var (name, length) in (ReadOnlySpan<(string, long)>)[("y", 31_536_000), ("mo", 2_592_000), ("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)])
        {
            if (seconds > (Int128)length * Second)
                return (seconds / ((Int128)length * Second)).ToString(CultureInfo.InvariantCulture) + name;
        }

        return "0s";
    }
}
