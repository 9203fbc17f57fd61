using NinjaBuild.GoTemplates.Values;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Functions;
using NinjaBuild.Helm.Linting;
using NinjaBuild.Helm.Loading;
using NinjaBuild.Helm.Releases;
using NinjaBuild.Helm.Rendering;
using NinjaBuild.Helm.Values;
using NinjaBuild.Hermetic;

namespace NinjaBuild.Charts.Rules;

/// <summary>
/// Renders and lints a composed chart for every environment: the chart's files in, <c>manifests/&lt;environment&gt;.yaml</c> and what
/// the linter found out. A chart that does not render, or that the linter finds an error in, is refused. Arguments: <see cref="Release"/> first, then an <c>environment=namespace</c> each.
/// </summary>
sealed class CheckChartRule : IRule
{
    /// <summary>The folder of the manifests among the outputs.</summary>
    public const string Manifests = "manifests";

    /// <summary>The file of the linter's findings among the outputs.</summary>
    public const string Lint = "lint.json";

    /// <summary>What a chart that knows no environments is rendered for.</summary>
    public const string NoEnvironment = "default";

    public string Name => "check-chart";

    public string Version => RuleVersion.Current;

    public FileTree Run(RuleInputs inputs)
    {
        var release = Release.Parse(inputs.Arguments);
        var outputs = new FileTreeBuilder();
        var errors = new List<string>();
        var findings = new List<LintFinding>();
        try
        {
            var chart = ChartLoader.LoadFiles(inputs.Files.Select(file => new ChartFile(file.Path, file.Content)), release.Chart);
            var renderer = new ChartRenderer(chart, HelmFunctions.Hermetic);
            var linter = new ChartLinter(chart, renderer);
            foreach (var (environment, @namespace) in release.Environments)
                Check(linter, renderer, release, environment, @namespace, inputs.Files, outputs, findings, errors);
        }
        catch (ChartException error)
        {
            errors.AddRange(error.Problems.Select(problem => problem.ToString()));
        }

        errors.AddRange(findings.Where(finding => finding.Severity == LintSeverity.Error).Select(finding => $"{release.Chart}/{finding.Path}: {finding.Message}"));
        outputs.Add(Lint, LintReport.Write(findings.Distinct()));
        return errors.Count == 0 ? outputs.Build() : throw new RuleException([.. errors.Distinct()]);
    }

    static void Check(
        ChartLinter linter, ChartRenderer renderer, Release release, string environment, string @namespace, FileTree files, FileTreeBuilder outputs, List<LintFinding> findings, List<string> errors)
    {
        try
        {
            var overlay = $"values-{environment}.yaml";
            var values = environment == NoEnvironment ? null : ValuesFile.Read(files[overlay], $"{release.Chart}/{overlay}");
            var options = new ReleaseOptions { Name = release.Chart, Namespace = @namespace, KubeVersion = KubeVersion.Parse(release.Kubernetes) };
            var rendered = renderer.Render(options, values);
            var text = new ReleaseText().Write(Helm.Releases.Release.Of(rendered));
            outputs.Add($"{Manifests}/{environment}.yaml", GoString.ToBytes(text));
            findings.AddRange(linter.Lint(new LintOptions
            {
                Values = values ?? new Dictionary<string, object?>(),
                Namespace = @namespace,
                KubeVersion = options.KubeVersion,
                Rendered = rendered,
                SkipSchemaValidation = true, // rendering has held the values against it
            }));
        }
        catch (ChartException error)
        {
            errors.AddRange(error.Problems.Select(problem => $"environment {environment}: {problem}"));
        }
    }

    /// <summary>What is rendered.</summary>
    /// <param name="Chart">The chart's name, which is the release's as well.</param>
    /// <param name="Kubernetes">The version of Kubernetes, such as 1.34.</param>
    /// <param name="Environments">The environments with their namespaces.</param>
    public sealed record Release(string Chart, string Kubernetes, IReadOnlyList<KeyValuePair<string, string>> Environments)
    {
        public IReadOnlyList<string> ToArguments() =>
            [$"chart={Chart}", $"kubernetes={Kubernetes}", .. Environments.Select(environment => $"{environment.Key}={environment.Value}")];

        public static Release Parse(IReadOnlyList<string> arguments)
        {
            var pairs = arguments.Select(argument => argument.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1])).ToList();
            return new Release(pairs[0].Value, pairs[1].Value, pairs[2..]);
        }
    }
}
