using System.Globalization;

namespace NinjaBuild.Hermetic.Tests.Crash;

/// <summary>Changes the sources of a workspace and builds it, over and over, until somebody kills the process.</summary>
static class Program
{
    const int Charts = 12, Apps = 6;

    static void Main(string[] args)
    {
        var (workspace, cache, seed) = (args[0], args[1], args[2]);
        for (var generation = 0; ; generation++)
        {
            WriteSources(workspace, $"{seed}-{generation}");
            Console.WriteLine(generation);
            new SampleBuild(workspace, cache).Run();
        }
    }

    static void WriteSources(string workspace, string generation)
    {
        for (var i = 0; i < Charts * Apps; i++)
        {
            // Some apps stay, so that folders mix new files with linked ones.
            var app = string.Create(CultureInfo.InvariantCulture, $"{workspace}/apps/chart{i / Apps}/app{i % Apps}/app.txt");
            var text = i % 3 == 0 ? "stays" : $"{generation} {new string('x', 10_000)}";
            Directory.CreateDirectory(Path.GetDirectoryName(app)!);
            File.WriteAllText(app, text);
        }
    }
}
