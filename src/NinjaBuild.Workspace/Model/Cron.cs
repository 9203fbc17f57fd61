using System.Globalization;

namespace NinjaBuild.Workspace.Model;

/// <summary>Cron schedules as a CronJob takes them (https://en.wikipedia.org/wiki/Cron, github.com/robfig/cron).</summary>
static class Cron
{
    static readonly (int Minimum, int Maximum, string[] Names)[] Fields =
    [
        (0, 59, []), (0, 23, []), (1, 31, []),
        (1, 12, ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]),
        (0, 6, ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]),
    ];

    public static bool IsValid(string text)
    {
        if (text is "@yearly" or "@annually" or "@monthly" or "@weekly" or "@daily" or "@midnight" or "@hourly")
            return true;
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length == Fields.Length && fields.Zip(Fields).All(pair => pair.First.Split(',').All(part => IsPart(part, pair.Second)));
    }

    static bool IsPart(string text, (int Minimum, int Maximum, string[] Names) field)
    {
        var step = text.Split('/');
        if (step.Length > 2 || (step.Length == 2 && !(int.TryParse(step[1], NumberStyles.None, CultureInfo.InvariantCulture, out var every) && every > 0)))
            return false;
        if (step[0] is "*" or "?")
            return true;
        var range = step[0].Split('-').Select(end => Value(end, field)).ToList();
        return range.Count <= 2 && range.All(value => value is not null) && range[0] <= range[^1];
    }

    static int? Value(string text, (int Minimum, int Maximum, string[] Names) field)
    {
        var name = Array.IndexOf(field.Names, text.ToUpperInvariant());
        if (name >= 0)
            return name + field.Minimum;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= field.Minimum && number <= field.Maximum ? number : null;
    }
}
