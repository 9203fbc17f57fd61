using NinjaBuild.Compare.Differences;
using NinjaBuild.Compare.Meaning;
using NinjaBuild.Compare.Model;
using NinjaBuild.Kubernetes.Changes;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Quantities;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Compare.Severities;

/// <summary>What rules ask of an object beyond the path of the field.</summary>
static class Conditions
{
    /// <summary>Fields that name another object, by the last steps of their path, with the kinds that it may be of.</summary>
    static readonly (string[] Steps, string[] Kinds)[] References =
    [
        (["service", "name"], ["Service"]),
        (["serviceName"], ["Service"]),
        (["serviceAccountName"], ["ServiceAccount"]),
        (["serviceAccount"], ["ServiceAccount"]),
        (["configMap", "name"], ["ConfigMap"]),
        (["configMapRef", "name"], ["ConfigMap"]),
        (["configMapKeyRef", "name"], ["ConfigMap"]),
        (["secret", "secretName"], ["Secret"]),
        (["secretRef", "name"], ["Secret"]),
        (["secretKeyRef", "name"], ["Secret"]),
        (["claimName"], ["PersistentVolumeClaim"]),
        (["scaleTargetRef", "name"], ["Deployment", "StatefulSet"]),
        (["targetRef", "name"], ["Deployment", "StatefulSet", "DaemonSet"]),
        (["ingressClassName"], ["IngressClass"]),
        (["priorityClassName"], ["PriorityClass"]),
        (["roleRef", "name"], ["Role", "ClusterRole"]),
    ];

    /// <summary>Whether the API server refuses the change. What is deleted ahead of it, a hook or what is renamed, is made anew.</summary>
    public static bool IsImmutable(ComparedPair pair, FieldDifference difference) =>
        !pair.IsRenamed && !IsMadeAnew(pair.After) && pair.Before.Name is not null
        && ImmutableFields.Find(pair.Before.Type, pair.BeforeSide.Tree(pair.Before), difference.Path.ToString()) is not null;

    /// <summary>Whether the field names an object that is renamed, by its old name before and its new one after.</summary>
    public static bool FollowsRename(ComparedPair pair, FieldDifference difference) =>
        difference is { Before: string before, After: string after }
        && References.Any(reference => difference.Path.Steps.AsSpan().EndsWith(reference.Steps)
            && reference.Kinds.Any(kind => pair.Renames.TryGetValue((kind, before), out var name) && name == after));

    /// <summary>Whether some selector of either side looks at the label.</summary>
    public static bool IsSelected(ComparedPair pair, FieldDifference difference) =>
        pair.BeforeSide.SelectedLabelKeys.Contains(difference.Path.Last) || pair.AfterSide.SelectedLabelKeys.Contains(difference.Path.Last);

    /// <summary>Whether some selector of an object of a custom kind, such as a ServiceMonitor, looks at the label.</summary>
    public static bool IsSelectedByCustomKind(ComparedPair pair, FieldDifference difference) =>
        pair.BeforeSide.CustomSelectedLabelKeys.Contains(difference.Path.Last) || pair.AfterSide.CustomSelectedLabelKeys.Contains(difference.Path.Last);

    /// <summary>Whether the pods that run have the labels that the Service selects from now on.</summary>
    public static bool SelectsTheSamePods(ComparedPair pair, FieldDifference difference)
    {
        var (before, after) = (pair.BeforeSide.Tree(pair.Before).Mapping("spec", "selector"), pair.AfterSide.Tree(pair.After).Mapping("spec", "selector"));
        var pods = pair.BeforeSide.Pods(pair.Before.Identity.Namespace, before).ToList();
        return pods.Count > 0 && after.Count > 0 && pods.TrueForAll(pod => Side.IsSelected(pod.Mapping("metadata", "labels"), after));
    }

    /// <summary>Whether what comes or goes has a name that others may call it by.</summary>
    public static bool IsNamed(ComparedPair pair, FieldDifference difference) => (difference.Before ?? difference.After).Text("name") is not null;

    /// <summary>Whether an amount goes down.</summary>
    public static bool IsLess(ComparedPair pair, FieldDifference difference) =>
        Quantity.TryParse(CanonicalText.Plain(difference.Before), out var before) && Quantity.TryParse(CanonicalText.Plain(difference.After), out var after) && after < before;

    /// <summary>Whether another Ingress of the second side serves what this one no longer does.</summary>
    public static bool IsServedElsewhere(ComparedPair pair, FieldDifference difference)
    {
        var first = IngressRules.Routes(pair.BeforeSide, pair.Before).ToList();
        var lost = first.Where(route => difference.Path.Steps is not [_, _, _, "http", "paths", var path, ..] || $"[path={route.Path}]" == path || path.StartsWith($"[path={route.Path},", StringComparison.Ordinal));
        return difference.Path.Steps is ["spec", "rules", var host, ..]
            && lost.Where(route => $"[host={route.Host}]" == host).ToList() is { Count: > 0 } routes
            && routes.TrueForAll(route => IsServed(route, pair.AfterSide));
    }

    /// <summary>Whether a side serves a host and path.</summary>
    public static bool IsServed(IngressRoute route, Side side) => side.Routes.Any(other => other.Host == route.Host && other.Path == route.Path);

    /// <summary>Whether Helm or Argo CD deletes the object before they make it again.</summary>
    public static bool IsMadeAnew(Manifest manifest) =>
        (HelmHook.Of(manifest) is { } hook && hook.DeletePolicies != HookDeletePolicies.None)
        || (ArgoCdHook.Phases(manifest) is not (SyncPhases.None or SyncPhases.Skip) && ArgoCdHook.DeletePolicies(manifest) != HookDeletePolicies.None);
}
