using System.Text;
using NinjaBuild.Charts.Composition;
using NinjaBuild.Charts.Manifests;
using NinjaBuild.Charts.Templates;
using NinjaBuild.Charts.Values;
using NinjaBuild.Hermetic;
using NinjaBuild.Workspace;
using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Charts.Rules;

/// <summary>
/// Composes a chart: the declarations of the workspace, the chart and its apps, the composed files of the apps and the chart's
/// templates in, the whole chart out. Its arguments are the inputs of the build (<c>git-sha=…</c>).
/// </summary>
sealed class ComposeChartRule(DeclarationCache declarations, TemplateLibrary templates) : IRule
{
    /// <summary>Where the composed files of the apps stand in the action's inputs.</summary>
    public const string AppFiles = "composed-apps";

    static readonly (string Template, string File)[] Always =
    [
        ("chart.yaml.tmpl", "Chart.yaml"),
        ("values.yaml.tmpl", "values.yaml"),
        ("helmignore.tmpl", ".helmignore"),
        ("images.lock.tmpl", "images.lock"),
        ("helpers.tpl.tmpl", "templates/_helpers.tpl"),
        ("notes.txt.tmpl", "templates/NOTES.txt"),
    ];

    public string Name => "compose-chart";

    public string Version => RuleVersion.Current;

    /// <summary>The templates that a chart's action uses, by file name.</summary>
    public static IEnumerable<string> TemplatesOf(ChartModel chart)
    {
        yield return "self.tmpl";
        yield return "values-environment.yaml.tmpl";
        foreach (var (template, _) in Always)
            yield return template;
        if (HasBudgets(chart))
            yield return "pdbs.yaml.tmpl";
        if (HasSharedIngress(chart))
            yield return "ingress.yaml.tmpl";
        if (ExtraFiles.OfChart(chart.Chart).Any())
            yield return "manifest.yaml.tmpl";
    }

    public FileTree Run(RuleInputs inputs)
    {
        var workspace = declarations.Workspace(inputs.Files.Single(file => file.Path == WorkspaceLayout.WorkspaceFile));
        var declaration = declarations.Chart(inputs.Files.Single(file => file.Path.EndsWith("/compose.yaml", StringComparison.Ordinal)));
        var apps = inputs.Files.Where(file => file.Path.EndsWith("/app.yaml", StringComparison.Ordinal))
            .Select(declarations.App).ToDictionary(app => app.Name);
        var library = inputs.Files.Below(SourcePath.Templates);
        var buildInputs = inputs.Arguments.Select(argument => argument.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

        var chart = ChartModel.Resolve(declaration, apps.GetValueOrDefault, workspace, []);
        var values = new ChartValues(chart, workspace, buildInputs, path => inputs.Files[path]);
        var data = Data(chart, values);
        var outputs = new FileTreeBuilder();

        foreach (var (template, file) in Always)
            Render(template, file, data);
        foreach (var environment in chart.Environments)
        {
            Render("values-environment.yaml.tmpl", $"values-{environment.Name}.yaml", new Dictionary<string, object?>
            {
                ["source"] = declaration.Path,
                ["environment"] = environment.Name,
                ["values"] = ValueTree.Difference(values.Base, values.In(environment)),
            });
        }

        outputs.Add("values.schema.json", ValuesSchema.Write(chart));
        if (HasBudgets(chart))
            Render("pdbs.yaml.tmpl", "templates/pdbs.yaml", data);
        if (HasSharedIngress(chart))
            Render("ingress.yaml.tmpl", "templates/ingress.yaml", data);
        foreach (var path in ExtraFiles.Manifests(declaration, declaration.Manifests))
            Extra(path, SourcePath.NameWithoutExtension(path), onlyIn: null);
        foreach (var (environment, overlay) in declaration.Environments)
        {
            foreach (var path in ExtraFiles.Manifests(declaration, overlay.Manifests))
                Extra(path, $"{environment}-{SourcePath.NameWithoutExtension(path)}", environment);
        }

        foreach (var file in inputs.Files.Below(AppFiles))
            outputs.Add($"templates/{file.Path}", file.Content);
        return outputs.Build();

        void Extra(string path, string name, string? onlyIn) => Render("manifest.yaml.tmpl", $"templates/{name}.yaml", new Dictionary<string, object?>(data)
        {
            ["file"] = path,
            ["onlyIn"] = onlyIn,
            ["objects"] = ExtraManifest.Read(path, inputs.Files[path]),
        });

        void Render(string template, string file, Dictionary<string, object?> with) =>
            outputs.Add(file, Encoding.UTF8.GetBytes(templates.Render(library, template, with)));
    }

    static bool HasBudgets(ChartModel chart) => chart.Apps.Any(app => app.Type != AppType.Job);

    static bool HasSharedIngress(ChartModel chart) => chart.Chart.Ingress.Mode == IngressMode.Single && chart.Apps.Any(IsRouted);

    static bool IsRouted(ChartApp app) => Artifact.IsRouted(app.Type, app.App);

    static Dictionary<string, object?> Data(ChartModel chart, ChartValues values)
    {
        var declaration = chart.Chart;
        var identities = chart.Apps.ToDictionary(
            app => app.App.Name, app => AppIdentity.Of(declaration, app).ToTemplateData(app.App));
        return new Dictionary<string, object?>
        {
            ["source"] = declaration.Path,
            ["workspace"] = values.Workspace,
            ["chart"] = new Dictionary<string, object?>
            {
                ["name"] = declaration.Name,
                ["version"] = declaration.Version,
                ["appVersion"] = AppVersion(chart),
                ["description"] = Description(chart),
                ["kubeVersion"] = declaration.KubeVersion,
                ["namespace"] = declaration.Namespace ?? declaration.Name,
            },
            ["has"] = new Dictionary<string, object?>
            {
                ["jobs"] = chart.Apps.Any(app => app.Type == AppType.Job),
                ["ingress"] = chart.Apps.Any(IsRouted),
                ["environmentInNames"] = chart.Apps.Any(app => app.HasEnvironmentInNames),
                ["releaseInNames"] = chart.Apps.Any(app => app.HasReleaseInNames),
            },
            ["name"] = chart.Apps.Where(IsRouted).Select(app => HelmName.Expression(app.Names.Ingress, declaration.Name)).FirstOrDefault(),
            ["wave"] = chart.Apps.Where(IsRouted).Select(app => app.Wave).DefaultIfEmpty().Max().ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["routes"] = chart.Apps.Where(IsRouted).Select(app => (object?)identities[app.App.Name]).ToList(),
            ["values"] = values.Base,
            ["images"] = values.Images(),
            ["apps"] = chart.Apps.Select(app => (object?)AppData(app, identities[app.App.Name], values)).ToList(),
            ["budgets"] = chart.Apps.Where(app => app.Type != AppType.Job).Select(app => (object?)identities[app.App.Name]).ToList(),
        };
    }

    static Dictionary<string, object?> AppData(ChartApp app, Dictionary<string, object?> identity, ChartValues values) => new(identity)
    {
        ["name"] = app.App.Name,
        ["key"] = app.Key,
        ["type"] = ModelType.NameOf(app.Type),
        ["version"] = app.App.Version,
        ["source"] = app.App.Path,
        ["image"] = values.ImageReference(app),
        ["values"] = values.AppFields(app).Select(field => (object?)new Dictionary<string, object?>
        {
            ["name"] = field.Key,
            ["value"] = field.Value,
            ["block"] = ValueTree.IsBlock(field.Value),
        }).ToList(),
    };

    // "Game server management: status-api (external-api), migrations (job)"
    static string Description(ChartModel chart)
    {
        var apps = string.Join(", ", chart.Apps.Select(app => $"{app.App.Name} ({ModelType.NameOf(app.Type)})"));
        return chart.Chart.Description is { Length: > 0 } description ? $"{description}: {apps}" : apps;
    }

    static string? AppVersion(ChartModel chart)
    {
        if (chart.Chart.AppVersion is { } version)
            return version;
        var versions = chart.Apps.Select(app => app.App.Version).Distinct().ToList();
        return versions.Count == 1 ? versions[0] : null;
    }
}
