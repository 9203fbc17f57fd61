using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Loading;
using NinjaBuild.Helm.Releases;
using NinjaBuild.Helm.Rendering;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Compare.Import.Reading;

/// <summary>A hand-written chart, rendered for its environments.</summary>
/// <param name="Chart">The chart.</param>
/// <param name="Environments">What it renders to, in each.</param>
/// <param name="Faults">What of it is no Kubernetes object, and where.</param>
sealed record LiveChart(Chart Chart, IReadOnlyList<LiveEnvironment> Environments, IReadOnlyList<string> Faults)
{
    // Values that a chart makes up must come out the same in each environment, and are not those that are live in any case.
    static readonly RenderOptions Options = new() { Seed = "import" };

    /// <summary>Values files of the chart itself that were given, by environment, relative to it; those that are found need not be given.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> GivenFiles { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Number of files with CustomResourceDefinitions, which Helm installs apart from the release.</summary>
    public int CustomResourceFiles { get; init; }

    /// <summary>Reads and renders a chart.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="name">Name of the new chart, which is that of the release and its namespace where none is given.</param>
    /// <param name="known">The environments of the workspace.</param>
    /// <exception cref="ChartException">The chart or its values cannot be read, or do not render: everything that is wrong, in every environment.</exception>
    public static LiveChart Read(ImportRequest request, string name, IReadOnlyList<string> known)
    {
        var chart = ChartLoader.Load(request.Path, linksWithin: Within(request));
        var renderer = new ChartRenderer(chart);
        var environments = new List<LiveEnvironment>();
        var problems = new List<ChartProblem>();
        var faults = new List<string>();
        var customResources = 0;
        foreach (var (environment, values) in EnvironmentValues.Find(request, chart, known))
        {
            try
            {
                var release = new ReleaseOptions { Name = request.Release ?? name, Namespace = request.Namespace ?? name, KubeVersion = request.KubeVersion };
                var live = Render(renderer, release, environment, values, faults);
                if (request.Namespace is null && OwnNamespace(live) is { } own)
                    live = Render(renderer, release with { Namespace = own }, environment, values, faults);
                environments.Add(live);
                customResources = Math.Max(customResources, renderer.Render(release, values, Options).CustomResources.Count);
            }
            catch (ChartException error)
            {
                problems.AddRange(error.Problems.Select(problem => environment == LiveEnvironment.Default ? problem : problem with { Message = $"{problem.Message} (environment {environment})" }));
            }
        }

        return problems.Count == 0
            ? new LiveChart(chart, environments, [.. faults.Distinct()]) { CustomResourceFiles = customResources, GivenFiles = Given(request) }
            : throw new ChartException(problems);
    }

    static Dictionary<string, IReadOnlyList<string>> Given(ImportRequest request)
    {
        var files = request.ValuesFiles.Select(file => Path.GetRelativePath(request.Path, file).Replace('\\', '/')).ToList();
        if (files.Count == 0 || files.Exists(file => file.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(file)))
            return [];
        return request.Environments is [var only]
            ? new Dictionary<string, IReadOnlyList<string>> { [only] = files }
            : request.Environments.Zip(files).ToDictionary(pair => pair.First, IReadOnlyList<string> (pair) => [pair.Second]);
    }

    static LiveEnvironment Render(ChartRenderer renderer, ReleaseOptions release, string environment, Dictionary<string, object?> values, List<string> faults)
    {
        var text = new ReleaseText().Write(Release.Of(renderer.Render(release, values, Options)));
        var set = ManifestReader.Read(text, "the rendered chart", release.Namespace);
        faults.AddRange(set.Faults.Where(fault => fault.Severity == FaultSeverity.Error).Select(fault => $"{(environment == LiveEnvironment.Default ? "" : $"environment {environment}: ")}{fault.Message}"));
        return new LiveEnvironment(environment, release.Name, release.Namespace, set.Manifests);
    }

    // A chart that writes one namespace into all its objects is released into it.
    static string? OwnNamespace(LiveEnvironment live)
    {
        var named = live.Objects.Where(item => item.IsNamespaced != false).Select(item => item.DeclaredNamespace).Distinct().ToList();
        return named is [{ } only] && only != live.Namespace && Workspace.Model.Formats.Fault(Workspace.Model.Format.DnsLabel, only) is null ? only : null;
    }

    static string? Within(ImportRequest request) =>
        Path.GetFullPath(request.Path).StartsWith(Path.GetFullPath(request.Root) + "/", StringComparison.Ordinal) ? request.Root : null;
}
