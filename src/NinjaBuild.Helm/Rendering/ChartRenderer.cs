using System.Collections.Concurrent;
using NinjaBuild.GoTemplates;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Dependencies;
using NinjaBuild.Helm.Functions;
using NinjaBuild.Helm.Schemas;
using NinjaBuild.Helm.Values;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Helm.Rendering;

/// <summary>
/// Renders a chart as <c>helm template</c> does. What was parsed is kept, so one renderer serves all renders of a chart; any number of
/// threads may render at the same time.
/// </summary>
public sealed class ChartRenderer
{
    readonly Chart _chart;
    readonly FunctionTable _functions;
    readonly ConcurrentDictionary<(string Path, ChartFile File), ParsedText> _parsed = new();
    readonly ConcurrentDictionary<string, ResolvedChart> _resolved = new(StringComparer.Ordinal);

    /// <summary>A renderer for a chart.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="functions">What templates may call; <see cref="HelmFunctions.All"/> where null.</param>
    public ChartRenderer(Chart chart, FunctionTable? functions = null)
    {
        _chart = chart;
        _functions = functions ?? HelmFunctions.All;
    }

    /// <summary>Whether it is for one render only: then it needs less memory for a chart of many templates, and is slower for further ones.</summary>
    public bool IsForOnce { get; init; }

    /// <summary>Renders all templates.</summary>
    /// <param name="release">What templates see of the release and the cluster.</param>
    /// <param name="values">What is laid over values.yaml; null takes a key away.</param>
    /// <param name="options">How to do it; <see cref="RenderOptions.Default"/> where null.</param>
    /// <param name="cancellation">Ends it with an error.</param>
    /// <exception cref="ChartException">
    /// The chart cannot be installed, lacks a dependency, or does not suit the version of Kubernetes; the values are not those of the chart;
    /// templates failed: all that did.
    /// </exception>
    public RenderedChart Render(
        ReleaseOptions release, IReadOnlyDictionary<string, object?>? values = null, RenderOptions? options = null, CancellationToken cancellation = default)
    {
        if (options is not { IsLinting: true })
            Check(release);
        var warnings = new List<string>();
        var given = values ?? new Map(StringComparer.Ordinal);
        try
        {
            var resolved = Resolve(given, warnings);
            var coalesced = new Coalescing(keepsNull: false, warnings).Apply(resolved.Root, given);
            if (options is not { SkipSchemaValidation: true } && ValuesSchema.Report(resolved.Root, coalesced) is { Length: > 0 } report)
                throw new ChartException("", $"values don't meet the specifications of the schema(s) in the following chart(s):\n{report.TrimEnd('\n')}");
            return new Rendering(resolved, release, options ?? RenderOptions.Default, cancellation).Run(coalesced, warnings);
        }
        catch (ValuesTypeException error)
        {
            throw new ChartException(_chart.Source, error.Message);
        }
    }

    /// <summary>What <c>helm template</c> refuses before it renders anything.</summary>
    void Check(ReleaseOptions release)
    {
        var metadata = _chart.Metadata;
        var problems = new List<ChartProblem>();
        if (metadata.Type is not ("" or "application"))
            problems.Add(new ChartProblem($"{_chart.Source}/Chart.yaml", $"{metadata.Type} charts are not installable"));
        var missing = metadata.Dependencies.Where(dependency => !_chart.Subcharts.Any(subchart => subchart.Name == dependency.Name)).Select(dependency => dependency.Name).ToList();
        if (missing.Count > 0)
            problems.Add(new ChartProblem($"{_chart.Source}/Chart.yaml", $"found in Chart.yaml, but missing in charts/ directory: {string.Join(", ", missing)}: put them there (helm dependency build)"));
        if (metadata.KubeVersion.Length > 0 && !VersionRange.Contains(metadata.KubeVersion, release.KubeVersion.ToString()))
            problems.Add(new ChartProblem($"{_chart.Source}/Chart.yaml", $"chart requires kubeVersion: {metadata.KubeVersion} which is incompatible with Kubernetes {release.KubeVersion}"));
        if (problems.Count > 0)
            throw new ChartException(problems);
    }

    /// <summary>The charts that values enable, with their templates.</summary>
    internal ResolvedChart Resolve(IReadOnlyDictionary<string, object?> values, List<string> warnings)
    {
        var root = DependencyResolution.Enable(_chart, values, warnings);
        var shape = string.Join('\n', root.All.Select(chart => chart.Path));
        var resolved = _resolved.TryGetValue(shape, out var known) ? known : _resolved.GetOrAdd(shape, ResolvedChart.Of(root, _functions, _parsed, IsForOnce));
        warnings.AddRange(resolved.Warnings);
        return resolved;
    }

    /// <summary>One run over all templates.</summary>
    sealed class Rendering(ResolvedChart chart, ReleaseOptions release, RenderOptions options, CancellationToken cancellation)
    {
        readonly Dictionary<ChartInstance, Map> _scopes = [];
        readonly Map _release = ReleaseObject(release);
        readonly RenderEnvironment _environment = options.ToEnvironment();
        readonly Capabilities _capabilities = new(release.KubeVersion, release.ApiVersions);
        long _output;

        public RenderedChart Run(Map values, List<string> warnings)
        {
            AddScope(chart.Root, values);
            using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            timer.CancelAfter(options.Limits.Time);
            var files = new List<RenderedFile>(chart.Files.Count);
            var problems = new List<ChartProblem>();
            foreach (var file in chart.Files)
            {
                if (!file.IsPartial && Render(file, problems, timer.Token) is { } text)
                    files.Add(new RenderedFile(file.Path, text));
                if (timer.IsCancellationRequested)
                    break;
            }

            if (timer.IsCancellationRequested)
                throw new ChartException([.. TemplateProblems.Merge(problems), Late()]);
            if (problems.Count > 0)
                throw new ChartException(TemplateProblems.Merge(problems));
            return Result(files, warnings);
        }

        ChartProblem Late()
        {
            cancellation.ThrowIfCancellationRequested();
            return new ChartProblem(chart.Root.Chart.Source, FormattableString.Invariant($"rendering took more than {options.Limits.Time.TotalSeconds} s"));
        }

        string? Render(ParsedFile file, List<ChartProblem> problems, CancellationToken token)
        {
            var scope = _scopes[file.Chart];
            scope["Template"] = new ChartValues(new Map(StringComparer.Ordinal) { ["Name"] = file.Path, ["BasePath"] = file.Chart.Path + "/templates" });
            try
            {
                var text = chart.Templates.Execute(file.Path, new ChartValues(scope), options.Limits.Template, _environment, token);
                _output += text.Length;
                if (_output > options.Limits.MaxOutput)
                    throw new ChartException(file.Path, FormattableString.Invariant($"the chart's templates write more than {options.Limits.MaxOutput} characters"));
                return text.Replace("<no value>", "", StringComparison.Ordinal);
            }
            catch (TemplateException error)
            {
                problems.Add(TemplateProblems.Of(error));
                return null;
            }
        }

        RenderedChart Result(List<RenderedFile> files, List<string> warnings)
        {
            var notes = files.Find(file => file.Path == chart.Root.Path + "/templates/NOTES.txt")?.Text ?? "";
            files.RemoveAll(static file => file.Path.EndsWith("NOTES.txt", StringComparison.Ordinal));
            files.Sort(static (a, b) => GoTemplates.Values.GoString.Compare(a.Path, b.Path));
            return new RenderedChart
            {
                Files = files,
                Notes = notes,
                CustomResources = [.. chart.Root.CustomResources().Select(crd => new RenderedFile(crd.Path, GoTemplates.Values.GoString.FromBytes(crd.File.Content.Span)))],
                Warnings = warnings,
            };
        }

        /// <summary>The dot of a chart's templates: each chart sees its own values, and the scopes of its subcharts.</summary>
        Map AddScope(ChartInstance instance, Map values)
        {
            var subcharts = new Map(StringComparer.Ordinal);
            var scope = new Map(StringComparer.Ordinal)
            {
                ["Chart"] = new ChartObject(instance),
                ["Files"] = new ChartFiles(instance.Chart.Files),
                ["Release"] = _release,
                ["Capabilities"] = _capabilities,
                ["Values"] = new ChartValues(values),
                ["Subcharts"] = subcharts,
            };
            _scopes[instance] = scope;
            foreach (var subchart in instance.Subcharts)
                subcharts[subchart.Name] = AddScope(subchart, ValuesPath.Table(values, subchart.Name) ?? new Map(StringComparer.Ordinal));
            return scope;
        }

        static Map ReleaseObject(ReleaseOptions release) => new(StringComparer.Ordinal)
        {
            ["Name"] = release.Name,
            ["Namespace"] = release.Namespace,
            ["IsUpgrade"] = release.IsUpgrade,
            ["IsInstall"] = !release.IsUpgrade,
            ["Revision"] = release.Revision,
            ["Service"] = "Helm",
        };
    }
}
