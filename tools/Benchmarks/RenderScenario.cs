using System.Diagnostics;
using System.Globalization;
using System.Text;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Loading;
using NinjaBuild.Helm.Releases;
using NinjaBuild.Helm.Rendering;
using NinjaBuild.Helm.Values;

namespace NinjaBuild.Benchmarks;

/// <summary>Renders charts: public ones each warm and all in one process, one in a process of its own, and umbrellas of two sizes.</summary>
sealed class RenderScenario(string repository, string folder)
{
    /// <summary>The argument that makes this program render all cases of a folder once, and end.</summary>
    public const string RenderAll = "render-all";

    const int Rounds = 7;

    static readonly ReleaseOptions Options = new() { Name = "rel", Namespace = "ns1" };

    /// <summary>Measures everything and writes the tables.</summary>
    public void Measure()
    {
        Console.WriteLine("| work | median | fastest | peak memory | aim |");
        Console.WriteLine("|---|---|---|---|---|");
        var umbrella = Umbrella(100);
        MeasureUmbrella(100, umbrella, "");
        MeasureUmbrella(200, Umbrella(200), "2.2 times the time of 100");
        if (PublicCharts.Find(repository) is not { } data)
        {
            Console.WriteLine("\nThe public charts are not there: ../shared/conformance is absent.");
            return;
        }

        var cases = PublicCharts.Unpack(data, folder);
        MeasureProcesses(cases);
        Console.WriteLine("\n| chart | warm render | templates' output |\n|---|---|---|");
        foreach (var chart in cases.Where(test => test.Values is null))
            MeasureWarm(chart);
    }

    /// <summary>Reads and renders every case of a folder once; returns the characters that were written.</summary>
    public static long RenderEach(string folder)
    {
        long written = 0;
        foreach (var chart in PublicCharts.Cases(folder).GroupBy(test => test.Chart, StringComparer.Ordinal))
        {
            var renderer = new ChartRenderer(ChartLoader.Load(chart.Key));
            foreach (var test in chart)
                written += Render(renderer, test.Values is null ? null : ValuesFile.Read(System.IO.File.ReadAllBytes(test.Values), test.Values)).Length;
        }

        return written;
    }

    static string Render(ChartRenderer renderer, IReadOnlyDictionary<string, object?>? values) =>
        new ReleaseText { IncludeCustomResources = true }.Write(Release.Of(renderer.Render(Options, values)));

    void MeasureProcesses(IReadOnlyList<PublicChartCase> cases)
    {
        var assembly = typeof(RenderScenario).Assembly.Location;
        var all = Enumerable.Range(0, Rounds).Select(_ => Measurement.Of("dotnet", assembly, RenderAll, folder)).ToList();
        Row($"{cases.Count} cases of public charts in one process", all.ConvertAll(one => one.Seconds), all.Max(one => one.PeakBytes), "2 s, 300 MB");
        var chart = cases.First(test => test.Chart.EndsWith("community-prometheus", StringComparison.Ordinal)).Chart;
        var single = Enumerable.Range(0, Rounds).Select(_ => Measurement.Of(
            Path.Combine(repository, "build.sh"), "RenderCharts", "--path", chart, "--stdout", "--no-logo")).ToList();
        Row("a process that renders one chart (prometheus)", single.ConvertAll(one => one.Seconds), single.Max(one => one.PeakBytes), "");
    }

    static void MeasureUmbrella(int subcharts, Chart chart, string aim)
    {
        var renderer = new ChartRenderer(chart);
        var seconds = Warm(() => Render(renderer, null));
        Row($"umbrella of {subcharts} subcharts with 20 calls of tpl each, warm", seconds, 0, aim);
    }

    static void MeasureWarm(PublicChartCase test)
    {
        var renderer = new ChartRenderer(ChartLoader.Load(test.Chart));
        var length = 0;
        var seconds = Warm(() => length = Render(renderer, null).Length);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {Path.GetFileName(test.Chart)} | {Median(seconds) * 1000:F2} ms | {length / 1000.0:F0} k |"));
    }

    static List<double> Warm(Action work)
    {
        for (var i = 0; i < 30; i++)
            work();
        var seconds = new List<double>();
        for (var i = 0; i < 15; i++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return seconds;
    }

    static void Row(string work, List<double> seconds, long peak, string aim)
    {
        var memory = peak == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{peak / 1e6:F0} MB");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {work} | {Median(seconds):F4} s | {seconds.Min():F4} s | {memory} | {aim} |"));
    }

    static double Median(List<double> seconds) => seconds.Order().ElementAt(seconds.Count / 2);

    /// <summary>A chart of many charts, each with values that are templates.</summary>
    static Chart Umbrella(int subcharts)
    {
        var files = new List<ChartFile> { File("Chart.yaml", Chartfile("umbrella") + "dependencies:\n" + string.Concat(Names().Select(name => $"- name: {name}\n  version: 1.0.0\n  condition: {name}.enabled\n"))) };
        files.Add(File("values.yaml", "global:\n  domain: example.com\n" + string.Concat(Names().Select(name => $"{name}:\n  enabled: true\n"))));
        foreach (var name in Names())
        {
            files.Add(File($"charts/{name}/Chart.yaml", Chartfile(name)));
            files.Add(File($"charts/{name}/values.yaml", string.Concat(Enumerable.Range(0, 20).Select(i => $"host{i}: '{{{{ .Release.Name }}}}-{{{{ .Chart.Name }}}}-{i}.{{{{ .Values.global.domain }}}}'\n"))));
            files.Add(File($"charts/{name}/templates/_helpers.tpl", $"{{{{ define \"{name}.labels\" }}}}app: {{{{ .Chart.Name }}}}\nrelease: {{{{ .Release.Name }}}}{{{{ end }}}}"));
            files.Add(File($"charts/{name}/templates/config.yaml", ConfigMap(name)));
        }

        return ChartLoader.LoadFiles(files, "umbrella");

        IEnumerable<string> Names() => Enumerable.Range(0, subcharts).Select(i => $"service{i:D3}");
    }

    static string Chartfile(string name) => $"apiVersion: v2\nname: {name}\nversion: 1.0.0\n";

    static string ConfigMap(string name)
    {
        var data = string.Concat(Enumerable.Range(0, 20).Select(i => $"  host{i}: {{{{ tpl .Values.host{i} . | quote }}}}\n"));
        return $"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{{{ .Release.Name }}}}-{name}\n  labels: {{{{- include \"{name}.labels\" . | nindent 4 }}}}\ndata:\n{data}";
    }

    static ChartFile File(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));
}
