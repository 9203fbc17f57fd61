using System.Globalization;
using System.Text;
using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Formatting;

namespace NinjaBuild.Helm.Functions;

/// <summary>Go's layouts: the moment "Mon Jan 2 15:04:05 MST 2006" written as the wanted text.</summary>
internal static class TimeLayout
{
    static readonly string[] Elements =
    [
        "January", "Jan", "Monday", "Mon", "MST", "2006", "-07:00:00", "-070000", "-07:00", "-0700", "-07", "Z07:00:00", "Z070000", "Z07:00",
        "Z0700", "Z07", "__2", "002", "01", "02", "03", "04", "05", "06", "_2", "15", "PM", "pm", "1", "2", "3", "4", "5",
    ];

    static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    static readonly string[] Days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    public static string Format(TimeValue value, string layout)
    {
        var text = new StringBuilder();
        for (var i = 0; i < layout.Length;)
        {
            var element = ElementAt(layout, i);
            if (element.Length == 0)
            {
                text.Append(layout[i++]);
                continue;
            }

            text.Append(Text(value, element));
            i += element.Length;
        }

        return text.ToString();
    }

    /// <summary>A time in UTC where the text names no offset.</summary>
    /// <exception cref="FunctionException">The text is not of that layout.</exception>
    public static TimeValue Parse(string layout, string text)
    {
        var read = new Reading();
        var position = 0;
        for (var i = 0; i < layout.Length;)
        {
            var element = ElementAt(layout, i);
            if (element.Length == 0)
            {
                if (position >= text.Length || text[position] != layout[i])
                    throw Wrong(layout, text, text[Math.Min(position, text.Length)..], layout[i..]);
                position++;
                i++;
                continue;
            }

            if (!read.Take(element, text, ref position))
                throw Wrong(layout, text, text[Math.Min(position, text.Length)..], element);
            i += element.Length;
            read.TakeFraction(element, layout, i, text, ref position);
        }

        if (position < text.Length)
            throw new FunctionException($"parsing time {Quoting.Quote(text)}: extra text: {Quoting.Quote(text[position..])}");
        return read.ToTime() ?? throw new FunctionException($"parsing time {Quoting.Quote(text)}: day out of range");
    }

    static FunctionException Wrong(string layout, string text, string rest, string element) => new(
        $"parsing time {Quoting.Quote(text)} as {Quoting.Quote(layout)}: cannot parse {Quoting.Quote(rest)} as {Quoting.Quote(element)}");

    static string ElementAt(string layout, int at)
    {
        var rest = layout.AsSpan(at);
        if (rest[0] is '.' or ',' && rest.Length > 1 && rest[1] is '0' or '9')
        {
            // Only behind a second's digits or alone: .000 and .999.
            var digits = 1;
            while (digits < rest.Length && rest[digits] == rest[1])
                digits++;
            if (digits == rest.Length || !char.IsAsciiDigit(rest[digits]))
                return rest[..digits].ToString();
        }

        foreach (var element in Elements)
        {
            if (!rest.StartsWith(element, StringComparison.Ordinal))
                continue;
            if (element is "Jan" or "Mon" && rest.Length > 3 && char.IsAsciiLetterLower(rest[3]))
                continue;
            return element is "_2" && rest.StartsWith("_2006", StringComparison.Ordinal) ? "" : element;
        }

        return "";
    }

    static string Text(TimeValue value, string element)
    {
        var t = value.Time;
        var hour12 = t.Hour % 12 == 0 ? 12 : t.Hour % 12;
        return element switch
        {
            "January" => Months[t.Month - 1],
            "Jan" => Months[t.Month - 1][..3],
            "Monday" => Days[(int)t.DayOfWeek],
            "Mon" => Days[(int)t.DayOfWeek][..3],
            "MST" => value.Zone,
            "2006" => Digits(t.Year, 4),
            "06" => Digits(t.Year % 100, 2),
            "01" => Digits(t.Month, 2),
            "1" => Digits(t.Month, 1),
            "02" => Digits(t.Day, 2),
            "_2" => Digits(t.Day, 1).PadLeft(2),
            "2" => Digits(t.Day, 1),
            "002" => Digits(t.DayOfYear, 3),
            "__2" => Digits(t.DayOfYear, 1).PadLeft(3),
            "15" => Digits(t.Hour, 2),
            "03" => Digits(hour12, 2),
            "3" => Digits(hour12, 1),
            "04" => Digits(t.Minute, 2),
            "4" => Digits(t.Minute, 1),
            "05" => Digits(t.Second, 2),
            "5" => Digits(t.Second, 1),
            "PM" => t.Hour < 12 ? "AM" : "PM",
            "pm" => t.Hour < 12 ? "am" : "pm",
            _ when element[0] is '.' or ',' => Fraction(t, element),
            _ => Offset(t.Offset, element),
        };
    }

    static string Digits(int number, int width) => number.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0');

    static string Fraction(DateTimeOffset t, string element)
    {
        var digits = (t.Ticks % TimeSpan.TicksPerSecond).ToString("0000000", CultureInfo.InvariantCulture).PadRight(Math.Max(7, element.Length - 1), '0');
        digits = digits[..(element.Length - 1)];
        if (element[1] == '9')
            digits = digits.TrimEnd('0');
        return digits.Length == 0 ? "" : element[0] + digits;
    }

    static string Offset(TimeSpan offset, string element)
    {
        if (element[0] == 'Z' && offset == TimeSpan.Zero)
            return "Z";
        var sign = offset < TimeSpan.Zero ? "-" : "+";
        var (hours, minutes) = (Digits(Math.Abs(offset.Hours), 2), Digits(Math.Abs(offset.Minutes), 2));
        return element[1..] switch
        {
            "07" => sign + hours,
            "0700" => sign + hours + minutes,
            "07:00" => $"{sign}{hours}:{minutes}",
            "070000" => sign + hours + minutes + "00",
            _ => $"{sign}{hours}:{minutes}:00",
        };
    }

    /// <summary>What has been read so far.</summary>
    sealed class Reading
    {
        int _year;
        int _month = 1;
        int _day = 1;
        int _hour;
        int _minute;
        int _second;
        long _ticks;
        bool? _isAfternoon;
        TimeSpan _offset;

        public TimeValue? ToTime()
        {
            if (_isAfternoon is { } afternoon)
                _hour = (_hour % 12) + (afternoon ? 12 : 0);
            if (_year is < 1 or > 9999 || _month is < 1 or > 12 || _day < 1 || _day > DateTime.DaysInMonth(_year, _month) || _hour > 23 || _minute > 59 || _second > 59)
                return null;
            var time = new DateTimeOffset(_year, _month, _day, _hour, _minute, _second, _offset).AddTicks(_ticks);
            return new(time, _offset == TimeSpan.Zero ? "UTC" : TimeLayout.Offset(_offset, "-0700"));
        }

        public bool Take(string element, string text, ref int position)
        {
            switch (element)
            {
                case "2006":
                    return Number(text, ref position, 4, 4, out _year);
                case "06":
                    var read = Number(text, ref position, 2, 2, out _year);
                    _year += _year >= 69 ? 1900 : 2000;
                    return read;
                case "01" or "1":
                    return Number(text, ref position, element.Length, 2, out _month);
                case "02" or "2" or "_2":
                    if (element == "_2" && position < text.Length && text[position] == ' ')
                        position++;
                    return Number(text, ref position, element == "02" ? 2 : 1, 2, out _day);
                case "15" or "03" or "3":
                    return Number(text, ref position, element == "3" ? 1 : 2, 2, out _hour);
                case "04" or "4":
                    return Number(text, ref position, element.Length, 2, out _minute);
                case "05" or "5":
                    return Number(text, ref position, element.Length, 2, out _second);
                case "January" or "Jan":
                    return Name(Months, element == "Jan" ? 3 : 9, text, ref position, out _month);
                case "Monday" or "Mon":
                    return Name(Days, element == "Mon" ? 3 : 9, text, ref position, out _);
                case "PM" or "pm":
                    return Half(text, ref position);
                case "MST":
                    return Zone(text, ref position);
                default:
                    return element[0] is '.' or ',' ? Fraction(text, ref position) : TakeOffset(element, text, ref position);
            }
        }

        /// <summary>A fraction may follow the seconds even where the layout has none.</summary>
        public void TakeFraction(string element, string layout, int next, string text, ref int position)
        {
            if (element is "05" or "5" && (next >= layout.Length || ElementAt(layout, next) is not ['.' or ',', ..])
                && position + 1 < text.Length && text[position] is '.' or ',' && char.IsAsciiDigit(text[position + 1]))
                Fraction(text, ref position);
        }

        static bool Number(string text, ref int position, int least, int most, out int number)
        {
            number = 0;
            var start = position;
            while (position < text.Length && position - start < most && char.IsAsciiDigit(text[position]))
                number = (number * 10) + (text[position++] - '0');
            if (position - start >= least)
                return true;
            position = start;
            return false;
        }

        static bool Name(string[] names, int length, string text, ref int position, out int number)
        {
            for (var i = 0; i < names.Length; i++)
            {
                var name = names[i][..Math.Min(length, names[i].Length)];
                if (string.Compare(text, position, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) != 0)
                    continue;
                position += name.Length;
                number = i + 1;
                return true;
            }

            number = 1;
            return false;
        }

        bool Half(string text, ref int position)
        {
            if (position + 2 > text.Length || text[position] is not ('A' or 'P' or 'a' or 'p'))
                return false;
            _isAfternoon = text[position] is 'P' or 'p';
            position += 2;
            return true;
        }

        static bool Zone(string text, ref int position)
        {
            var start = position;
            while (position < text.Length && char.IsAsciiLetterUpper(text[position]))
                position++;
            return position - start is >= 3 and <= 5;
        }

        bool Fraction(string text, ref int position)
        {
            position++;
            long unit = TimeSpan.TicksPerSecond / 10;
            for (; position < text.Length && char.IsAsciiDigit(text[position]); position++, unit /= 10)
                _ticks += (text[position] - '0') * unit;
            return true;
        }

        bool TakeOffset(string element, string text, ref int position)
        {
            if (position >= text.Length)
                return false;
            if (element[0] == 'Z' && text[position] == 'Z')
            {
                position++;
                return true;
            }

            if (text[position] is not ('+' or '-'))
                return false;
            var negative = text[position++] == '-';
            if (!Number(text, ref position, 2, 2, out var hours))
                return false;
            var minutes = 0;
            if (element.Length > 3)
            {
                if (element.Contains(':', StringComparison.Ordinal) && (position >= text.Length || text[position++] != ':'))
                    return false;
                if (!Number(text, ref position, 2, 2, out minutes))
                    return false;
            }

            _offset = new TimeSpan(hours, minutes, 0) * (negative ? -1 : 1);
            return hours < 15 && minutes < 60;
        }
    }
}
