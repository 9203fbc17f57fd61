namespace NinjaBuild.Benchmarks;

/// <summary>Composes one workspace cold, with nothing to do, and after a change to one app.</summary>
sealed class ComposeScenario(string repository, string folder, Workspace workspace)
{
    const int Rounds = 7;
    const int ColdRounds = 3;

    /// <summary>Measures the three and writes a row of the table for each.</summary>
    public void Measure(string name, string nothing = "", string change = "", string memory = "", string cold = "")
    {
        // Each cold round has folders of its own: what a file system still does for deleted ones is no part of it.
        var copies = Enumerable.Range(0, ColdRounds).Select(round => new Copy(Path.Combine(folder, $"{round}"))).ToList();
        foreach (var copy in copies)
            workspace.WriteTo(copy.Root);
        Row($"{name}: cold", cold, memory, [.. copies.Select(Compose)]);

        var last = copies[^1];
        Row($"{name}: nothing to do", nothing, memory, Repeat(Rounds, static _ => { }, last));
        Row($"{name}: one app changed", change, memory, Repeat(Rounds, round => workspace.ChangeOneApp(last.Root, round), last));
    }

    List<Measurement> Repeat(int rounds, Action<int> prepare, Copy copy) => [.. Enumerable.Range(0, rounds).Select(round =>
    {
        prepare(round);
        return Compose(copy);
    })];

    Measurement Compose(Copy copy) => Measurement.Of(
        Path.Combine(repository, "build.sh"), "ComposeCharts", "--root", copy.Root, "--cache-dir", copy.Cache, "--no-logo");

    /// <summary>Writes a row of the table.</summary>
    public static void Row(string work, string aim, string memory, List<Measurement> measurements)
    {
        var seconds = measurements.Select(measurement => measurement.Seconds).Order().ToList();
        var peak = measurements.Max(measurement => measurement.PeakBytes) / 1e6;
        Console.WriteLine($"| {work} | {seconds[seconds.Count / 2]:F3} s | {seconds[0]:F3} s | {peak:F0} MB | {string.Join(", ", new[] { aim, memory }.Where(text => text.Length > 0))} |");
    }

    sealed record Copy(string Folder)
    {
        public string Root => Path.Combine(Folder, "workspace");

        public string Cache => Path.Combine(Folder, "cache");
    }
}
