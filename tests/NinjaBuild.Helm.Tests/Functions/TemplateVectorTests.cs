using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using NinjaBuild.GoTemplates.Values;
using NinjaBuild.Helm.Rendering;
using NinjaBuild.Yaml;
using Xunit.Abstractions;

namespace NinjaBuild.Helm.Tests.Functions;

public sealed class TemplateVectorTests(ITestOutputHelper output)
{
    /// <summary>What is known to differ: TOML's, toYamlPretty's and a few other functions that are not supported, and zone abbreviations.</summary>
    const int KnownMisses = 50;

    static readonly SearchValues<char> PlaceChars = SearchValues.Create("0123456789:");

    /// <summary>The vectors that need subcharts are left out, and counted.</summary>
    [ConformanceFact]
    public void Templates_give_what_Helm_gives()
    {
        int passed = 0, reworded = 0, leftOut = 0;
        var missed = new List<string>();
        foreach (var vector in Read())
        {
            if (NeedsMore(vector))
            {
                leftOut++;
                continue;
            }

            switch (Compare(vector, out var actual))
            {
                case Match.Same:
                    passed++;
                    break;
                case Match.Reworded:
                    reworded++;
                    break;
                default:
                    missed.Add($"{vector.GetProperty("id").GetString()}: {vector.GetProperty("template").GetString()}\n    is {actual}\n    not {Expected(vector)}");
                    break;
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"passed {passed}, errors in other words {reworded}, missed {missed.Count}, left out {leftOut}"));
        output.WriteLine(string.Join('\n', missed));
        Assert.True(missed.Count <= KnownMisses, string.Join('\n', missed));
    }

    enum Match
    {
        Same,
        Reworded,
        Different,
    }

    static IEnumerable<JsonElement> Read()
    {
        using var file = System.IO.File.OpenRead(ConformanceFactAttribute.VectorsPath!);
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
            yield return JsonElement.Parse(line);
    }

    static bool NeedsMore(JsonElement vector) =>
        vector.TryGetProperty("files", out var files) && files.EnumerateObject().Any(file => file.Name.StartsWith("charts/", StringComparison.Ordinal));

    static Match Compare(JsonElement vector, out string actual)
    {
        var fails = vector.TryGetProperty("error", out _);
        if (Values(vector) is not { } values)
        {
            actual = "values.yaml cannot be read";
            return fails && Expected(vector).StartsWith("cannot load values.yaml", StringComparison.Ordinal) ? Match.Same : Match.Different;
        }

        try
        {
            var rendered = new ChartRenderer(ChartOf(vector, values)).Render(new ReleaseOptions { Name = "rel", Namespace = "ns1" });
            actual = GoString.ToValidUnicode(rendered["vec/templates/t.yaml"]);
            if (fails)
                return Match.Different;
            return actual == Expected(vector) ? Match.Same : IsErrorValue(actual) && IsErrorValue(Expected(vector)) ? Match.Reworded : Match.Different;
        }
        catch (ChartRenderException error)
        {
            actual = error.Message;
            return fails && Place(actual) == Place(Expected(vector)) ? Match.Same : Match.Different;
        }
    }

    static string Expected(JsonElement vector) =>
        vector.TryGetProperty("error", out var error) ? error.GetString()! : vector.GetProperty("output").GetString()!;

    // What fromYaml and its like give for bad input: the words of the parser in an entry or item.
    static bool IsErrorValue(string text) => text.StartsWith("{\"Error\":", StringComparison.Ordinal)
        || text.StartsWith("Error: ", StringComparison.Ordinal)
        || text.StartsWith("[\"error ", StringComparison.Ordinal);

    static Chart ChartOf(JsonElement vector, Dictionary<string, object?> values)
    {
        var files = new List<ChartFile> { File("templates/t.yaml", vector.GetProperty("template").GetString()!) };
        if (vector.TryGetProperty("files", out var more))
            files.AddRange(more.EnumerateObject().Select(file => File(file.Name, file.Value.GetString()!)));
        var metadata = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["apiVersion"] = "v2",
            ["name"] = "vec",
            ["version"] = "1.2.3",
            ["appVersion"] = "4.5.6",
            ["description"] = "vectors",
        };
        return new Chart(metadata, values, files);
    }

    // Null where values.yaml is no mapping that JSON can hold, so that Helm does not load the chart.
    static Dictionary<string, object?>? Values(JsonElement vector)
    {
        if (!vector.TryGetProperty("values", out var text))
            return new Dictionary<string, object?>(StringComparer.Ordinal);
        var read = YamlReader.Read(text.GetString()!, "values.yaml", dialect: YamlDialect.Kubernetes);
        if (read.Errors.Count > 0)
            return null;
        return (read.Documents is [var document, ..] ? YamlValues.ToObject(document) : null) switch
        {
            null => new Dictionary<string, object?>(StringComparer.Ordinal),
            Dictionary<string, object?> map => map,
            _ => null,
        };
    }

    static ChartFile File(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Line and column: the wording may differ from Helm's.</summary>
    static string Place(string message)
    {
        var start = message.IndexOf("t.yaml:", StringComparison.Ordinal);
        if (start < 0)
            return message;
        var place = message.AsSpan(start + "t.yaml:".Length);
        var end = place.IndexOfAnyExcept(PlaceChars);
        return (end < 0 ? place : place[..end]).TrimEnd(':').ToString();
    }
}
