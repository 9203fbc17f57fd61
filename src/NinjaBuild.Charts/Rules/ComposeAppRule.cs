using System.Text;
using NinjaBuild.Charts.Manifests;
using NinjaBuild.Charts.Templates;
using NinjaBuild.Hermetic;
using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Charts.Rules;

/// <summary>
/// Composes the files of one app in one chart: an app's declaration, the templates it uses and its extra manifests in, the chart's
/// <c>templates/&lt;app&gt;-*.yaml</c> out.
/// </summary>
sealed class ComposeAppRule(DeclarationCache declarations, TemplateLibrary templates) : IRule
{
    public string Name => "compose-app";

    public string Version => RuleVersion.Current;

    /// <summary>The templates that an app's action uses, by file name.</summary>
    public static IEnumerable<string> TemplatesOf(AppType type, AppDeclaration app, IngressMode mode)
    {
        yield return "self.tmpl";
        foreach (var artifact in Artifact.OfApp.Where(artifact => artifact.AppliesTo(type, app, mode)))
            yield return artifact.Template;
        if (app.Manifests.Count > 0)
            yield return "manifest.yaml.tmpl";
    }

    public FileTree Run(RuleInputs inputs)
    {
        var identity = AppIdentity.Parse(inputs.Arguments);
        var app = declarations.App(inputs.Files.Single(file => file.Path.EndsWith("/app.yaml", StringComparison.Ordinal)));
        var library = inputs.Files.Below(SourcePath.Templates);
        var outputs = new FileTreeBuilder();

        var data = identity.ToTemplateData(app);
        foreach (var artifact in Artifact.OfApp.Where(artifact => artifact.AppliesTo(identity.Type, app, identity.IngressMode)))
            outputs.Add(artifact.FileName(app.Name), Encoding.UTF8.GetBytes(templates.Render(library, artifact.Template, Data(artifact, data))));

        foreach (var path in app.Manifests.Select(file => SourcePath.Beside(app.Path, file)))
        {
            var text = templates.Render(library, "manifest.yaml.tmpl", new Dictionary<string, object?>(data)
            {
                ["self"] = data,
                ["file"] = path,
                ["objects"] = ExtraManifest.Read(path, inputs.Files[path]),
            });
            outputs.Add($"{app.Name}-{SourcePath.NameWithoutExtension(path)}.yaml", Encoding.UTF8.GetBytes(text));
        }

        return outputs.Build();
    }

    // An app's own Ingress is the chart-wide template with one route.
    static Dictionary<string, object?> Data(Artifact artifact, Dictionary<string, object?> app) => artifact.Kind != "ingress"
        ? app
        : new Dictionary<string, object?>(app)
        {
            ["self"] = app,
            ["routes"] = new List<object?> { app },
            ["name"] = ((IReadOnlyDictionary<string, object?>)app["names"]!)["ingress"],
            ["source"] = ((IReadOnlyDictionary<string, object?>)app["app"]!)["source"],
        };
}
