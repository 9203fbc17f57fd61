using System.Text;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Linting;
using NinjaBuild.Helm.Loading;
using NinjaBuild.Helm.Releases;
using NinjaBuild.Helm.Rendering;
using NinjaBuild.Helm.Values;

namespace NinjaBuild.Helm.Tests.Cases;

public sealed class ChartCaseTests
{
    public static TheoryData<string> Files => [.. Directory.GetFiles(CaseFile.Folder, "*.txt").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_chart_renders_fails_or_is_linted_as_its_file_says(string name)
    {
        var test = new CaseFile(Path.Combine(CaseFile.Folder, name + ".txt"));
        var (outcome, actual) = test.Outcome == "lints" ? ("lints", Lint(test)) : Render(test);
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") == "1")
            test.Accept(outcome, actual);
        else
            Assert.Equal($"{test.Outcome}\n{test.Expected}", $"{outcome}\n{actual}");
    }

    static (string Outcome, string Text) Render(CaseFile test)
    {
        try
        {
            var chart = ChartLoader.LoadFiles(test.ChartFiles, "chart");
            var rendered = new ChartRenderer(chart).Render(new ReleaseOptions { Name = "rel", Namespace = "ns1" }, Values(test));
            return ("prints", new ReleaseText { IncludeCustomResources = true }.Write(Release.Of(rendered)));
        }
        catch (ChartException error)
        {
            return ("fails", error.Message + "\n");
        }
    }

    static string Lint(CaseFile test)
    {
        var folder = Directory.CreateTempSubdirectory("lint-case");
        try
        {
            foreach (var file in test.ChartFiles)
            {
                var path = new FileInfo(Path.Combine(folder.FullName, file.Path));
                path.Directory!.Create();
                File.WriteAllBytes(path.FullName, file.Content.ToArray());
            }

            return string.Concat(ChartLinter.Lint(folder.FullName, new LintOptions { Values = Values(test) }).Select(finding => $"{finding}\n"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static Dictionary<string, object?> Values(CaseFile test)
    {
        var values = test.Values is null ? new(StringComparer.Ordinal) : ValuesFile.Read(Encoding.UTF8.GetBytes(test.Values), "values");
        foreach (var text in test.Set)
            SetSyntax.Apply(text, SetKind.Typed, values);
        return values;
    }
}
