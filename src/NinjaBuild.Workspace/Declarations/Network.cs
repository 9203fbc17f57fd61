using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Workspace.Declarations;

/// <summary>The Service in front of an app's pods.</summary>
public sealed record ServiceDeclaration
{
    /// <summary>Type of Service.</summary>
    [Field("Type of the Service.", Default = "ClusterIP")]
    public ServiceType Type { get; init; } = ServiceType.ClusterIP;

    /// <summary>Service port of <c>port</c>.</summary>
    [Field("Port of the Service for the app's `port`.", Minimum = 1, Maximum = 65535, Default = "80")]
    public int? Port { get; init; }

    /// <summary>Node port of <c>port</c>.</summary>
    [Field("Port on every node for the app's `port`, for type NodePort or LoadBalancer.", Minimum = 30000, Maximum = 32767)]
    public int? NodePort { get; init; }

    /// <summary>Annotations.</summary>
    [Field("Annotations of the Service.", KeyFormat = Format.QualifiedName)]
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    /// <summary>Further fields.</summary>
    [Field("Further fields of the Service's spec, for what no field of this declaration makes; `ports` takes the place of those that are made. "
        + "Example: `{ sessionAffinity: ClientIP }`")]
    public IReadOnlyDictionary<string, object?> Spec { get; init; } = new Dictionary<string, object?>();
}

/// <summary>Type of a Service.</summary>
[Spelling(NameCase.Pascal)]
public enum ServiceType
{
    /// <summary>Reached inside the cluster.</summary>
    ClusterIP,

    /// <summary>Reached through a port of every node.</summary>
    NodePort,

    /// <summary>Reached through a load balancer of the cloud.</summary>
    LoadBalancer,
}

/// <summary>How an app is reached from outside the cluster.</summary>
public sealed record AppIngress
{
    /// <summary>Whether the app is in the Ingress.</summary>
    [Field("Whether the app is reached through an Ingress.", Default = "true")]
    public bool Enabled { get; init; } = true;

    /// <summary>Host.</summary>
    [Field("Host, instead of the chart's.", Format = Format.HostName)]
    public string? Host { get; init; }

    /// <summary>Hosts.</summary>
    [Field("Hosts, instead of the chart's, where there are several.", Format = Format.HostName)]
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Path.</summary>
    [Field("Path under which the app is reached.", Format = Format.UrlPath, Default = "/")]
    public string? Path { get; init; }

    /// <summary>Paths.</summary>
    [Field("Paths under which the app is reached, where there are several.", Format = Format.UrlPath)]
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>How paths are matched.</summary>
    [Field("How the paths are matched.", Default = "Prefix")]
    public PathType PathType { get; init; } = PathType.Prefix;

    /// <summary>Name of the Service port.</summary>
    [Field("Name of the port that requests go to.", Format = Format.PortName, Default = "the first port")]
    public string? Port { get; init; }

    /// <summary>Ingress class, mode per-app only.</summary>
    [Field("Ingress class, instead of the chart's (mode per-app).", Format = Format.DnsSubdomain)]
    public string? ClassName { get; init; }

    /// <summary>Annotations.</summary>
    [Field("Annotations of the Ingress, over the chart's.", KeyFormat = Format.QualifiedName)]
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    /// <summary>TLS of the app's hosts.</summary>
    [Field("TLS for the app's hosts, instead of the chart's.")]
    public IngressTls? Tls { get; init; }
}

/// <summary>How a path of an Ingress is matched.</summary>
[Spelling(NameCase.Pascal)]
public enum PathType
{
    /// <summary>By path elements.</summary>
    Prefix,

    /// <summary>The whole path.</summary>
    Exact,

    /// <summary>As the Ingress class does.</summary>
    ImplementationSpecific,
}

/// <summary>TLS of an Ingress.</summary>
public sealed record IngressTls
{
    /// <summary>Secret of the certificate.</summary>
    [Field("Name of the Secret with the certificate.", Required = true, Format = Format.DnsSubdomain)]
    public string SecretName { get; init; } = "";

    /// <summary>Hosts of the certificate.</summary>
    [Field("Hosts of the certificate; by default those it is used for.", Format = Format.HostName)]
    public IReadOnlyList<string> Hosts { get; init; } = [];
}
