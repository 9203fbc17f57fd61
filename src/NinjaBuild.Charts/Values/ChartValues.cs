using NinjaBuild.Charts.Rules;
using NinjaBuild.Workspace;
using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Workspace.Model;
using NinjaBuild.Yaml;

namespace NinjaBuild.Charts.Values;

/// <summary>The values of a chart: what <c>values.yaml</c> says, and what it says in each environment.</summary>
sealed class ChartValues
{
    /// <summary>The fields of a chart's declaration that are values of all its apps.</summary>
    public static readonly string[] GlobalFields = ["imagePullSecrets", "env", "secretEnv", "envFrom", "labels", "annotations"];

    readonly ChartModel _chart;
    readonly WorkspaceDeclaration _workspace;
    readonly IReadOnlyDictionary<string, string> _inputs;
    readonly Func<string, byte[]> _readFile;

    /// <summary>Works out the values of a chart.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="workspace">The workspace it belongs to.</param>
    /// <param name="inputs">The build's inputs that were given, by name.</param>
    /// <param name="readFile">Reads a workspace file, for <c>config.files</c>.</param>
    public ChartValues(
        ChartModel chart, WorkspaceDeclaration workspace, IReadOnlyDictionary<string, string> inputs, Func<string, byte[]> readFile)
    {
        (_chart, _workspace, _inputs, _readFile) = (chart, workspace, inputs, readFile);
        Base = Build("", app => app.App);
    }

    /// <summary>Name of the workspace.</summary>
    public string Workspace => _workspace.Workspace;

    /// <summary>The values of no environment in particular.</summary>
    public Dictionary<string, object?> Base { get; }

    /// <summary>The values in an environment: the apps' overlays, then the chart's.</summary>
    public Dictionary<string, object?> In(ChartEnvironment environment)
    {
        var values = Build(environment.Name, app => environment.Apps[app.App.Name]);
        return environment.Overlay?.Values is { } overlay
            ? ValueTree.Overlay(values, (IReadOnlyDictionary<string, object?>)YamlValues.ToObject(overlay)!)
            : values;
    }

    /// <summary>The values of one app, in the order in which <c>values.yaml</c> lists them.</summary>
    public IReadOnlyDictionary<string, object?> AppFields(ChartApp app) =>
        (IReadOnlyDictionary<string, object?>)((IReadOnlyDictionary<string, object?>)Base["apps"]!)[app.Key]!;

    /// <summary>An app's image as a container runtime takes it.</summary>
    public string ImageReference(ChartApp app)
    {
        var image = ResolvedImage.Of(app.App, _workspace, _inputs);
        return image.Digest is null ? $"{image.Repository}:{image.Tag}" : $"{image.Repository}@{image.Digest}";
    }

    /// <summary>The image lockfile's entries, in the order of the chart's apps.</summary>
    public List<object?> Images() => [.. _chart.Apps.Select(app =>
    {
        var image = ResolvedImage.Of(app.App, _workspace, _inputs);
        var entry = new Dictionary<string, object?> { ["app"] = app.App.Name, ["repository"] = image.Repository };
        if (image.Tag is not null)
            entry["tag"] = image.Tag;
        if (image.Digest is not null)
            entry["digest"] = image.Digest;
        return (object?)entry;
    })];

    /// <summary>The kind of values an app has.</summary>
    public static AppKind KindOf(ChartApp app) => app.Type switch
    {
        AppType.Job => app.App.Schedule is null ? AppKind.Job : AppKind.CronJob,
        AppType.Worker => AppKind.Worker,
        _ => Artifact.IsRouted(app.Type, app.App) ? AppKind.RoutedApi : AppKind.Api,
    };

    Dictionary<string, object?> Build(string environment, Func<ChartApp, AppDeclaration> declarationOf)
    {
        var values = new Dictionary<string, object?> { ["global"] = Global(environment) };
        if (_chart.Apps.Any(app => KindOf(app) == AppKind.RoutedApi))
            values["ingress"] = Ingress(_chart.Chart.Ingress);

        var apps = new Dictionary<string, object?>();
        foreach (var app in _chart.Apps)
        {
            var declaration = declarationOf(app);
            apps[app.Key] = AppValues.Of(KindOf(app), app.Type, declaration, ResolvedImage.Of(declaration, _workspace, _inputs), _readFile);
        }

        values["apps"] = apps;
        return values;
    }

    Dictionary<string, object?> Global(string environment)
    {
        var values = new Dictionary<string, object?> { ["environment"] = environment, ["imageRegistry"] = "" };
        foreach (var name in GlobalFields)
            values[name] = ModelTree.Of(ModelType.Of(typeof(ChartDeclaration)).Field(name).GetValue(_chart.Chart));
        return values;
    }

    static Dictionary<string, object?> Ingress(ChartIngress ingress)
    {
        var values = (Dictionary<string, object?>)ModelTree.Of(ingress)!;
        values.Remove("mode");
        return values;
    }
}
