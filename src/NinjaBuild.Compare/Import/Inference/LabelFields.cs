using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Trees;
using NinjaBuild.Workspace.Model;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Compare.Import.Inference;

/// <summary>The labels and annotations of a workload as an app declares them: those that the chart would not make by itself.</summary>
static class LabelFields
{
    const string Recommended = "app.kubernetes.io/";

    // What Helm charts used to write into every object: it changes with each version, and says what the recommended labels say.
    static readonly string[] Superseded = ["chart", "heritage", "helm.sh/chart", Recommended + "managed-by", Recommended + "version", "pod-template-hash"];

    /// <summary>The label that names the group of apps, where all environments agree; null where the chart's name serves.</summary>
    public static string? Domain(LiveApp app, string chart)
    {
        var groups = app.Workload.Trees.Values.Select(tree => tree.Text("metadata", "labels", Recommended + "part-of") ?? app.PodLabels(tree).GetValueOrDefault(Recommended + "part-of") as string)
            .Distinct().ToList();
        return groups is [{ Length: > 0 } group] && group != chart && Formats.Fault(Format.LabelValue, group) is null ? group : null;
    }

    /// <summary>The <c>labels</c>.</summary>
    public static Map Labels(LiveApp app, Map workload, string chart)
    {
        var own = workload.Mapping("metadata", "labels");
        var pod = app.PodLabels(workload);
        var selector = app.IsJob ? System.Collections.ObjectModel.ReadOnlyDictionary<string, object?>.Empty : workload.Mapping("spec", "selector", "matchLabels");
        var labels = new Map();
        foreach (var name in own.Keys.Union(pod.Keys).Except(Superseded))
        {
            if ((pod.GetValueOrDefault(name) ?? own.GetValueOrDefault(name)) is not string value || value == Made(app, name, chart)
                || Formats.Fault(Format.QualifiedName, name) is not null || Formats.Fault(Format.LabelValue, value) is not null)
                continue;
            // Pods have their selector's labels in any case.
            if (selector.ContainsKey(name) && !own.ContainsKey(name))
                continue;
            labels[name] = value;
        }

        return labels;
    }

    /// <summary>The <c>annotations</c>.</summary>
    public static Map Annotations(LiveApp app, Map workload)
    {
        var annotations = Sound(workload.Mapping("metadata", "annotations"));
        Drop("argocd.argoproj.io/sync-wave", app.IsJob ? "-1" : "0");
        if (annotations.GetValueOrDefault(HelmHook.Annotation) is string events
            && events.Split(',').Select(word => word.Trim()).ToHashSet().SetEquals(["pre-install", "pre-upgrade"]))
            annotations.Remove(HelmHook.Annotation);
        Drop(HelmHook.DeletePolicyAnnotation, "before-hook-creation");
        return annotations;

        void Drop(string name, string made)
        {
            if (annotations.GetValueOrDefault(name) is string value && value == made)
                annotations.Remove(name);
        }
    }

    /// <summary>The <c>podAnnotations</c>; the chart makes checksums of its own.</summary>
    public static Map PodAnnotations(LiveApp app, Map workload)
    {
        var annotations = Sound(app.Template(workload).Mapping("metadata", "annotations"));
        foreach (var name in annotations.Keys.Where(name => name.Contains("checksum", StringComparison.OrdinalIgnoreCase)).ToList())
            annotations.Remove(name);
        return annotations;
    }

    /// <summary>Annotations without those that Helm writes into a cluster, and without malformed ones.</summary>
    public static Map Sound(IReadOnlyDictionary<string, object?> annotations)
    {
        var sound = Fields.Texts(annotations);
        foreach (var name in sound.Keys.Where(name => name.StartsWith("meta.helm.sh/", StringComparison.Ordinal) || Formats.Fault(Format.QualifiedName, name) is not null).ToList())
            sound.Remove(name);
        return sound;
    }

    static string? Made(LiveApp app, string label, string chart) => label switch
    {
        Recommended + "name" => app.Name,
        Recommended + "instance" => chart,
        Recommended + "component" => ModelType.NameOf(app.Type),
        Recommended + "part-of" => Domain(app, chart) ?? chart,
        _ => null,
    };
}
