namespace NinjaBuild.Charts.Tests;

/// <summary>Every chart of this repository's workspace, byte for byte.</summary>
public sealed class GoldenChartTests
{
    static readonly bool Accept = Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") == "1";
    static readonly string Golden = Path.Combine(Repository.Root, "tests", "NinjaBuild.Charts.Tests", "golden");
    static readonly Lazy<ComposedCharts> Sample = new(() => new ComposedCharts(Declarations()));

    public static TheoryData<string> Charts => [.. Directory.EnumerateDirectories(Path.Combine(Repository.Root, "charts")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Charts))]
    public void The_chart_is_as_it_was_approved(string chart)
    {
        var folder = Path.Combine(Golden, chart);
        var files = Sample.Value.Files(chart);
        if (Accept)
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
            foreach (var (path, text) in files)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
                File.WriteAllText(Path.Combine(folder, path), text);
            }
        }

        var approved = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllText);
        Assert.Equal(approved.Keys.Order(StringComparer.Ordinal), files.Keys.Order(StringComparer.Ordinal));
        Assert.All(approved, file => Assert.Equal(file.Value, files[file.Key]));
    }

    static Dictionary<string, string> Declarations() => new[] { "apps", "charts" }
        .SelectMany(top => Directory.EnumerateFiles(Path.Combine(Repository.Root, top), "*", SearchOption.AllDirectories))
        .Append(Path.Combine(Repository.Root, "ninja.yaml"))
        .ToDictionary(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'), File.ReadAllText);
}
