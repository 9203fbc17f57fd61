using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using NinjaBuild.GoTemplates.Values;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Loading;
using NinjaBuild.Helm.Rendering;
using Xunit.Abstractions;

namespace NinjaBuild.Helm.Tests.Conformance;

public sealed class TemplateVectorTests(ITestOutputHelper output)
{
    /// <summary>What is known to differ: TOML's, toYamlPretty's and a few other functions that are not supported, and zone abbreviations.</summary>
    const int KnownMisses = 50;

    static readonly SearchValues<char> PlaceChars = SearchValues.Create("0123456789:");

    [ConformanceFact]
    public void Templates_give_what_Helm_gives()
    {
        int passed = 0, reworded = 0;
        var missed = new List<string>();
        foreach (var vector in Read())
        {
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

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"passed {passed}, errors in other words {reworded}, missed {missed.Count}"));
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
        using var file = System.IO.File.OpenRead(Path.Combine(ConformanceFactAttribute.Folder!, "template-vectors.jsonl.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
            yield return JsonElement.Parse(line);
    }

    static Match Compare(JsonElement vector, out string actual)
    {
        var fails = vector.TryGetProperty("error", out _);
        try
        {
            var rendered = new ChartRenderer(ChartOf(vector)).Render(new ReleaseOptions { Name = "rel", Namespace = "ns1" });
            actual = GoString.ToValidUnicode(rendered.Files.Single(file => file.Path == "vec/templates/t.yaml").Text);
            if (fails)
                return Match.Different;
            return actual == Expected(vector) ? Match.Same : IsErrorValue(actual) && IsErrorValue(Expected(vector)) ? Match.Reworded : Match.Different;
        }
        catch (ChartException error)
        {
            actual = error.Message;
            return fails && (Place(actual) == Place(Expected(vector)) || (Fails(actual, "values.yaml") && Fails(Expected(vector), "values.yaml"))) ? Match.Same : Match.Different;
        }
    }

    static bool Fails(string message, string file) => message.Contains(file, StringComparison.Ordinal);

    static string Expected(JsonElement vector) =>
        vector.TryGetProperty("error", out var error) ? error.GetString()! : vector.GetProperty("output").GetString()!;

    // What fromYaml and its like give for bad input: the words of the parser in an entry or item.
    static bool IsErrorValue(string text) => text.StartsWith("{\"Error\":", StringComparison.Ordinal)
        || text.StartsWith("Error: ", StringComparison.Ordinal)
        || text.StartsWith("[\"error ", StringComparison.Ordinal);

    static Chart ChartOf(JsonElement vector)
    {
        const string Chartfile = "apiVersion: v2\nname: vec\nversion: 1.2.3\nappVersion: \"4.5.6\"\ndescription: vectors\n";
        var files = new List<ChartFile> { File("Chart.yaml", Chartfile), File("templates/t.yaml", vector.GetProperty("template").GetString()!) };
        if (vector.TryGetProperty("values", out var values))
            files.Add(File("values.yaml", values.GetString()!));
        if (vector.TryGetProperty("files", out var more))
            files.AddRange(more.EnumerateObject().Select(file => File(file.Name, file.Value.GetString()!)));
        return ChartLoader.LoadFiles(files, "vec");
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
