using NinjaBuild.GoTemplates.Values;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Loading;
using NinjaBuild.Helm.Releases;
using NinjaBuild.Helm.Rendering;
using NinjaBuild.Helm.Values;
using Xunit.Abstractions;

namespace NinjaBuild.Helm.Tests.Conformance;

public sealed class ChartConformanceTests(ITestOutputHelper output)
{
    [ConformanceFact]
    public void Public_charts_render_to_the_bytes_that_helm_template_prints()
    {
        using var cases = new ChartCases(ConformanceFactAttribute.Folder!);
        var missed = new List<string>();
        foreach (var chart in cases.All.GroupBy(test => test.Chart, StringComparer.Ordinal))
        {
            var renderer = new ChartRenderer(ChartLoader.Load(chart.Key));
            missed.AddRange(chart.Select(test => Compare(renderer, test)).OfType<string>());
        }

        output.WriteLine($"{cases.All.Count - missed.Count} of {cases.All.Count} the same");
        Assert.True(missed.Count == 0, string.Join('\n', missed));
    }

    static string? Compare(ChartRenderer renderer, ChartCase test)
    {
        try
        {
            var values = test.Values is null ? null : ValuesFile.Read(File.ReadAllBytes(test.Values), test.Values);
            var rendered = renderer.Render(new ReleaseOptions { Name = "rel", Namespace = "ns1" }, values);
            var text = new ReleaseText { IncludeCustomResources = true }.Write(Release.Of(rendered));
            var expected = File.ReadAllBytes(test.Expected);
            return GoString.ToBytes(text).AsSpan().SequenceEqual(expected) ? null : $"{test.Name}: {FirstDifference(text, GoString.FromBytes(expected))}";
        }
        catch (ChartException error)
        {
            return $"{test.Name}: {error.Message}";
        }
    }

    static string FirstDifference(string actual, string expected)
    {
        var (a, b) = (actual.Split('\n'), expected.Split('\n'));
        for (var i = 0; i < Math.Max(a.Length, b.Length); i++)
        {
            var (x, y) = (i < a.Length ? a[i] : "(end)", i < b.Length ? b[i] : "(end)");
            if (x != y)
                return $"line {i + 1}\n    is  {x}\n    not {y}";
        }

        return "same lines";
    }
}
