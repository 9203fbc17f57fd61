using System.Globalization;
using NinjaBuild.GoTemplates.Formatting;
using NinjaBuild.GoTemplates.Values;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Rendering;
using NinjaBuild.Yaml;

namespace NinjaBuild.Helm.Linting;

/// <summary>The rules for templates and what they render to (helm.sh/helm/v3/pkg/lint/rules/template.go).</summary>
sealed class TemplateRules(Chart chart, ChartRenderer renderer, LintOptions options, List<LintFinding> findings)
{
    /// <summary>The templates that the values enable; null where they cannot be rendered.</summary>
    public ResolvedChart? Run()
    {
        RenderedChart rendered;
        ResolvedChart resolved;
        try
        {
            rendered = options.Rendered ?? Render();
            resolved = renderer.Resolve(options.Values, []);
        }
        catch (ChartException error)
        {
            findings.AddRange(error.Problems.Select(problem => new LintFinding(LintSeverity.Error, "render", problem.Path.Length == 0 ? "templates/" : problem.Path, problem.Line, problem.Column, problem.Message)));
            return null;
        }

        var texts = rendered.Files.ToDictionary(file => file.Path, file => file.Text, StringComparer.Ordinal);
        foreach (var template in chart.Templates)
            Template(template, texts.GetValueOrDefault($"{chart.Name}/{template.Path}", ""));
        return resolved;
    }

    RenderedChart Render() => renderer.Render(
        new ReleaseOptions { Name = "test-release", Namespace = options.Namespace, KubeVersion = options.KubeVersion },
        options.Values,
        new RenderOptions { IsLinting = true, Limits = options.Limits, SkipSchemaValidation = options.SkipSchemaValidation });

    void Template(ChartFile template, string rendered)
    {
        var source = GoString.FromBytes(template.Content.Span);
        var extension = Path.GetExtension(template.Path);
        if (extension is not (".yaml" or ".yml" or ".tpl" or ".txt"))
            Add(LintSeverity.Error, "extension", template, 0, $"file extension '{extension}' not valid. Valid extensions are .yaml, .yml, .tpl, or .txt");
        if (LineOf(source, IsCrdHook) is > 0 and var hook)
            Add(LintSeverity.Warning, "crd-hook", template, hook, "manifest is a crd-install hook. This hook is no longer supported in v3 and all CRDs should also exist the crds/ directory at the top level of the chart");
        if (LineOf(source, static line => line.Contains(".Release.Time", StringComparison.Ordinal)) is > 0 and var time)
            Add(LintSeverity.Error, "release-time", template, time, ".Release.Time has been removed in v3, please replace with the `now` function in your templates");
        if (extension == ".yaml" && !string.IsNullOrWhiteSpace(rendered))
            Rendered(template, rendered);
    }

    void Rendered(ChartFile template, string rendered)
    {
        foreach (var line in rendered.Split('\n'))
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (line[0] is ' ' or '\t')
                Add(LintSeverity.Warning, "indentation", template, 0, $"document starts with an illegal indent: {Quoting.Quote(line)}, which may cause parsing problems");
            break;
        }

        var read = YamlReader.Read(rendered, template.Path);
        foreach (var error in read.Errors.Where(error => !error.Message.Contains("stands here a second time", StringComparison.Ordinal)).Take(1))
            Add(LintSeverity.Error, "yaml", template, 0, string.Create(CultureInfo.InvariantCulture, $"unable to parse YAML: line {error.At.Line} of what it renders to: {error.Message}"));
        foreach (var document in read.Errors.Count == 0 ? read.Documents.OfType<YamlMapping>() : [])
            Object(template, document, rendered);
    }

    void Object(ChartFile template, YamlMapping document, string rendered)
    {
        var (apiVersion, kind) = (Text(document["apiVersion"]), Text(document["kind"]));
        var name = Text((document["metadata"] as YamlMapping)?["name"]);
        if (ObjectName.Complaint(kind, name) is { } complaint)
            Add(LintSeverity.Warning, "object-name", template, 0, $"object name does not conform to Kubernetes naming requirements: {Quoting.Quote(name)}: metadata.name: Invalid value: {Quoting.Quote(name)}: {complaint}");
        if (DeprecatedApis.Warning(apiVersion, kind, options.KubeVersion) is { } warning)
            Add(LintSeverity.Warning, "deprecated-api", template, 0, warning);
        if (kind is "Deployment" or "ReplicaSet" or "DaemonSet" or "StatefulSet"
            && !rendered.Contains("matchLabels", StringComparison.Ordinal) && !rendered.Contains("matchExpressions", StringComparison.Ordinal))
            Add(LintSeverity.Error, "selector", template, 0, $"a {kind} must contain matchLabels or matchExpressions, and {Quoting.Quote(name)} does not");
        if (kind == "List" && document["items"] is YamlSequence items && items.Items.Any(HasResourcePolicy))
            Add(LintSeverity.Error, "list-annotation", template, 0, "Annotation 'helm.sh/resource-policy' within List objects are ignored");
    }

    static bool HasResourcePolicy(YamlNode item) =>
        ((item as YamlMapping)?["metadata"] as YamlMapping)?["annotations"] is YamlMapping annotations && annotations["helm.sh/resource-policy"] is not null;

    static string Text(YamlNode? node) => (node as YamlScalar)?.Text ?? "";

    /// <summary>"helm.sh/hook": crd-install, with or without the quotes.</summary>
    static bool IsCrdHook(string line)
    {
        const string key = "helm.sh/hook";
        var at = line.IndexOf(key, StringComparison.Ordinal);
        if (at < 0)
            return false;
        var rest = line.AsSpan(at + key.Length).TrimStart('"');
        return rest.StartsWith(":") && rest.Length > 1 && char.IsWhiteSpace(rest[1]) && rest[1..].TrimStart().StartsWith("crd-install");
    }

    static int LineOf(string text, Func<string, bool> matches) => Array.FindIndex(text.Split('\n'), line => matches(line)) + 1;

    void Add(LintSeverity severity, string rule, ChartFile template, int line, string message) =>
        findings.Add(new LintFinding(severity, rule, template.Path, line, 0, message));
}
