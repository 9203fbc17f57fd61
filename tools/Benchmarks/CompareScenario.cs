namespace NinjaBuild.Benchmarks;

/// <summary>
/// Compares charts with hand-written ones: all of a workspace cold; then one of them after a change to it, with nothing to do, and from the
/// cache alone. What stands for hand-written is what was composed, with other images and labels.
/// </summary>
sealed class CompareScenario(string repository, string folder, Workspace workspace)
{
    const int Rounds = 7;
    const int ColdRounds = 3;

    string Root => Path.Combine(folder, "workspace");

    string Cache => Path.Combine(folder, "cache");

    string Artifacts => Path.Combine(Root, "artifacts");

    /// <summary>Measures, and writes a row of the table for each.</summary>
    public void Measure(string name, string chart, string cold = "", string change = "", string nothing = "")
    {
        workspace.WriteTo(Root);
        Run("ComposeCharts");
        foreach (var composed in Directory.GetDirectories(Path.Combine(Artifacts, "charts")))
            WriteManual(composed);
        ComposeScenario.Row($"{name}, compared: cold", cold, "", Repeat(ColdRounds, _ => Remove(Artifacts, Cache), "CompareManual"));

        string[] one = ["CompareManual", "--chart", chart];
        var values = Path.Combine(Root, "charts", chart, "manual", "values.yaml");
        ComposeScenario.Row($"{name}, one chart compared: it has changed", change, "", Repeat(Rounds, round => File.AppendAllText(values, $"# {round}\n"), one));
        ComposeScenario.Row($"{name}, one chart compared: nothing to do", nothing, "", Repeat(Rounds, _ => { }, one));
        ComposeScenario.Row($"{name}, one chart compared: from the cache", "", "", Repeat(Rounds, _ => Remove(Artifacts), one));
    }

    List<Measurement> Repeat(int rounds, Action<int> prepare, params string[] arguments) => [.. Enumerable.Range(0, rounds).Select(round =>
    {
        prepare(round);
        return Run([.. arguments, "--fail-on", "none"]);
    })];

    Measurement Run(params string[] arguments) => Measurement.Of(
        Path.Combine(repository, "build.sh"), [.. arguments, "--root", Root, "--cache-dir", Cache, "--no-logo"]);

    void WriteManual(string composed)
    {
        foreach (var file in Directory.EnumerateFiles(composed, "*", SearchOption.AllDirectories))
        {
            var path = Path.Combine(Root, "charts", Path.GetFileName(composed), "manual", Path.GetRelativePath(composed, file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, File.ReadAllText(file).Replace("tag: \"1.", "tag: \"0.", StringComparison.Ordinal).Replace("app.kubernetes.io/part-of", "part-of", StringComparison.Ordinal));
        }
    }

    static void Remove(params string[] folders)
    {
        foreach (var each in folders.Where(Directory.Exists))
            Directory.Delete(each, recursive: true);
    }
}
