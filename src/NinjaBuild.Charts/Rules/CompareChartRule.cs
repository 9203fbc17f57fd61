using System.Globalization;
using System.Text;
using NinjaBuild.Compare.Charts;
using NinjaBuild.Compare.Model;
using NinjaBuild.Compare.Reports;
using NinjaBuild.Hermetic;
using NinjaBuild.Kubernetes.Schema;
using NinjaBuild.Workspace;
using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Charts.Rules;

/// <summary>
/// Compares a composed chart with a hand-written one, or with what it was at another revision: the files of the one (<c>manual/</c>) or its
/// manifests (<c>before/</c>), the composed manifests (<c>composed/</c>) and <c>migration.yaml</c> in, the reports out. What keeps the charts
/// from being compared is in the reports, too. Arguments: <see cref="Arguments"/>.
/// </summary>
sealed class CompareChartRule : IRule
{
    /// <summary>Folders of the inputs.</summary>
    public const string ManualFolder = "manual", BeforeFolder = "before", ComposedFolder = "composed";

    public string Name => "compare-chart";

    public string Version => RuleVersion.OfComparison;

    public FileTree Run(RuleInputs inputs)
    {
        var arguments = Arguments.Parse(inputs.Arguments);
        var problems = new List<ComparisonProblem>();
        var migration = Migration(arguments, inputs.Files, problems);
        var request = new ComparisonRequest(
            arguments.Chart,
            Before(arguments, inputs.Files, migration?.Manual ?? new ManualChart()),
            new RenderedChart(arguments.After, Manifests(inputs.Files.Below(ComposedFolder)), []),
            arguments.Environments,
            Schema(arguments.Kubernetes))
        {
            Migration = migration,
            Expired = arguments.Expired,
            IsMigration = !arguments.IsRevision,
            Problems = problems,
        };

        var outputs = new FileTreeBuilder();
        var comparison = ChartComparer.Compare(request);
        foreach (var (path, content) in ReportFiles.Of(comparison))
            outputs.Add(path, content);
        foreach (var (path, text) in Rendered(request, comparison))
            outputs.Add(path, Encoding.UTF8.GetBytes(text));
        return outputs.Build();
    }

    static KubernetesSchema Schema(string version) =>
        KubernetesSchema.Nearest(KubernetesVersion.TryParse(version, out var known) ? known : KubernetesSchema.Newest.Version);

    static MigrationDeclaration? Migration(Arguments arguments, FileTree files, List<ComparisonProblem> problems)
    {
        if (!files.TryGet(WorkspaceLayout.MigrationFile, out var file))
            return null;
        var diagnostics = new List<Diagnostic>();
        var path = $"{WorkspaceLayout.ChartsFolder}/{arguments.Chart}/{WorkspaceLayout.MigrationFile}";
        var migration = DeclarationReader.ReadMigration(file.Content, path, diagnostics);
        if (migration is not null)
            WorkspaceChecks.Check(migration, [.. arguments.Environments.Select(environment => environment.Key)], diagnostics);
        problems.AddRange(diagnostics.Select(diagnostic => new ComparisonProblem($"{diagnostic.Path}:{diagnostic.At.Line}:{diagnostic.At.Column}", diagnostic.Message)));
        return migration;
    }

    static RenderedChart Before(Arguments arguments, FileTree files, ManualChart settings)
    {
        if (arguments.IsRevision)
            return new RenderedChart(arguments.Before, Manifests(files.Below(BeforeFolder)), []);
        var manual = files.Below(ManualFolder).ToDictionary(file => file.Path, file => (ReadOnlyMemory<byte>)file.Content, StringComparer.Ordinal);
        return new HandWrittenChart(arguments.Before.Path, manual)
            .Render(arguments.Before.Title, arguments.Chart, arguments.Kubernetes, arguments.Environments, settings);
    }

    static Dictionary<string, RenderedEnvironment> Manifests(FileTree files) => files.ToDictionary(
        file => Path.GetFileNameWithoutExtension(file.Path), file => new RenderedEnvironment(Encoding.UTF8.GetString(file.Content)), StringComparer.Ordinal);

    // Problems name places in what a side renders to: where there are some, it can be looked at.
    static IEnumerable<(string Path, string Text)> Rendered(ComparisonRequest request, ChartComparison comparison)
    {
        foreach (var environment in comparison.Environments.Where(environment => environment.Problems.Count > 0))
        {
            foreach (var side in new[] { request.Before, request.After })
            {
                if (side.Environments.TryGetValue(environment.Environment, out var rendered) && rendered.Text.Length > 0)
                    yield return (ChartComparer.RenderedFile(environment.Environment, side.Side.Title), rendered.Text);
            }
        }
    }

    /// <summary>What is compared.</summary>
    /// <param name="Chart">The chart's name.</param>
    /// <param name="Kubernetes">The version of Kubernetes, such as 1.34.</param>
    /// <param name="Before">The first side; of a hand-written chart, the version is in its files.</param>
    /// <param name="After">The second side.</param>
    /// <param name="IsRevision">Whether the first side is another revision of the second.</param>
    /// <param name="Expired">Which accepted differences are past their last day: a rule has no clock.</param>
    /// <param name="Environments">The environments with their namespaces.</param>
    public sealed record Arguments(
        string Chart, string Kubernetes, ChartSide Before, ChartSide After, bool IsRevision, IReadOnlySet<int> Expired, IReadOnlyList<KeyValuePair<string, string>> Environments)
    {
        const char Between = '\t';

        public IReadOnlyList<string> ToArguments() =>
        [
            $"chart={Chart}", $"kubernetes={Kubernetes}", $"before={Text(Before)}", $"after={Text(After)}", $"revision={(IsRevision ? "yes" : "no")}",
            $"expired={string.Join(',', Expired.Order())}", .. Environments.Select(environment => $"{environment.Key}={environment.Value}"),
        ];

        public static Arguments Parse(IReadOnlyList<string> arguments)
        {
            var pairs = arguments.Select(argument => argument.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1])).ToList();
            var expired = pairs[5].Value.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(index => int.Parse(index, CultureInfo.InvariantCulture));
            return new Arguments(pairs[0].Value, pairs[1].Value, Side(pairs[2].Value), Side(pairs[3].Value), pairs[4].Value == "yes", expired.ToHashSet(), pairs[6..]);
        }

        static string Text(ChartSide side) => string.Join(Between, side.Title, side.Version, side.Path);

        static ChartSide Side(string text) => text.Split(Between) is [var title, var version, var path] ? new ChartSide(title, version, path) : new ChartSide(text, "", "");
    }
}
