using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using NinjaBuild.GoTemplates.Values;
using NinjaBuild.Helm.Rendering;
using Xunit.Abstractions;

namespace NinjaBuild.Helm.Tests.Functions;

public sealed class TemplateVectorTests(ITestOutputHelper output)
{
    /// <summary>What is known to differ: functions that are not supported, and zone abbreviations.</summary>
    const int KnownMisses = 5;

    static readonly SearchValues<char> PlaceChars = SearchValues.Create("0123456789:");

    /// <summary>The vectors that need YAML (values, toYaml, fromYaml), TOML or subcharts are left out, and counted.</summary>
    [ConformanceFact]
    public void Templates_give_what_Helm_gives()
    {
        int passed = 0, leftOut = 0;
        var missed = new List<string>();
        foreach (var vector in Read())
        {
            if (NeedsMore(vector))
                leftOut++;
            else if (Passes(vector))
                passed++;
            else
                missed.Add(vector.GetProperty("id").GetString() + ": " + vector.GetProperty("template").GetString());
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"passed {passed}, missed {missed.Count}, left out {leftOut}"));
        Assert.True(missed.Count <= KnownMisses, string.Join('\n', missed));
    }

    static IEnumerable<JsonElement> Read()
    {
        using var file = System.IO.File.OpenRead(ConformanceFactAttribute.VectorsPath!);
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
            yield return JsonElement.Parse(line);
    }

    static bool NeedsMore(JsonElement vector)
    {
        var template = vector.GetProperty("template").GetString()!;
        return vector.TryGetProperty("values", out _)
            || template.Contains("Yaml", StringComparison.Ordinal)
            || template.Contains("Toml", StringComparison.Ordinal)
            || template.Contains(".AsConfig", StringComparison.Ordinal)
            || (vector.TryGetProperty("files", out var files) && files.EnumerateObject().Any(file => file.Name.StartsWith("charts/", StringComparison.Ordinal)));
    }

    static bool Passes(JsonElement vector)
    {
        var files = new List<ChartFile> { File("templates/t.yaml", vector.GetProperty("template").GetString()!) };
        if (vector.TryGetProperty("files", out var more))
            files.AddRange(more.EnumerateObject().Select(file => File(file.Name, file.Value.GetString()!)));
        var chart = new Chart(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["apiVersion"] = "v2",
                ["name"] = "vec",
                ["version"] = "1.2.3",
                ["appVersion"] = "4.5.6",
                ["description"] = "vectors",
            },
            new Dictionary<string, object?>(StringComparer.Ordinal),
            files);
        try
        {
            var rendered = new ChartRenderer(chart).Render(new ReleaseOptions { Name = "rel", Namespace = "ns1" });
            return vector.TryGetProperty("output", out var expected)
                && GoString.ToValidUnicode(rendered["vec/templates/t.yaml"]) == expected.GetString();
        }
        catch (ChartRenderException error)
        {
            return vector.TryGetProperty("error", out var expected) && Place(error.Message) == Place(expected.GetString()!);
        }
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
