using System.Diagnostics;
using System.Globalization;

namespace NinjaBuild.Hermetic.Tests.Crash;

public sealed class KillTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly Random _random = new();

    // NINJABUILD_KILL_ROUNDS=500 for an afternoon's worth.
    static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("NINJABUILD_KILL_ROUNDS"), CultureInfo.InvariantCulture, out var rounds) ? rounds : 20;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_build_that_is_killed_at_any_moment_leaves_whole_folders_and_a_sound_cache()
    {
        for (var round = 0; round < Rounds; round++)
        {
            BuildAndKill(round);
            foreach (var chart in Charts())
                Assert.Equal(Joined(chart), File.ReadAllText($"{chart}/all.txt"));
        }

        var build = new SampleBuild(_folder["w"], _folder["cache"]);
        build.Run();
        VerifyCache();
        Assert.Empty(Temporary());

        var clean = new SampleBuild(_folder["w"], _folder["clean"]);
        var outputs = SampleBuild.Snapshot(_folder["w/artifacts"]);
        Directory.Delete(_folder["w/artifacts"], recursive: true);
        Assert.True(clean.Run()!.Succeeded);
        Assert.Equal(SampleBuild.Snapshot(_folder["w/artifacts"]), outputs);
    }

    void BuildAndKill(int round)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in new[] { "exec", typeof(KillTests).Assembly.Location, _folder["w"], _folder["cache"], $"{round}" })
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var generations = _random.Next(1, 4);
        for (var generation = 0; generation < generations; generation++)
            Assert.NotNull(process.StandardOutput.ReadLine() ?? process.StandardError.ReadToEnd());

        // The one place where time is the matter: any moment of a build must do.
        process.WaitForExit(_random.Next(0, 60));
        process.Kill();
        process.WaitForExit();
        Assert.Equal("", process.StandardError.ReadToEnd());
    }

    string[] Charts() => Directory.Exists(_folder["w/artifacts/out"]) ? Directory.GetDirectories(_folder["w/artifacts/out"]) : [];

    IEnumerable<string> Temporary() => Directory.Exists(_folder["w/artifacts/.ninja/tmp"])
        ? Directory.EnumerateFiles(_folder["w/artifacts/.ninja/tmp"], "*", SearchOption.AllDirectories) : [];

    static string Joined(string chart)
    {
        var parts = Directory.EnumerateFiles($"{chart}/parts", "*", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath($"{chart}/parts", file), Text: File.ReadAllText(file)))
            .OrderBy(part => part.Path, StringComparer.Ordinal).Select(part => $"{part.Path}: {part.Text}");
        return string.Join('\n', parts.Prepend("greeting=hello"));
    }

    void VerifyCache()
    {
        foreach (var file in Directory.EnumerateFiles(_folder["cache/cas"], "*", SearchOption.AllDirectories))
            Assert.Equal(Path.GetFileName(file), Digest.Of(File.ReadAllBytes(file)).Hex);
        foreach (var file in Directory.EnumerateFiles(_folder["cache/ac"], "*", SearchOption.AllDirectories))
        {
            Assert.True(Digest.TryParse(Path.GetFileName(file), 0, out var action));
            Assert.True(ResultEntry.TryOpen(action, File.ReadAllBytes(file), out _));
        }
    }
}
