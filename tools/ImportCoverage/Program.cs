using System.Globalization;
using NinjaBuild.Charts.Composition;
using NinjaBuild.Compare.Import;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Loading;
using NinjaBuild.ImportCoverage;

// Imports charts, composes what came of it, and prints how much of each is reproduced:
//   dotnet run --project tools/ImportCoverage -- [--differences] [--keep FOLDER] CHART-FOLDER…
var showsDifferences = args.Contains("--differences");
var keep = args.SkipWhile(argument => argument != "--keep").Skip(1).FirstOrDefault();
var charts = args.Where(argument => !argument.StartsWith("--", StringComparison.Ordinal) && argument != keep).ToList();
var templates = Path.Combine(Repository.Find(), "templates");
var failures = 0;
Console.WriteLine("| chart | objects | made by apps | fields | made by apps | of the kinds that apps have | of objects that apps make | with manifests | breaking |");
Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
foreach (var folder in charts.Order(StringComparer.Ordinal))
{
    try
    {
        var name = ChartLoader.Load(folder).Name;
        var coverage = Coverage.Measure(folder, name, templates, keep);
        Console.WriteLine($"| {Path.GetFileName(folder)} | {coverage.Objects} | {Share(coverage.MadeObjects, coverage.Objects)} | {coverage.Fields} | {Share(coverage.MadeFields, coverage.Fields)} "
            + $"| {Share(coverage.MadeFields, coverage.KindFields)} | {Share(coverage.MadeFields, coverage.AppFields)} | {Share(coverage.AllFields, coverage.Fields)} | {coverage.Breaking} |");
        if (showsDifferences)
            Console.WriteLine(string.Join('\n', coverage.Differences));
    }
    catch (Exception error)
    {
        failures++;
        var reasons = error switch
        {
            ImportException import => import.Problems,
            ChartException chart => [.. chart.Problems.Select(problem => problem.ToString())],
            CompositionFailedException composition => composition.Errors,
            InvalidDeclarationsException declarations => [.. declarations.Errors.Select(problem => problem.ToString())],
            _ => [error.ToString()],
        };
        Console.WriteLine($"| {Path.GetFileName(folder)} | {error.GetType().Name}: {string.Join("; ", reasons.Take(3)).Replace('\n', ' ')} |");
    }
}

return failures == 0 ? 0 : 1;

static string Share(int part, int whole) => whole == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:F1} %");
