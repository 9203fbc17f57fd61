using System.Globalization;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Loading;
using NinjaBuild.Yaml;

namespace NinjaBuild.Helm.Releases;

/// <summary>What Helm reads of a manifest: its kind and what makes it a hook.</summary>
sealed record ManifestHead(string ApiVersion, string Kind, string Name, IReadOnlyDictionary<string, string> Annotations)
{
    static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Reads the head of a document, and with it checks that all of it is YAML.</summary>
    /// <param name="document">The document.</param>
    /// <param name="path">The template that wrote it.</param>
    /// <param name="problems">Gets what is wrong.</param>
    public static ManifestHead? Read(string document, string path, List<ChartProblem> problems)
    {
        var read = YamlReader.Read(document, path, dialect: YamlDialect.Kubernetes);
        if (read.Errors is [var error, ..])
        {
            problems.Add(new ChartProblem("", Describe(path, error, document)));
            return null;
        }

        switch (read.Documents.Count == 0 ? null : read.Documents[0])
        {
            case null or YamlScalar { Value: null }:
                return new ManifestHead("", "", "", None);
            case YamlMapping mapping:
                return Read(mapping, path, problems);
            case var other:
                problems.Add(new ChartProblem("", $"YAML parse error on {path}: a manifest is a mapping, but this is {(other is YamlSequence ? "a list" : "a single value")}: {Line(document, other.At.Line)}"));
                return null;
        }
    }

    static ManifestHead? Read(YamlMapping mapping, string path, List<ChartProblem> problems)
    {
        var wrong = new List<ChartProblem>();
        var fields = new JsonFields(mapping, path, wrong);
        var metadata = mapping["metadata"] switch
        {
            YamlMapping inner => new JsonFields(inner, path, wrong),
            null or YamlScalar { Value: null } => null,
            var other => Mismatch(other),
        };
        var head = new ManifestHead(fields.Text("apiVersion"), fields.Text("kind"), metadata?.Text("name") ?? "", metadata?.TextMap("annotations") ?? None);
        foreach (var problem in wrong)
            problems.Add(new ChartProblem("", string.Create(CultureInfo.InvariantCulture, $"YAML parse error on {path}: {problem.Message} (line {problem.Line} of the rendered document)")));
        return wrong.Count == 0 ? head : null;

        JsonFields? Mismatch(YamlNode other)
        {
            wrong.Add(new ChartProblem(path, other.At.Line, other.At.Column, "'metadata' should be a mapping"));
            return null;
        }
    }

    static string Describe(string path, YamlError error, string document) =>
        string.Create(CultureInfo.InvariantCulture, $"YAML parse error on {path}: line {error.At.Line}, column {error.At.Column} of the rendered document: {error.Message}: {Line(document, error.At.Line)}");

    /// <summary>The line, for the reader to recognise in the template; not that of a Secret, whose values belong into no log.</summary>
    static string Line(string document, int line)
    {
        if (IsSecret(document))
            return "(a Secret's lines are not shown)";
        foreach (var text in document.AsSpan().EnumerateLines())
        {
            if (--line <= 0)
                return GoTemplates.Formatting.Quoting.Quote(text.Length > 120 ? string.Concat(text[..120], "...") : text.ToString());
        }

        return "\"\"";
    }

    // By its look: it cannot be read.
    static bool IsSecret(string document)
    {
        foreach (var text in document.AsSpan().EnumerateLines())
        {
            if (text.Contains("kind", StringComparison.Ordinal) && text.Contains("Secret", StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
