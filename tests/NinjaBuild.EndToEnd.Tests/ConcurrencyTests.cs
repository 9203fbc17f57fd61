using System.Globalization;

namespace NinjaBuild.EndToEnd.Tests;

public sealed class ConcurrencyTests
{
    // A few in every run; hundreds where somebody asks for them.
    static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("NINJABUILD_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : 12;

    [Fact]
    public void Builds_at_once_on_one_checkout_and_one_cache_all_succeed()
    {
        using var workspace = TestWorkspace.Sample();
        using var other = TestWorkspace.Sample(workspace.Cache);

        var results = new FrontDoor.Result[6];
        Parallel.For(0, results.Length, index => results[index] = FrontDoor.Run(index % 2 == 0 ? workspace : other, "ComposeCharts"));

        Assert.All(results, result => Assert.True(result.ExitCode == 0, result.Output));
        Assert.Equal(TestWorkspace.Contents(workspace.Charts), TestWorkspace.Contents(other.Charts));
    }

    [Fact]
    public void A_build_killed_at_any_moment_leaves_every_chart_whole_old_or_new()
    {
        using var workspace = TestWorkspace.Sample();
        var expected = new Dictionary<string, SortedDictionary<string, string>>();
        foreach (var version in (string[])["1.0.0", "2.0.0"])
        {
            using var clean = TestWorkspace.Sample();
            SetVersion(clean, version);
            Assert.Equal(0, FrontDoor.Run(clean, "ComposeCharts").ExitCode);
            expected[version] = TestWorkspace.Contents(clean.Charts);
        }

        var random = new Random(20_261);
        for (var round = 0; round < Kills; round++)
        {
            SetVersion(workspace, round % 2 == 0 ? "1.0.0" : "2.0.0");
            using var process = FrontDoor.Start(workspace, "ComposeCharts");
            process.OutputDataReceived += static (_, _) => { };
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            process.WaitForExit(TimeSpan.FromMilliseconds(40 + random.Next(400)));
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            AssertWhole(workspace, expected);
        }

        Assert.Equal(0, FrontDoor.Run(workspace, "ComposeCharts").ExitCode);
        Assert.Equal(expected[Kills % 2 == 1 ? "1.0.0" : "2.0.0"], TestWorkspace.Contents(workspace.Charts));
    }

    static void SetVersion(TestWorkspace workspace, string version)
    {
        foreach (var file in Directory.EnumerateFiles(workspace.PathOf("charts"), "compose.yaml", SearchOption.AllDirectories))
        {
            var lines = File.ReadAllLines(file).Select(line => line.StartsWith("version:", StringComparison.Ordinal) ? $"version: {version}" : line);
            File.WriteAllLines(file, [.. lines]);
        }
    }

    static void AssertWhole(TestWorkspace workspace, Dictionary<string, SortedDictionary<string, string>> expected)
    {
        if (!Directory.Exists(workspace.Charts))
            return;
        foreach (var chart in Directory.EnumerateDirectories(workspace.Charts))
        {
            var prefix = Path.GetFileName(chart) + "/";
            var actual = TestWorkspace.Contents(chart).ToDictionary(file => prefix + file.Key, file => file.Value);
            Assert.Contains(expected.Values, version => version.Where(file => file.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary().SequenceEqual(actual));
        }
    }
}
