using NinjaBuild.GoTemplates.Values;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Functions;
using NinjaBuild.Yaml;

namespace NinjaBuild.Helm.Linting;

/// <summary>The rules for Chart.yaml (helm.sh/helm/v3/pkg/lint/rules/chartfile.go). What the loader refuses never comes here.</summary>
sealed class ChartfileRules(Chart chart, List<LintFinding> findings)
{
    const string File = "Chart.yaml";

    readonly YamlMapping? _source = chart.Raw.LastOrDefault(file => file.Path == File) is { } file
        && YamlReader.Read(file.Content, File, dialect: YamlDialect.Kubernetes).Documents is [YamlMapping mapping, ..] ? mapping : null;

    public void Run()
    {
        var metadata = chart.Metadata;
        if (_source?["apiVersion"] is not YamlScalar { Text.Length: > 0 })
            Add("api-version", "apiVersion", "apiVersion is required. The value must be either \"v1\" or \"v2\"");
        else if (metadata.ApiVersion is not ("v1" or "v2"))
            Add("api-version", "apiVersion", $"apiVersion '{metadata.ApiVersion}' is not valid. The value must be either \"v1\" or \"v2\"");
        IsText("version");
        if (SemVersion.Parse(metadata.Version) is { Major: 0, Minor: 0, Patch: 0, Prerelease: "" or "0" })
            Add("version", "version", $"version {metadata.Version} is less than or equal to 0.0.0-0");
        IsText("appVersion");
        foreach (var maintainer in metadata.Maintainers)
            Maintainer(maintainer);
        foreach (var source in metadata.Sources)
        {
            if (!IsRequestUrl(source))
                Add("source-url", "sources", $"invalid source URL '{source}'");
        }

        if (metadata.Icon.Length == 0)
            findings.Add(new LintFinding(LintSeverity.Info, "icon", File, 0, 0, "icon is recommended"));
        else if (!IsRequestUrl(metadata.Icon))
            Add("icon", "icon", $"invalid icon URL '{metadata.Icon}'");
        if (metadata.Type.Length > 0 && metadata.ApiVersion != "v2")
            Add("type", "type", $"chart type is not valid in apiVersion '{metadata.ApiVersion}'. It is valid in apiVersion 'v2'");
        if (_source?["dependencies"] is YamlSequence { Items.Count: > 0 } && metadata.ApiVersion != "v2")
            Add("dependencies", "dependencies", $"dependencies are not valid in the Chart file with apiVersion '{metadata.ApiVersion}'. They are valid in apiVersion 'v2'");
    }

    void Maintainer(ChartMaintainer maintainer)
    {
        if (maintainer.Name.Length == 0)
            Add("maintainer", "maintainers", "each maintainer requires a name");
        else if (maintainer.Email.Length > 0 && !IsEmail(maintainer.Email))
            Add("maintainer", "maintainers", $"invalid email '{maintainer.Email}' for maintainer '{maintainer.Name}'");
        else if (maintainer.Page.Length > 0 && !IsUrl(maintainer.Page))
            Add("maintainer", "maintainers", $"invalid url '{maintainer.Page}' for maintainer '{maintainer.Name}'");
    }

    void IsText(string field)
    {
        if (_source?[field] is { } node && node is not YamlScalar { Value: string })
            Add(field + "-type", field, $"{field} should be of type string but it's of type {GoTypes.TypeName(Values.JsonValues.Of(node))}");
    }

    void Add(string rule, string field, string message)
    {
        var at = _source?[field]?.At ?? default;
        findings.Add(new LintFinding(LintSeverity.Error, rule, File, at.Line, at.Column, message));
    }

    /// <summary>An address of an absolute URL.</summary>
    static bool IsRequestUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme.Length > 0 && !text.Contains(' ', StringComparison.Ordinal);

    /// <summary>A URL whose scheme may be left out.</summary>
    static bool IsUrl(string text) =>
        Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) || text.StartsWith("mailto:", StringComparison.Ordinal) ? text : "http://" + text, UriKind.Absolute, out var url)
        && !text.Contains(' ', StringComparison.Ordinal)
        && (url.Host.Contains('.', StringComparison.Ordinal) || url.Host == "localhost" || url.Scheme == "mailto");

    static bool IsEmail(string text) => text.Split('@') is [{ Length: > 0 } local, { Length: > 0 } domain]
        && !local.Contains(' ', StringComparison.Ordinal) && local[0] != '.' && local[^1] != '.'
        && domain.Contains('.', StringComparison.Ordinal) && Uri.CheckHostName(domain) == UriHostNameType.Dns;
}
