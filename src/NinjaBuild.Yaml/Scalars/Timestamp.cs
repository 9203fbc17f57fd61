namespace NinjaBuild.Yaml.Scalars;

/// <summary>
/// The timestamps that goyaml.v2 knows: <c>2006-1-2</c>, <c>2006-1-2 15:4:5.9</c> and <c>2006-1-2T15:4:5.9Z07:00</c>. They are read as
/// strings, but strings that look like one are quoted when written.
/// </summary>
static class Timestamp
{
    public static bool Matches(ReadOnlySpan<char> text)
    {
        if (text.Length < 8 || text[4] != '-') return false;
        for (int i = 0; i < 4; i++)
        {
            if (!char.IsAsciiDigit(text[i])) return false;
        }

        int year = int.Parse(text[..4]);
        var rest = text[5..];
        if (!Number(ref rest, out int month) || month is < 1 or > 12) return false;
        if (!Skip(ref rest, '-') || !Number(ref rest, out int day)) return false;
        if (day < 1 || day > DaysIn(year, month)) return false;
        if (rest.IsEmpty) return true;

        bool zoned = rest[0] is 'T' or 't';
        if (!zoned && rest[0] != ' ') return false;
        rest = zoned ? rest[1..] : rest.TrimStart(' ');
        if (!Clock(ref rest)) return false;
        return zoned ? Zone(rest) : rest.IsEmpty;
    }

    static bool Clock(ref ReadOnlySpan<char> rest)
    {
        if (!Number(ref rest, out int hour) || hour > 23) return false;
        if (!Skip(ref rest, ':') || !Number(ref rest, out int minute) || minute > 59) return false;
        if (!Skip(ref rest, ':') || !Number(ref rest, out int second) || second > 59) return false;
        if (rest.Length < 2 || rest[0] is not ('.' or ',') || !char.IsAsciiDigit(rest[1])) return true;
        rest = rest[1..].TrimStart("0123456789");
        return true;
    }

    static bool Zone(ReadOnlySpan<char> rest)
    {
        if (rest is "Z") return true;
        if (rest.Length != 6 || rest[0] is not ('+' or '-') || rest[3] != ':') return false;
        if (!char.IsAsciiDigit(rest[1]) || !char.IsAsciiDigit(rest[2]) || !char.IsAsciiDigit(rest[4]) || !char.IsAsciiDigit(rest[5])) return false;

        // Go takes 24 and 60 for the sake of people who write them.
        return int.Parse(rest[1..3]) <= 24 && int.Parse(rest[4..]) <= 60;
    }

    static bool Number(ref ReadOnlySpan<char> rest, out int value)
    {
        value = 0;
        if (rest.IsEmpty || !char.IsAsciiDigit(rest[0])) return false;
        int digits = rest.Length > 1 && char.IsAsciiDigit(rest[1]) ? 2 : 1;
        value = int.Parse(rest[..digits]);
        rest = rest[digits..];
        return true;
    }

    static bool Skip(ref ReadOnlySpan<char> rest, char c)
    {
        if (rest.IsEmpty || rest[0] != c) return false;
        rest = rest[1..];
        return true;
    }

    static int DaysIn(int year, int month) =>
        month == 2 ? (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28) : month is 4 or 6 or 9 or 11 ? 30 : 31;
}
