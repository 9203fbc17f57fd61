using NinjaBuild.Compare.Import;
using NinjaBuild.Compare.Import.Writing;
using Nuke.Common;
using Serilog;

namespace NinjaBuild.Components;

/// <summary>Turns a hand-written chart into declarations of apps and a chart.</summary>
internal interface IImportManual : IRenderCharts
{
    [Parameter("Folder of the chart to write, such as charts/shop (ImportManual)")]
    string? To => TryGetValue(() => To);

    [Parameter("Replaces files that exist (ImportManual)")]
    bool Force => TryGetValue<bool?>(() => Force) ?? false;

    Target ImportManual => _ => _
        .Description("Writes declarations that say what a hand-written chart does: --path DIR-OR-TGZ --to charts/NAME")
        .Executes(() =>
        {
            var missing = new[] { Path is null ? "--path DIR-OR-TGZ" : null, To is null ? "--to charts/NAME" : null }.OfType<string>().ToList();
            if (missing.Count > 0)
                throw Stop.With(this, ExitCodes.Invalid, $"ImportManual needs {string.Join(" and ", missing)}");
            Import(Path!, To!);
        });

    private void Import(string path, string to)
    {
        try
        {
            var result = this.Try(() => ChartImport.Run(new ImportRequest
            {
                Root = RootDirectory,
                Path = path,
                To = to,
                Environments = Env?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
                ValuesFiles = [.. Values.SelectMany(files => files.Split(','))],
                Release = TryGetValue(() => Release),
                Namespace = TryGetValue(() => Namespace),
                KubeVersion = Cluster(),
            }));
            ImportedFiles.Write(RootDirectory, result.Files, Force);
            foreach (var line in ImportSummary.Write(result))
                Log.Information("{Line:l}", line);
            var manual = System.IO.Path.GetFullPath(path) == RootDirectory / "charts" / result.Chart / "manual" ? "" : $" --manual {path}";
            Log.Information("What still differs: {Command:l}", $"./build.sh CompareManual --chart {result.Chart}{manual}");
        }
        catch (ImportException error)
        {
            foreach (var problem in error.Problems)
                Log.Error("{Problem:l}", problem);
            throw Stop.With(this, error.IsUsage ? ExitCodes.Invalid : ExitCodes.Failed, error.Message);
        }
    }
}
