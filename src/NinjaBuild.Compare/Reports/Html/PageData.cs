using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using NinjaBuild.Compare.Model;

namespace NinjaBuild.Compare.Reports.Html;

/// <summary>Writes what the page shows, as the JSON that its script reads. It stands within HTML: the writer escapes what would end it.</summary>
sealed class PageData
{
    readonly Utf8JsonWriter _json;

    PageData(Utf8JsonWriter json) => _json = json;

    /// <summary>The JSON text of a report.</summary>
    public static string Of(ComparisonReport report)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            var data = new PageData(json);
            json.WriteStartObject();
            data.List("charts", report.Charts, data.Chart);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    void Chart(ChartComparison chart)
    {
        _json.WriteString("name", chart.Chart);
        Side("before", chart.Before);
        Side("after", chart.After);
        Text("phase", chart.Phase);
        List("problems", chart.Problems, Problem);
        List("checklist", chart.Checklist, item =>
        {
            _json.WriteString("text", item.Text);
            _json.WriteBoolean("automatic", item.IsAutomatic);
            _json.WriteBoolean("done", item.IsDone);
            _json.WriteString("why", item.Why);
        });
        List("accepted", chart.Accepted, Accepted);
        List("environments", chart.Environments, Environment);
    }

    void Side(string name, ChartSide side)
    {
        _json.WriteStartObject(name);
        _json.WriteString("title", side.Title);
        _json.WriteString("version", side.Version);
        _json.WriteString("path", side.Path);
        _json.WriteEndObject();
    }

    void Accepted(AcceptedEntry entry)
    {
        _json.WriteString("objects", entry.Objects);
        _json.WriteString("path", entry.Path);
        _json.WriteString("environments", string.Join(", ", entry.Environments));
        _json.WriteString("reason", entry.Reason);
        Text("until", Day(entry.Until));
        _json.WriteBoolean("expired", entry.IsExpired);
        _json.WriteString("place", entry.Place);
        _json.WriteNumber("matches", entry.Matches);
    }

    void Environment(EnvironmentComparison environment)
    {
        _json.WriteString("name", environment.Environment);
        List("problems", environment.Problems, Problem);
        _json.WriteStartArray("patterns");
        foreach (var pattern in environment.NamePatterns)
            _json.WriteStringValue(pattern);
        _json.WriteEndArray();
        List("routes", environment.Routes, route =>
        {
            _json.WriteString("change", Word(route.Change));
            Route("before", route.Before);
            Route("after", route.After);
        });
        List("objects", environment.Objects, Object);
    }

    void Problem(ComparisonProblem problem) => _json.WriteString("text", problem.ToString());

    void Route(string name, IngressRoute? route)
    {
        if (route is null)
            return;
        _json.WriteStartObject(name);
        _json.WriteString("host", route.Host);
        _json.WriteString("path", route.Path);
        _json.WriteString("type", route.PathType);
        _json.WriteString("to", route.Port.Length == 0 ? route.Service : $"{route.Service}:{route.Port}");
        Text("tls", route.Tls);
        _json.WriteString("ingress", route.Ingress);
        _json.WriteEndObject();
    }

    void Object(ObjectComparison entry)
    {
        _json.WriteString("kind", entry.Object.Kind);
        _json.WriteString("namespace", entry.Object.Namespace);
        _json.WriteString("name", entry.Object.Name);
        _json.WriteString("change", Word(entry.Change));
        if (entry is { Change: ObjectChange.Renamed, Before: { } former })
            _json.WriteString("former", former.Namespace == entry.Object.Namespace ? former.Name : $"{former.Namespace}/{former.Name}");
        Text("source", entry.Before?.Source);
        Text("target", entry.After?.Source);
        List("differences", entry.Differences, Difference);
        if (entry.Change == ObjectChange.Same)
            return;
        var rows = SideBySide.Of(entry);
        if (rows.Count == 0)
        {
            Text("before", entry.Before?.Yaml);
            Text("after", entry.After?.Yaml);
            return;
        }

        _json.WriteStartArray("rows");
        foreach (var row in rows)
            Row(row);
        _json.WriteEndArray();
    }

    /// <summary><c>[mark, before, after]</c>; of a line that both sides have, <c>[0, line]</c>.</summary>
    void Row(SideBySideRow row)
    {
        _json.WriteStartArray();
        _json.WriteNumberValue((int)row.Mark);
        _json.WriteStringValue(row.Before);
        if (row.Mark != LineMark.Same)
            _json.WriteStringValue(row.After);
        _json.WriteEndArray();
    }

    void Difference(Difference difference)
    {
        _json.WriteString("path", difference.Path);
        _json.WriteString("change", Word(difference.Kind));
        _json.WriteString("severity", Word(difference.Severity));
        _json.WriteString("rule", difference.Rule);
        _json.WriteString("reason", difference.Reason);
        Text("before", difference.Before);
        Text("after", difference.After);
        if (difference.IsSecret)
            _json.WriteBoolean("secret", true);
        if (difference.Accepted is { } accepted)
        {
            _json.WriteString("accepted", accepted.Reason);
            Text("until", Day(accepted.Until));
            _json.WriteBoolean("expired", accepted.IsExpired);
        }

        if (difference.Lines.Count > 0)
        {
            List("lines", difference.Lines, line =>
            {
                _json.WriteString("change", Word(line.Change));
                _json.WriteString("text", line.Text);
            });
        }
    }

    void List<T>(string name, IReadOnlyList<T> items, Action<T> write)
    {
        _json.WriteStartArray(name);
        foreach (var item in items)
        {
            _json.WriteStartObject();
            write(item);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    void Text(string name, string? text)
    {
        if (text is not null)
            _json.WriteString(name, text);
    }

    static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
