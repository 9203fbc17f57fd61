namespace NinjaBuild.Benchmarks;

/// <summary>Composes one workspace cold, with nothing to do, and after a change to one app.</summary>
sealed class ComposeScenario(string repository, string folder, Workspace workspace)
{
    const int Rounds = 7;
    const int ColdRounds = 3;

    readonly string _cache = Path.Combine(folder, "cache");
    readonly string _root = Path.Combine(folder, "workspace");

    /// <summary>Measures the three and writes a row of the table for each.</summary>
    public void Measure(string name, string nothing = "", string change = "", string memory = "", string cold = "")
    {
        workspace.WriteTo(_root);
        Compose();

        Row($"{name}: cold", cold, memory, Repeat(ColdRounds, () =>
        {
            Directory.Delete(_cache, recursive: true);
            Directory.Delete(Path.Combine(_root, "artifacts"), recursive: true);
        }));
        Row($"{name}: nothing to do", nothing, memory, Repeat(Rounds, static () => { }));
        var round = 0;
        Row($"{name}: one app changed", change, memory, Repeat(Rounds, () => workspace.ChangeOneApp(_root, ++round)));
    }

    List<Measurement> Repeat(int rounds, Action prepare) => [.. Enumerable.Range(0, rounds).Select(_ =>
    {
        prepare();
        return Compose();
    })];

    Measurement Compose() => Measurement.Of(
        Path.Combine(repository, "build.sh"), "ComposeCharts", "--root", _root, "--cache-dir", _cache, "--no-logo");

    static void Row(string work, string aim, string memory, List<Measurement> measurements)
    {
        var seconds = measurements.Select(measurement => measurement.Seconds).Order().ToList();
        var peak = measurements.Max(measurement => measurement.PeakBytes) / 1e6;
        Console.WriteLine($"| {work} | {seconds[seconds.Count / 2]:F3} s | {seconds[0]:F3} s | {peak:F0} MB | {string.Join(", ", new[] { aim, memory }.Where(text => text.Length > 0))} |");
    }
}
