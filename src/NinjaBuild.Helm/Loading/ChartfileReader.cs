using System.Globalization;
using System.Text;
using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Formatting;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Functions;
using NinjaBuild.Yaml;

namespace NinjaBuild.Helm.Loading;

/// <summary>Reads Chart.yaml, requirements.yaml and the locks; checks what Helm checks when it loads a chart (helm.sh/helm/v3/pkg/chart).</summary>
/// <param name="problems">Gets what is wrong.</param>
sealed class ChartfileReader(List<ChartProblem> problems)
{
    /// <summary>The metadata; with problems, what could be read of it.</summary>
    /// <param name="chartfile">Chart.yaml.</param>
    /// <param name="path">What errors call it.</param>
    /// <param name="requirements">requirements.yaml, whose fields are those of Chart.yaml, and win.</param>
    /// <param name="requirementsPath">What errors call that.</param>
    public ChartMetadata Read(ChartFile chartfile, string path, ChartFile? requirements, string requirementsPath)
    {
        var fields = new JsonFields(Mapping(chartfile, path), path, problems);
        if (requirements is not null)
            fields = fields.Over(new JsonFields(Mapping(requirements, requirementsPath), requirementsPath, problems));
        var metadata = new ChartMetadata
        {
            ApiVersion = fields.Text("apiVersion") is { Length: > 0 } version ? version : "v1",
            Name = Clean(fields.Text("name")),
            Version = fields.Text("version"),
            KubeVersion = Clean(fields.Text("kubeVersion")),
            Description = Clean(fields.Text("description")),
            Type = fields.Text("type"),
            Keywords = [.. fields.Texts("keywords").Select(Clean)],
            Home = Clean(fields.Text("home")),
            Sources = [.. fields.Texts("sources").Select(Clean)],
            Icon = Clean(fields.Text("icon")),
            AppVersion = Clean(fields.Text("appVersion")),
            Deprecated = fields.Truth("deprecated"),
            Annotations = fields.TextMap("annotations"),
            Condition = Clean(fields.Text("condition")),
            Tags = Clean(fields.Text("tags")),
            Maintainers = [.. fields.Objects("maintainers", "maintainers must not contain empty or null nodes").Select(Maintainer)],
            Dependencies = [.. fields.Objects("dependencies", "dependencies must not contain empty or null nodes").Select(Dependency)],
        };
        Check(metadata, fields);
        return metadata;
    }

    /// <summary>The dependencies that a lock names.</summary>
    public IReadOnlyList<ChartDependency> ReadLock(ChartFile file, string path) =>
        [.. new JsonFields(Mapping(file, path), path, problems).Objects("dependencies", "dependencies must not contain empty or null nodes").Select(Dependency)];

    YamlMapping? Mapping(ChartFile file, string path)
    {
        var read = YamlReader.Read(file.Content, path, dialect: YamlDialect.Kubernetes);
        foreach (var error in read.Errors)
            problems.Add(new ChartProblem(path, error.At.Line, error.At.Column, error.Message));
        if (read.Errors.Count == 0 && read.Documents is [not YamlMapping and not YamlScalar { Value: null }, ..])
            problems.Add(new ChartProblem(path, read.Documents[0].At.Line, read.Documents[0].At.Column, "should be a mapping"));
        return read.Documents is [YamlMapping mapping, ..] ? mapping : null;
    }

    static ChartMaintainer Maintainer(JsonFields fields) => new(Clean(fields.Text("name")), Clean(fields.Text("email")), Clean(fields.Text("url")));

    ChartDependency Dependency(JsonFields fields)
    {
        var dependency = new ChartDependency
        {
            Name = Clean(fields.Text("name")),
            Version = Clean(fields.Text("version")),
            Repository = Clean(fields.Text("repository")),
            Condition = Clean(fields.Text("condition")),
            Tags = [.. fields.Texts("tags").Select(Clean)],
            Alias = fields.Text("alias"),
            ImportValues = [.. fields.Items("import-values").Select(Imported).OfType<ImportedValues>()],
        };
        if (dependency.Alias.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-')))
            fields.Error("alias", $"dependency {Quoting.Quote(dependency.Name)} has disallowed characters in the alias: letters, digits, - and _ are allowed");
        return dependency;
    }

    /// <summary>Helm passes over what is neither a text nor a mapping.</summary>
    static ImportedValues? Imported(YamlNode node) => YamlValues.ToObject(node) switch
    {
        string name => new ImportedValues("exports." + name, "."),
        Dictionary<string, object?> map => new ImportedValues(GoFormat.Print(map.GetValueOrDefault("child")), GoFormat.Print(map.GetValueOrDefault("parent"))),
        _ => null,
    };

    static void Check(ChartMetadata metadata, JsonFields fields)
    {
        if (metadata.Name.Length == 0 && !fields.HasValue("name"))
            fields.Error("name", "chart.metadata.name is required");
        else if (metadata.Name.Length > 0 && Paths.Base(metadata.Name) != metadata.Name)
            fields.Error("name", $"chart.metadata.name {Quoting.Quote(metadata.Name)} is invalid");
        if (metadata.Version.Length == 0 && !fields.HasValue("version"))
            fields.Error("version", "chart.metadata.version is required");
        else if (metadata.Version.Length > 0 && !IsVersion(metadata.Version))
            fields.Error("version", $"chart.metadata.version {Quoting.Quote(metadata.Version)} is invalid: write a semantic version such as 1.2.3");
        if (metadata.Type is not ("" or "application" or "library"))
            fields.Error("type", "chart.metadata.type must be application or library");
        foreach (var twice in metadata.Dependencies.GroupBy(dependency => dependency.Key, StringComparer.Ordinal).Where(group => group.Skip(1).Any()))
            fields.Error("dependencies", $"more than one dependency with name or alias {Quoting.Quote(twice.Key)}");
    }

    static bool IsVersion(string text)
    {
        try
        {
            SemVersion.Parse(text);
            return true;
        }
        catch (FunctionException)
        {
            return false;
        }
    }

    /// <summary>Helm's sanitizeString: every kind of space is a space, and what cannot be printed is left out.</summary>
    static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
                clean.Append(' ');
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator))
                clean.Append(rune);
        }

        return clean.ToString();
    }
}
