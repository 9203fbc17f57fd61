namespace NinjaBuild.Workspace.Model;

/// <summary>The form of a text, with the limits that Kubernetes, OCI or Helm set for it.</summary>
public enum Format
{
    /// <summary>Any text.</summary>
    None,

    /// <summary>RFC 1123 label: at most 63 lower-case letters, digits and hyphens, a letter or digit at both ends.</summary>
    DnsLabel,

    /// <summary>RFC 1123 subdomain: labels joined by dots, at most 253 characters.</summary>
    DnsSubdomain,

    /// <summary>A DNS name that may start with <c>*.</c>, as an Ingress host.</summary>
    HostName,

    /// <summary>Name of a port (RFC 6335): at most 15 lower-case letters, digits and single hyphens, with a letter among them.</summary>
    PortName,

    /// <summary>Name of an environment variable: letters, digits, <c>_</c>, <c>-</c>, <c>.</c>, not starting with a digit.</summary>
    EnvName,

    /// <summary>Key of a ConfigMap or Secret: letters, digits, <c>-</c>, <c>_</c>, <c>.</c>; at most 253 characters.</summary>
    ConfigKey,

    /// <summary>A Kubernetes quantity such as <c>250m</c>, <c>0.5</c>, <c>128Mi</c>.</summary>
    Quantity,

    /// <summary>An image repository without tag or digest, such as <c>ghcr.io/example/app</c>.</summary>
    ImageRepository,

    /// <summary>An image tag (at most 128 characters); placeholders in braces are allowed.</summary>
    ImageTag,

    /// <summary>An image tag without placeholders.</summary>
    PlainTag,

    /// <summary>An image digest: <c>sha256:</c> and 64 hexadecimal digits.</summary>
    ImageDigest,

    /// <summary>A semantic version without a leading <c>v</c>.</summary>
    SemVer,

    /// <summary>A range of semantic versions as Helm's <c>kubeVersion</c> takes it.</summary>
    VersionRange,

    /// <summary>A Kubernetes minor version such as <c>1.34</c>.</summary>
    KubernetesVersion,

    /// <summary>An absolute URL path without query.</summary>
    UrlPath,

    /// <summary>An absolute path in a container.</summary>
    ContainerPath,

    /// <summary>A relative path below the declaring file's folder: no <c>..</c>, no leading slash, no backslash.</summary>
    RelativePath,

    /// <summary>A cron schedule of five fields, or <c>@hourly</c> and its kind.</summary>
    Cron,

    /// <summary>A whole number or a percentage, such as <c>1</c> or <c>25%</c>.</summary>
    IntOrPercent,

    /// <summary>A label or annotation key: optional DNS prefix, slash, name of at most 63 characters.</summary>
    QualifiedName,

    /// <summary>A label value: at most 63 letters, digits, <c>-</c>, <c>_</c>, <c>.</c>, or empty.</summary>
    LabelValue,

    /// <summary>A name pattern of literal text and the placeholders <c>{app}</c>, <c>{chart}</c>, <c>{domain}</c>, <c>{release}</c>, <c>{environment}</c>.</summary>
    NamePattern,

    /// <summary>A label value with the placeholders of a name pattern.</summary>
    LabelPattern,

    /// <summary>A day, as <c>2026-12-31</c>.</summary>
    Date,

    /// <summary>A time such as <c>90s</c>, <c>10m</c>, <c>1h30m</c>: from a second to a day.</summary>
    Duration,

    /// <summary>Name of a kubectl context: any visible text.</summary>
    ContextName,

    /// <summary>A kind of Kubernetes objects, such as <c>ClusterRole</c>.</summary>
    Kind,
}
