using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Values;
using static NinjaBuild.GoTemplates.ParameterType;

namespace NinjaBuild.Helm.Functions;

/// <summary>Go's <c>time.Time</c>.</summary>
/// <param name="Time">The moment, with the offset it is shown in.</param>
/// <param name="Zone">The zone's name as it is printed: UTC, or its offset.</param>
internal sealed record TimeValue(DateTimeOffset Time, string Zone) : ITemplateObject
{
    /// <summary>Go's zero time.</summary>
    public static TimeValue Zero { get; } = new(DateTimeOffset.MinValue, "UTC");

    public string GoType => "time.Time";

    public static TimeValue FromUnix(long seconds) => new(DateTimeOffset.UnixEpoch.AddSeconds(Math.Clamp(seconds, -62135596800, 253402300799)), "UTC");

    public string Format(string layout) => TimeLayout.Format(this, layout);

    /// <summary>The layout of a TOML date or time that has no zone; null for all others.</summary>
    public string? TomlLayout { get; init; }

    public string ToToml() => TomlLayout is null ? ToJson() : Format(TomlLayout);

    /// <summary>RFC 3339 with as many decimals as needed.</summary>
    public string ToJson() => Format("2006-01-02T15:04:05.999999999Z07:00");

    public override string ToString() => Format("2006-01-02 15:04:05.999999999 -0700 MST");

    public bool TryGetField(string name, out object? value)
    {
        value = null;
        return false;
    }

    public TemplateFunction? FindMethod(string name) => name switch
    {
        "Year" => Method(name, Boxes.Int(Time.Year)),
        "Day" => Method(name, Boxes.Int(Time.Day)),
        "Hour" => Method(name, Boxes.Int(Time.Hour)),
        "Minute" => Method(name, Boxes.Int(Time.Minute)),
        "Second" => Method(name, Boxes.Int(Time.Second)),
        "YearDay" => Method(name, Boxes.Int(Time.DayOfYear)),
        "Month" => Method(name, Format("January")),
        "Weekday" => Method(name, Format("Monday")),
        "Unix" => Method(name, Time.ToUnixTimeSeconds()),
        "UnixMilli" => Method(name, Time.ToUnixTimeMilliseconds()),
        "IsZero" => Method(name, Boxes.Box(Time == DateTimeOffset.MinValue)),
        "String" => Method(name, ToString()),
        "UTC" => Method(name, new TimeValue(Time.ToUniversalTime(), "UTC")),
        "Format" => new TemplateFunction(name, [ParameterType.Str], null, (_, a) => Format((string)a[0]!)),
        "AddDate" => new TemplateFunction(name, [Int, Int, Int], null, (_, a) => AddDate(Cast.Int(a[0]), Cast.Int(a[1]), Cast.Int(a[2]))),
        _ => null,
    };

    static TemplateFunction Method(string name, object value) => new(name, [], null, (_, _) => value);

    /// <summary>As Go normalises: the 31st of a month that lacks it is the 1st of the next.</summary>
    TimeValue AddDate(long years, long months, long days)
    {
        var month = (Time.Year + years) * 12 + (Time.Month - 1) + months;
        var first = new DateTimeOffset((int)(month / 12), (int)(month % 12) + 1, 1, 0, 0, 0, Time.Offset);
        return this with { Time = first.AddDays(Time.Day - 1 + days) + Time.TimeOfDay };
    }
}
