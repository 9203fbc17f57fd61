namespace NinjaBuild.Workspace.Model;

/// <summary>What the formats are called in the reference.</summary>
static class FormatNames
{
    /// <summary>A few words that say the format.</summary>
    public static string Of(Format format) => format switch
    {
        Format.DnsLabel => "DNS label (lower-case letters, digits, hyphens; at most 63)",
        Format.DnsSubdomain => "DNS name of an object",
        Format.HostName => "host name, with `*.` in front at most",
        Format.PortName => "port name (at most 15 lower-case letters, digits, hyphens)",
        Format.EnvName => "names of environment variables",
        Format.ConfigKey => "key of a ConfigMap or Secret",
        Format.Quantity => "quantity such as `250m` or `128Mi`",
        Format.ImageRepository => "repository such as `ghcr.io/example/app`",
        Format.ImageTag => "image tag",
        Format.PlainTag => "usable in an image tag",
        Format.ImageDigest => "`sha256:` and 64 hexadecimal digits",
        Format.SemVer => "semantic version such as `0.1.0`",
        Format.VersionRange => "range of versions",
        Format.KubernetesVersion => "Kubernetes minor version such as `\"1.34\"`",
        Format.UrlPath => "URL path, starting with `/`",
        Format.ContainerPath => "absolute path in the container",
        Format.RelativePath => "path relative to the declaring file",
        Format.Cron => "five cron fields, or `@daily` and its kind",
        Format.IntOrPercent => "number or percentage",
        Format.QualifiedName => "`NAME` or `PREFIX/NAME`",
        Format.LabelValue => "label value",
        Format.NamePattern => "placeholders: `{app}`, `{chart}`, `{domain}`, `{release}`, `{environment}`",
        Format.LabelPattern => "label value with the same placeholders as names",
        Format.Date => "day such as `2026-12-31`",
        Format.Duration => "time such as `90s`, `10m`, `1h30m`; at most a day",
        Format.ContextName => "name of a kubectl context",
        Format.Kind => "kind such as `ClusterRole`",
        _ => "text",
    };
}
