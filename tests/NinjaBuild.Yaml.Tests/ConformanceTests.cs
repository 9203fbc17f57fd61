using System.IO.Compression;
using System.Text.Json;

namespace NinjaBuild.Yaml.Tests;

public sealed class ConformanceTests
{
    [ConformanceFact]
    public void Reads_and_writes_what_Helm_reads_and_writes()
    {
        var vectors = Vectors().Where(vector => vector.IsKnownForm).ToList();
        var wrong = vectors
            .Select(vector => (vector, fault: vector.Compare()))
            .Where(pair => pair.fault is not null)
            .Select(pair => $"{pair.vector.Id}: {pair.vector.Values} | {pair.vector.Template} | {pair.vector.Output}{pair.vector.Error}\n    {pair.fault}")
            .ToList();

        Assert.True(vectors.Count > 500, $"only {vectors.Count} vectors are of a known form");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {vectors.Count} differ:\n{string.Join('\n', wrong)}");
    }

    static IEnumerable<HelmVector> Vectors()
    {
        using var file = File.OpenRead(ConformanceFactAttribute.Find()!);
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            var vector = json.RootElement;
            yield return new HelmVector(
                vector.GetProperty("id").GetString()!,
                vector.GetProperty("template").GetString()!,
                vector.TryGetProperty("values", out var values) ? values.GetString()! : "{}",
                vector.TryGetProperty("output", out var output) ? output.GetString() : null,
                vector.TryGetProperty("error", out var error) ? error.GetString() : null);
        }
    }
}
