using System.Globalization;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Rendering;

namespace NinjaBuild.Helm.Releases;

/// <summary>The manifests and hooks of a rendered chart, in the order in which Helm installs them.</summary>
public sealed class Release
{
    const string HookAnnotation = "helm.sh/hook";
    const string WeightAnnotation = "helm.sh/hook-weight";
    const string DeleteAnnotation = "helm.sh/hook-delete-policy";

    static readonly HashSet<string> HookEvents = new(
        ["pre-install", "post-install", "pre-delete", "post-delete", "pre-upgrade", "post-upgrade", "pre-rollback", "post-rollback", "test", "test-success"],
        StringComparer.Ordinal);

    Release(RenderedChart chart, IReadOnlyList<Manifest> manifests, IReadOnlyList<Hook> hooks, IReadOnlyList<string> warnings)
    {
        CustomResources = chart.CustomResources;
        Notes = chart.Notes;
        Manifests = manifests;
        Hooks = hooks;
        Warnings = warnings;
    }

    /// <summary>The files below <c>crds/</c>.</summary>
    public IReadOnlyList<RenderedFile> CustomResources { get; }

    /// <summary>What belongs to the release, by kind; within a kind by template.</summary>
    public IReadOnlyList<Manifest> Manifests { get; }

    /// <summary>The hooks, by kind. At an event they run by their weights.</summary>
    public IReadOnlyList<Hook> Hooks { get; }

    /// <summary>What the chart tells its user.</summary>
    public string Notes { get; }

    /// <summary>What Helm would warn of.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Takes the templates' texts apart.</summary>
    /// <exception cref="ChartException">A document is no YAML, or no mapping; all that are not.</exception>
    public static Release Of(RenderedChart chart)
    {
        var problems = new List<ChartProblem>();
        var warnings = new List<string>(chart.Warnings);
        var manifests = new List<Manifest>();
        var hooks = new List<Hook>();
        foreach (var file in chart.Files)
        {
            if (file.Text.AsSpan().Trim().IsEmpty)
                continue;
            foreach (var document in ManifestText.Split(file.Text))
            {
                if (ManifestHead.Read(document, file.Path, problems) is { } head)
                    Add(new Manifest(file.Path, head.ApiVersion, head.Kind, head.Name, document), head, manifests, hooks, warnings);
            }
        }

        if (problems.Count > 0)
            throw new ChartException(problems);
        return new Release(
            chart,
            [.. manifests.OrderBy(manifest => manifest.Kind, Comparer<string>.Create(InstallOrder.Compare))],
            [.. hooks.OrderBy(hook => hook.Manifest.Kind, Comparer<string>.Create(InstallOrder.Compare))],
            warnings);
    }

    static void Add(Manifest manifest, ManifestHead head, List<Manifest> manifests, List<Hook> hooks, List<string> warnings)
    {
        if (!head.Annotations.TryGetValue(HookAnnotation, out var annotation))
        {
            manifests.Add(manifest);
            return;
        }

        // Helm leaves out what has an event that it does not know.
        var events = Words(annotation);
        if (!events.TrueForAll(HookEvents.Contains))
        {
            warnings.Add($"skipping unknown hook: {GoTemplates.Formatting.Quoting.Quote(annotation)} ({manifest.Source})");
            return;
        }

        var weight = int.TryParse(head.Annotations.GetValueOrDefault(WeightAnnotation), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var policies = head.Annotations.TryGetValue(DeleteAnnotation, out var deletes) ? Words(deletes) : [];
        hooks.Add(new Hook(manifest, events.ConvertAll(static name => name == "test-success" ? "test" : name), weight, policies));
    }

    static List<string> Words(string annotation) => [.. annotation.Split(',').Select(word => word.Trim().ToLowerInvariant())];
}
