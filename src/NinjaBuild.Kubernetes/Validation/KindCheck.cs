using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Schema;

namespace NinjaBuild.Kubernetes.Validation;

/// <summary>Says what is wrong with a type that a version does not serve.</summary>
static class KindCheck
{
    /// <summary>What is wrong with an object's type; null where it belongs to a group that is not built in.</summary>
    public static Finding? Problem(KubernetesSchema schema, Manifest manifest)
    {
        var type = manifest.Type;
        if (RemovedApis.Find(type) is { } removed && schema.Version >= removed.Since)
        {
            var use = removed.Use is null ? "nothing took its place" : $"use {removed.Use}";
            return Finding(FaultSeverity.Error, FindingRule.UnknownKind, manifest, "apiVersion", $"{type} was removed in {removed.Since}: {use}");
        }

        var versions = KubernetesSchema.VersionsWith(type);
        if (versions.Count > 0) return Elsewhere(schema, manifest, versions);
        return IsBuiltIn(type.Group) ? Nowhere(schema, manifest) : null;
    }

    static Finding Elsewhere(KubernetesSchema schema, Manifest manifest, IReadOnlyList<KubernetesVersion> versions)
    {
        bool isStable = IsStable(manifest.Type);
        var rule = isStable ? FindingRule.UnknownKind : FindingRule.NotServedByDefault;
        var other = versions[0] > schema.Version ? $"{versions[0]} is the first that does" : $"{versions[^1]} was the last that did";
        var message = isStable
            ? $"Kubernetes {schema.Version} does not serve {manifest.Type}; {other}"
            : $"Kubernetes {schema.Version} does not serve {manifest.Type} unless that is switched on; {other}";
        return Finding(isStable ? FaultSeverity.Error : FaultSeverity.Warning, rule, manifest, "apiVersion", message);
    }

    // An alpha or beta version is missing from a server's API, and from what is known of it, until somebody switches it on.
    static bool IsStable(TypeName type) =>
        !type.Version.Contains("alpha", StringComparison.Ordinal) && !type.Version.Contains("beta", StringComparison.Ordinal);

    static Finding Nowhere(KubernetesSchema schema, Manifest manifest)
    {
        var type = manifest.Type;
        var sameKind = schema.Kinds.Where(kind => kind.Type.Kind == type.Kind).Select(kind => kind.Type.ApiVersion).Distinct().ToList();
        if (sameKind.Count > 0)
        {
            var severity = IsStable(type) ? FaultSeverity.Error : FaultSeverity.Warning;
            var where = $"Kubernetes has no {type}: {type.Kind} is in {string.Join(" and ", sameKind)}";
            return Finding(severity, FindingRule.UnknownKind, manifest, "apiVersion", where);
        }

        var inGroup = schema.Kinds.Where(kind => kind.Type.Group == type.Group).Select(kind => kind.Type.Kind);
        var near = NearestName.Of(type.Kind, inGroup) ?? NearestName.Of(type.Kind, schema.Kinds.Select(kind => kind.Type.Kind));
        if (near is not null) return Unknown(manifest, "kind", $"Kubernetes has no {type}; did you mean '{near}'?");
        if (IsStable(type)) return Unknown(manifest, "kind", $"Kubernetes has no {type}");
        var message = $"{type} is not known here; if Kubernetes {schema.Version} has it, then only where it is switched on";
        return Finding(FaultSeverity.Warning, FindingRule.NotServedByDefault, manifest, "apiVersion", message);
    }

    // Reviews and other requests are no objects that stay, so no kinds of the schema; their groups are not taken for built in here.
    static bool IsBuiltIn(string group) => KubernetesSchema.Newest.Kinds.Any(kind => kind.Type.Group == group);

    static Finding Unknown(Manifest manifest, string field, string message) =>
        Finding(FaultSeverity.Error, FindingRule.UnknownKind, manifest, field, message);

    static Finding Finding(FaultSeverity severity, FindingRule rule, Manifest manifest, string field, string message) =>
        new(severity, rule, manifest, field, manifest.Place(manifest.Node[field] ?? manifest.Node), message);
}
