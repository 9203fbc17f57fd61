using NinjaBuild.GoTemplates.Values;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Functions;
using NinjaBuild.Helm.Loading;
using NinjaBuild.Helm.Releases;
using NinjaBuild.Helm.Rendering;
using NinjaBuild.Helm.Values;
using NinjaBuild.Hermetic;

namespace NinjaBuild.Charts.Rules;

/// <summary>
/// Renders a composed chart for every environment, as Helm would: the chart's files in, <c>manifests/&lt;environment&gt;.yaml</c> out. A
/// chart that does not render is an error. Arguments: <see cref="Release"/> first, then an <c>environment=namespace</c> each.
/// </summary>
sealed class CheckChartRule : IRule
{
    /// <summary>The folder of the manifests among the outputs.</summary>
    public const string Manifests = "manifests";

    /// <summary>What a chart that knows no environments is rendered for.</summary>
    public const string NoEnvironment = "default";

    public string Name => "check-chart";

    public string Version => RuleVersion.Current;

    public FileTree Run(RuleInputs inputs)
    {
        var release = Release.Parse(inputs.Arguments);
        var outputs = new FileTreeBuilder();
        var errors = new List<string>();
        try
        {
            var chart = ChartLoader.LoadFiles(inputs.Files.Select(file => new ChartFile(file.Path, file.Content)), release.Chart);
            var renderer = new ChartRenderer(chart, HelmFunctions.Hermetic);
            foreach (var (environment, @namespace) in release.Environments)
                Render(renderer, release, environment, @namespace, inputs.Files, outputs, errors);
        }
        catch (ChartException error)
        {
            errors.AddRange(error.Problems.Select(problem => problem.ToString()));
        }

        return errors.Count == 0 ? outputs.Build() : throw new RuleException([.. errors.Distinct()]);
    }

    static void Render(ChartRenderer renderer, Release release, string environment, string @namespace, FileTree files, FileTreeBuilder outputs, List<string> errors)
    {
        try
        {
            var overlay = $"values-{environment}.yaml";
            var values = environment == NoEnvironment ? null : ValuesFile.Read(files[overlay], $"{release.Chart}/{overlay}");
            var options = new ReleaseOptions { Name = release.Chart, Namespace = @namespace, KubeVersion = KubeVersion.Parse(release.Kubernetes) };
            var text = new ReleaseText().Write(Helm.Releases.Release.Of(renderer.Render(options, values)));
            outputs.Add($"{Manifests}/{environment}.yaml", GoString.ToBytes(text));
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
