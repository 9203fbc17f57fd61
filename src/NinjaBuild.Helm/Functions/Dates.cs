using System.Globalization;
using NinjaBuild.GoTemplates;
using static NinjaBuild.GoTemplates.ParameterType;

namespace NinjaBuild.Helm.Functions;

/// <summary>Dates and durations. The local zone is UTC: a chart must not depend on the machine's.</summary>
internal static class Dates
{
    public static void AddTo(FunctionRegistry r)
    {
        r.AddImpure("now", "it is another time at every build", [], null, (e, _) => Now(e));
        r.AddImpure("ago", "it is another time at every build", [Any], null, (e, a) => GoDuration.Format(SecondsSince(e, a[0])));
        r.Add("date", [ParameterType.Str, Any], (e, a) => InZone(ToTime(e, a[1], r), "Local").Format((string)a[0]!));
        r.Add("htmlDate", [Any], (e, a) => InZone(ToTime(e, a[0], r), "Local").Format("2006-01-02"));
        r.Add("htmlDateInZone", [Any, ParameterType.Str], (e, a) => InZone(ToTime(e, a[0], r), (string)a[1]!).Format("2006-01-02"));
        r.Add(["dateInZone", "date_in_zone"], [ParameterType.Str, Any, ParameterType.Str], (e, a) => InZone(ToTime(e, a[1], r), (string)a[2]!).Format((string)a[0]!));
        r.Add(["dateModify", "date_modify"], [ParameterType.Str, Time], (_, a) => Modify((string)a[0]!, (TimeValue)a[1]!, must: false));
        r.Add(["mustDateModify", "must_date_modify"], [ParameterType.Str, Time], (_, a) => Modify((string)a[0]!, (TimeValue)a[1]!, must: true));
        r.Add("toDate", [ParameterType.Str, ParameterType.Str], (_, a) => TryParse((string)a[0]!, (string)a[1]!));
        r.Add("mustToDate", [ParameterType.Str, ParameterType.Str], (_, a) => TimeLayout.Parse((string)a[0]!, (string)a[1]!));
        r.Add("unixEpoch", [Time], (_, a) => Cast.Invariant(((TimeValue)a[0]!).Time.ToUnixTimeSeconds()));
        r.Add("duration", [Any], (_, a) => GoDuration.Format((Int128)Seconds(a[0]) * 1_000_000_000));
        r.Add("durationRound", [Any], (e, a) => GoDuration.Round(a[0] switch { string text when GoDuration.TryParse(text, out var d) => d, long n => n, TimeValue t => SecondsSince(e, t), _ => 0 }));
    }

    static TimeValue Now(TemplateExecution execution) => new(RenderEnvironment.Of(execution).Now, "UTC");

    static Int128 SecondsSince(TemplateExecution execution, object? value)
    {
        var now = RenderEnvironment.Of(execution).Now;
        var time = value switch { TimeValue t => t.Time, long n => TimeValue.FromUnix(n).Time, int n => TimeValue.FromUnix(n).Time, _ => now };
        return Int128.Clamp((Int128)Math.Round((now - time).TotalSeconds) * 1_000_000_000, long.MinValue, long.MaxValue);
    }

    static TimeValue ToTime(TemplateExecution execution, object? value, FunctionRegistry registry) => value switch
    {
        TimeValue time => time,
        long seconds => TimeValue.FromUnix(seconds),
        int seconds => TimeValue.FromUnix(seconds),
        _ when registry.IsHermetic => throw new FunctionException("no date was given, and the current time is refused here: it is another at every build"),
        _ => Now(execution),
    };

    static TimeValue InZone(TimeValue time, string zone)
    {
        if (zone is "UTC" or "Local" or "" || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found))
            return new(time.Time.ToUniversalTime(), "UTC");
        var local = TimeZoneInfo.ConvertTime(time.Time, found);
        if (ZoneNames.Abbreviation(zone, local) is { } name)
            return new(local, name);
        var sign = local.Offset < TimeSpan.Zero ? '-' : '+';
        return new(local, string.Create(CultureInfo.InvariantCulture, $"{sign}{Math.Abs(local.Offset.Hours):00}"));
    }

    static TimeValue Modify(string duration, TimeValue time, bool must)
    {
        if (GoDuration.TryParse(duration, out var nanoseconds))
            return time with { Time = time.Time.AddTicks((long)(nanoseconds / 100)) };
        return must ? throw new FunctionException(GoDuration.Complaint(duration)) : time;
    }

    static TimeValue TryParse(string layout, string text)
    {
        try
        {
            return TimeLayout.Parse(layout, text);
        }
        catch (FunctionException)
        {
            return TimeValue.Zero;
        }
    }

    static long Seconds(object? value) => value switch
    {
        long seconds => seconds,
        string text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) => seconds,
        _ => 0,
    };
}
