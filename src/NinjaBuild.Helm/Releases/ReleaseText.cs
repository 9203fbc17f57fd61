using System.Text;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Loading;

namespace NinjaBuild.Helm.Releases;

/// <summary>A release as the text that <c>helm template</c> prints.</summary>
public sealed record ReleaseText
{
    /// <summary>Whether the files below <c>crds/</c> come first (<c>--include-crds</c>).</summary>
    public bool IncludeCustomResources { get; init; }

    /// <summary>Whether hooks for <c>helm test</c> are left out (<c>--skip-tests</c>).</summary>
    public bool SkipTests { get; init; }

    /// <summary>Whether all hooks are left out (<c>--no-hooks</c>).</summary>
    public bool SkipHooks { get; init; }

    /// <summary>Patterns of templates, relative to the chart, that alone are wanted (<c>--show-only</c>); all where empty.</summary>
    public IReadOnlyList<string> ShowOnly { get; init; } = [];

    /// <summary>What is done to the text of everything but hooks (<c>--post-renderer</c>).</summary>
    public Func<string, string>? PostRender { get; init; }

    /// <summary>The text. Bytes that are no UTF-8 are carried as <see cref="GoTemplates.Values.GoString"/> does.</summary>
    /// <exception cref="ChartException">A pattern of <see cref="ShowOnly"/> matches nothing.</exception>
    public string Write(Release release)
    {
        var text = new StringBuilder();
        if (IncludeCustomResources)
        {
            foreach (var file in release.CustomResources)
                Append(text, file.Path, file.Text);
        }

        foreach (var manifest in release.Manifests)
            Append(text, manifest.Source, manifest.Text);
        var all = new StringBuilder((PostRender is null ? text.ToString() : PostRender(text.ToString())).Trim()).Append('\n');
        foreach (var hook in SkipHooks ? [] : release.Hooks)
        {
            if (!SkipTests || !hook.IsTest)
                Append(all, hook.Manifest.Source, hook.Manifest.Text);
        }

        return ShowOnly.Count == 0 ? all.ToString() : Select(all.ToString());
    }

    static void Append(StringBuilder text, string path, string content) => text.Append("---\n# Source: ").Append(path).Append('\n').Append(content).Append('\n');

    string Select(string text)
    {
        var documents = ManifestText.Split(text);
        var selected = new StringBuilder();
        var missing = new List<ChartProblem>();
        foreach (var pattern in ShowOnly)
        {
            var found = documents.FindAll(document => SourceOf(document) is { } source && FilePattern.Matches(pattern.Replace('\\', '/'), source));
            if (found.Count == 0)
                missing.Add(new ChartProblem("", $"could not find template {pattern} in chart"));
            foreach (var document in found)
                selected.Append("---\n").Append(document).Append('\n');
        }

        return missing.Count == 0 ? selected.ToString() : throw new ChartException(missing);
    }

    /// <summary>What stands behind <c># Source:</c>, without the chart's name.</summary>
    static string? SourceOf(string document)
    {
        const string Mark = "# Source: ";
        var start = document.IndexOf(Mark, StringComparison.Ordinal);
        if (start < 0)
            return null;
        var line = document.AsSpan(start + Mark.Length);
        var end = line.IndexOf('\n');
        line = end < 0 ? line : line[..end];
        var slash = line.IndexOf('/');
        return slash > 0 ? line[(slash + 1)..].ToString() : null;
    }
}
