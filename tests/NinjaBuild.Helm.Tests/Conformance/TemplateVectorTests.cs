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
    /// <summary>A template that prints the address of an object in Helm's memory.</summary>
    const string AddressInOutput = "language-4c6ed6b010";

    static readonly SearchValues<char> PlaceChars = SearchValues.Create("0123456789:");

    [ConformanceFact]
    public void Templates_give_what_Helm_gives()
    {
        var count = 0;
        var missed = new List<string>();
        foreach (var vector in Read().Where(vector => vector.GetProperty("id").GetString() != AddressInOutput))
        {
            count++;
            if (!IsSame(vector, out var actual))
                missed.Add($"{vector.GetProperty("id").GetString()}: {vector.GetProperty("template").GetString()}\n    is {actual}\n    not {Expected(vector)}");
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count - missed.Count} of {count} the same; one more prints an address in memory"));
        Assert.True(missed.Count == 0, string.Join('\n', missed));
    }

    static IEnumerable<JsonElement> Read()
    {
        using var file = System.IO.File.OpenRead(Path.Combine(ConformanceFactAttribute.Folder!, "template-vectors.jsonl.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
            yield return JsonElement.Parse(line);
    }

    static bool IsSame(JsonElement vector, out string actual)
    {
        var fails = vector.TryGetProperty("error", out _);
        try
        {
            var rendered = new ChartRenderer(ChartOf(vector)).Render(new ReleaseOptions { Name = "rel", Namespace = "ns1" });
            actual = GoString.ToValidUnicode(rendered.Files.Single(file => file.Path == "vec/templates/t.yaml").Text);
            return !fails && actual == Expected(vector);
        }
        catch (ChartException error)
        {
            actual = error.Message;
            return fails && (Place(actual) == Place(Expected(vector)) || (Fails(actual, "values.yaml") && Fails(Expected(vector), "values.yaml")) || (Fails(actual, "type mismatch on") && Fails(Expected(vector), "type mismatch on")));
        }
    }

    static bool Fails(string message, string file) => message.Contains(file, StringComparison.Ordinal);

    static string Expected(JsonElement vector) =>
        vector.TryGetProperty("error", out var error) ? error.GetString()! : vector.GetProperty("output").GetString()!;

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
