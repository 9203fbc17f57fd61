using System.Globalization;
using NinjaBuild.Deploy.Reports;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Order;
using NinjaBuild.Kubernetes.Schema;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Releases;

/// <summary>Sorts manifests into objects and hooks, in the order in which they are applied.</summary>
/// <param name="release">The release that they are of.</param>
/// <param name="cluster">The cluster.</param>
sealed class ManifestSorting(Release release, ClusterFacts cluster)
{
    const string PruneAnnotation = "ninjabuild.dev/prune";
    const string PolicyAnnotation = "helm.sh/resource-policy";
    const string SyncOptionsAnnotation = "argocd.argoproj.io/sync-options";
    const int LongestGeneratedPrefix = 55;
    const int MaxNamesInWarning = 10;

    static readonly Comparer<string> KindOrder = Comparer<string>.Create(ApplyOrder.Compare);

    readonly List<ReleaseObject> _objects = [];
    readonly List<ReleaseHook> _hooks = [];
    readonly List<DeployProblem> _problems = [];
    readonly List<ObjectIdentity> _ordinaryToHelm = [];
    readonly Dictionary<(string Group, string Kind), bool> _definedAsNamespaced = [];

    /// <summary>Adds a file of <c>crds/</c>: it comes before all else, and is never pruned.</summary>
    public void AddDefinitions(IEnumerable<string> texts, string path)
    {
        foreach (var manifest in Parse(texts, path))
        {
            if (ToObject(manifest, isHook: false) is not { } item)
                continue;
            _objects.Add(item with { Wave = ReleaseObject.DefinitionsWave, IsKept = true });
            if (item.Identity.Kind == "CustomResourceDefinition")
                _definedAsNamespaced[(item.Body.Text("spec", "group") ?? "", item.Body.Text("spec", "names", "kind") ?? "")] = item.Body.Text("spec", "scope") != "Cluster";
        }
    }

    /// <summary>Adds rendered manifests: texts that stand one behind another.</summary>
    public void Add(IEnumerable<string> texts, string path)
    {
        foreach (var manifest in Parse(texts, path))
        {
            var phases = release.IsHelms ? HookReading.OfHelm(manifest.Annotations) : HookReading.Of(manifest.Annotations);
            if (phases == HookPhases.None || ToObject(manifest, isHook: phases is not null) is not { } item)
                continue;
            if (phases is { } known)
                _hooks.Add(new ReleaseHook(item, known, ArgoCdHook.DeletePolicies(manifest)));
            else
                _objects.Add(item);
            if (release.IsHelms && phases is null && IsForArgoCd(manifest))
                _ordinaryToHelm.Add(item.Identity);
        }
    }

    /// <summary>What was added.</summary>
    /// <exception cref="DeployException">Some of it cannot be applied; everything that is wrong.</exception>
    public ReleaseContent ToContent()
    {
        if (_problems.Count > 0)
            throw new DeployException(_problems);
        return new ReleaseContent
        {
            Chart = release.Name,
            ChartVersion = "",
            ChartDigest = "",
            ValuesDigest = "",
            Objects = [.. _objects.OrderBy(item => item.Wave).ThenBy(item => item.Identity.Kind, KindOrder)],
            Warnings = _ordinaryToHelm.Count > 0 ? [OrdinaryToHelm()] : [],
            Hooks = [.. _hooks.OrderBy(hook => hook.Object.Wave).ThenBy(hook => hook.Object.Identity.Kind, KindOrder).ThenBy(hook => hook.Object.Identity.Name, StringComparer.Ordinal)],
        };
    }

    static bool IsForArgoCd(Manifest manifest) =>
        manifest.Annotations.ContainsKey(ArgoCdHook.Annotation)
        || (manifest.Annotations.ContainsKey(ArgoCdHook.WaveAnnotation) && ArgoCdHook.Wave(manifest) != 0);

    string OrdinaryToHelm()
    {
        var names = string.Join(", ", _ordinaryToHelm.Take(MaxNamesInWarning).Select(identity => ObjectName.In(release.Namespace, identity)));
        var more = _ordinaryToHelm.Count - MaxNamesInWarning;
        var what = _ordinaryToHelm.Count == 1 ? "is applied as an ordinary object" : "are applied as ordinary objects";
        return $"helm knows neither Argo CD's hooks nor its waves: {names}{(more > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {more} more") : "")} {what}";
    }

    IEnumerable<Manifest> Parse(IEnumerable<string> texts, string path)
    {
        var set = ManifestReader.Read(texts, path, release.Namespace);
        foreach (var fault in set.Faults.Where(fault => fault.Severity == FaultSeverity.Error))
            _problems.Add(new DeployProblem(fault.Source ?? path, $"{fault.Message} (line {fault.At.Line} of what the chart renders to)"));
        return set.Manifests;
    }

    ReleaseObject? ToObject(Manifest manifest, bool isHook)
    {
        var ns = IsNamespaced(manifest) ? manifest.DeclaredNamespace ?? release.Namespace : "";
        var name = manifest.Name ?? (isHook ? GeneratedName(manifest) : null);
        if (name is null)
        {
            _problems.Add(new DeployProblem(manifest.Source ?? manifest.Path, $"a {manifest.Kind} has no name, only generateName '{manifest.GenerateName}': every deploy would make another one; give it a name"));
            return null;
        }

        return new ReleaseObject(new ObjectIdentity(manifest.Type.Group, manifest.Kind, ns, name), manifest.Type, AppliedBody.Of(manifest, release, ns, name))
        {
            Wave = release.IsHelms ? HelmHook.Of(manifest)?.Weight ?? 0 : ArgoCdHook.Wave(manifest),
            Source = manifest.Source,
            IsKept = IsKept(manifest.Annotations),
        };
    }

    bool IsNamespaced(Manifest manifest) =>
        cluster.IsNamespaced(manifest.Type)
        ?? manifest.IsNamespaced
        ?? KubernetesSchema.IsNamespaced(manifest.Type.Group, manifest.Kind)
        ?? (!_definedAsNamespaced.TryGetValue((manifest.Type.Group, manifest.Kind), out var isNamespaced) || isNamespaced);

    // The same hook has the same name each time, so that one can tell that it has not changed.
    static string GeneratedName(Manifest manifest)
    {
        var prefix = manifest.GenerateName ?? "";
        return prefix[..Math.Min(prefix.Length, LongestGeneratedPrefix)] + ContentDigest.Of(manifest.Tree)[..8];
    }

    // Helm reads its own annotation alone.
    bool IsKept(IReadOnlyDictionary<string, string> annotations) =>
        Says(annotations, PolicyAnnotation, "keep")
        || (!release.IsHelms
            && (Says(annotations, PruneAnnotation, "false")
                || annotations.GetValueOrDefault(SyncOptionsAnnotation, "").Split(',', StringSplitOptions.TrimEntries).Contains("Prune=false", StringComparer.OrdinalIgnoreCase)));

    static bool Says(IReadOnlyDictionary<string, string> annotations, string annotation, string value) =>
        string.Equals(annotations.GetValueOrDefault(annotation)?.Trim(), value, StringComparison.OrdinalIgnoreCase);
}
