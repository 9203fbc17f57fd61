using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Workspace.Declarations;

/// <summary>A container image.</summary>
public sealed record ImageDeclaration
{
    /// <summary>Repository.</summary>
    [Field("Repository without tag; by default `<imageRegistry>/<app>`.", Format = Format.ImageRepository)]
    public string? Repository { get; init; }

    /// <summary>Tag.</summary>
    [Field("Tag; `{version}` and the names of the workspace's inputs in braces are filled in.", Format = Format.ImageTag, Default = "\"{version}\"")]
    public string? Tag { get; init; }

    /// <summary>Digest.</summary>
    [Field("Digest; where it is set, the tag is for people only.", Format = Format.ImageDigest)]
    public string? Digest { get; init; }

    /// <summary>When the image is pulled.</summary>
    [Field("When the image is pulled.", Default = "IfNotPresent")]
    public PullPolicy PullPolicy { get; init; } = PullPolicy.IfNotPresent;

    /// <summary>Secrets for pulling it.</summary>
    [Field("Names of the Secrets with which it is pulled, besides the chart's.", Format = Format.DnsSubdomain)]
    public IReadOnlyList<string> PullSecrets { get; init; } = [];
}

/// <summary>When an image is pulled.</summary>
[Spelling(NameCase.Pascal)]
public enum PullPolicy
{
    /// <summary>When the node lacks it.</summary>
    IfNotPresent,

    /// <summary>At every start.</summary>
    Always,

    /// <summary>Never; it must be there.</summary>
    Never,
}

/// <summary>A port of the container and of the Service.</summary>
public sealed record PortDeclaration
{
    /// <summary>Container port.</summary>
    [Field("Port the program listens on.", Required = true, Minimum = 1, Maximum = 65535)]
    public int Port { get; init; }

    /// <summary>Port of the Service.</summary>
    [Field("Port of the Service.", Minimum = 1, Maximum = 65535, Default = "80 for http, else the port")]
    public int? ServicePort { get; init; }

    /// <summary>Port on every node.</summary>
    [Field("Port on every node, for a Service of type NodePort or LoadBalancer.", Minimum = 30000, Maximum = 32767)]
    public int? NodePort { get; init; }

    /// <summary>Transport protocol.</summary>
    [Field("Transport protocol.", Default = "TCP")]
    public Protocol Protocol { get; init; } = Protocol.Tcp;

    /// <summary>Application protocol.</summary>
    [Field("Application protocol hint of the Service port, such as `kubernetes.io/h2c`.", Format = Format.QualifiedName)]
    public string? AppProtocol { get; init; }
}

/// <summary>Transport protocol of a port.</summary>
[Spelling(NameCase.Upper)]
public enum Protocol
{
    /// <summary>TCP.</summary>
    Tcp,

    /// <summary>UDP.</summary>
    Udp,

    /// <summary>SCTP.</summary>
    Sctp,
}

/// <summary>A key of a Secret.</summary>
public sealed record SecretKey
{
    /// <summary>Name of the Secret.</summary>
    [Field("Name of the Secret.", Required = true, Format = Format.DnsSubdomain)]
    public string Secret { get; init; } = "";

    /// <summary>Key in the Secret.</summary>
    [Field("Key in the Secret.", Required = true, Format = Format.ConfigKey)]
    public string Key { get; init; } = "";

    /// <summary>Whether the pod starts without it.</summary>
    [Field("Whether the pod starts without it.", Default = "false")]
    public bool Optional { get; init; }
}

/// <summary>A Secret or ConfigMap all of whose keys become environment variables.</summary>
public sealed record EnvSource
{
    /// <summary>Name of a Secret.</summary>
    [Field("Name of a Secret; or give `configMap`.", Format = Format.DnsSubdomain)]
    public string? Secret { get; init; }

    /// <summary>Name of a ConfigMap.</summary>
    [Field("Name of a ConfigMap; or give `secret`.", Format = Format.DnsSubdomain)]
    public string? ConfigMap { get; init; }

    /// <summary>Prefix of the variables.</summary>
    [Field("Prefix of the variables' names.")]
    public string? Prefix { get; init; }

    /// <summary>Whether the pod starts without it.</summary>
    [Field("Whether the pod starts without it.", Default = "false")]
    public bool Optional { get; init; }
}

/// <summary>Configuration in a ConfigMap of the chart.</summary>
public sealed record ConfigDeclaration
{
    /// <summary>Keys and texts.</summary>
    [Field("Keys and their texts.", KeyFormat = Format.ConfigKey)]
    public IReadOnlyDictionary<string, string> Data { get; init; } = new Dictionary<string, string>();

    /// <summary>Keys whose texts are files.</summary>
    [Field("Keys whose texts are files of the app's folder.", KeyFormat = Format.ConfigKey, Format = Format.RelativePath)]
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the ConfigMap is mounted.</summary>
    [Field("Folder of the container in which the keys appear as files.", Format = Format.ContainerPath)]
    public string? MountPath { get; init; }

    /// <summary>Whether keys become environment variables.</summary>
    [Field("Whether the keys become environment variables.", Default = "true without `mountPath`, else false")]
    public bool? Env { get; init; }
}

/// <summary>CPU and memory.</summary>
public sealed record ResourcesDeclaration
{
    /// <summary>Whether defaults fill what is left out.</summary>
    [Field("Whether what is left out comes from the defaults of the type and language; else there is none of it.", Default = "true")]
    public bool Defaults { get; init; } = true;

    /// <summary>What is reserved.</summary>
    [Field("What is reserved for the container, by resource name.", KeyFormat = Format.QualifiedName, Format = Format.Quantity, Example = "{ cpu: 50m, memory: 64Mi }")]
    public IReadOnlyDictionary<string, string> Requests { get; init; } = new Dictionary<string, string>();

    /// <summary>What it may not exceed.</summary>
    [Field("What the container may not exceed, by resource name.", KeyFormat = Format.QualifiedName, Format = Format.Quantity, Example = "{ cpu: 200m, memory: 256Mi }")]
    public IReadOnlyDictionary<string, string> Limits { get; init; } = new Dictionary<string, string>();
}

/// <summary>Health checks: one path for all, or each in full.</summary>
public sealed record HealthDeclaration
{
    /// <summary>Whether there are probes.</summary>
    [Field("Whether the program is asked at all.", Default = "true")]
    public bool Enabled { get; init; } = true;

    /// <summary>Path of all HTTP checks that are not given in full.</summary>
    [Field("Path that answers 200 when all is well; makes a liveness and a readiness probe.", Format = Format.UrlPath)]
    public string? Path { get; init; }

    /// <summary>Port of the checks.</summary>
    [Field("Port that is asked, where it is not the first one.", Minimum = 1, Maximum = 65535)]
    public int? Port { get; init; }

    /// <summary>When to restart.</summary>
    [Field("When the container is restarted.")]
    public ProbeDeclaration? Liveness { get; init; }

    /// <summary>When to send requests.</summary>
    [Field("When the pod gets requests.")]
    public ProbeDeclaration? Readiness { get; init; }

    /// <summary>When it has started.</summary>
    [Field("When the program has started; until then the other probes wait.")]
    public ProbeDeclaration? Startup { get; init; }
}

/// <summary>One probe: exactly one of path, tcp, exec, grpc, and its times.</summary>
public sealed record ProbeDeclaration
{
    /// <summary>HTTP path.</summary>
    [Field("HTTP path that is asked.", Format = Format.UrlPath)]
    public string? Path { get; init; }

    /// <summary>Scheme.</summary>
    [Field("Scheme of the HTTP request.", Default = "HTTP")]
    public HttpScheme? Scheme { get; init; }

    /// <summary>HTTP headers.</summary>
    [Field("Headers of the HTTP request.")]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Port of an HTTP or gRPC check.</summary>
    [Field("Port that is asked, where it is not the app's first one.", Minimum = 1, Maximum = 65535)]
    public int? Port { get; init; }

    /// <summary>TCP check.</summary>
    [Field("Whether opening the port is enough.", Default = "false")]
    public bool Tcp { get; init; }

    /// <summary>Command.</summary>
    [Field("Command that is run in the container; 0 is healthy.")]
    public IReadOnlyList<string> Exec { get; init; } = [];

    /// <summary>gRPC check.</summary>
    [Field("Whether the gRPC health service is asked.", Default = "false")]
    public bool Grpc { get; init; }

    /// <summary>gRPC service name.</summary>
    [Field("Name of the service that the gRPC health service is asked for.")]
    public string? GrpcService { get; init; }

    /// <summary>Seconds before the first check.</summary>
    [Field("Seconds before the first check.", Minimum = 0, Maximum = 86_400)]
    public int? InitialDelaySeconds { get; init; }

    /// <summary>Seconds between checks.</summary>
    [Field("Seconds between checks.", Minimum = 1, Maximum = 86_400)]
    public int? PeriodSeconds { get; init; }

    /// <summary>Seconds a check may take.</summary>
    [Field("Seconds a check may take.", Minimum = 1, Maximum = 86_400)]
    public int? TimeoutSeconds { get; init; }

    /// <summary>Successes that count as healthy.</summary>
    [Field("Successes in a row that count as healthy.", Minimum = 1, Maximum = 1000)]
    public int? SuccessThreshold { get; init; }

    /// <summary>Failures that count as unhealthy.</summary>
    [Field("Failures in a row that count as unhealthy.", Minimum = 1, Maximum = 1000)]
    public int? FailureThreshold { get; init; }
}

/// <summary>Scheme of an HTTP probe.</summary>
[Spelling(NameCase.Upper)]
public enum HttpScheme
{
    /// <summary>HTTP.</summary>
    Http,

    /// <summary>HTTPS, certificate not checked.</summary>
    Https,
}

/// <summary>How pods are replaced by new ones.</summary>
public sealed record StrategyDeclaration
{
    /// <summary>Kind of replacement.</summary>
    [Field("`RollingUpdate`: new pods beside old ones; `Recreate`: old ones end first, for a single writer.", Default = "RollingUpdate")]
    public StrategyType Type { get; init; } = StrategyType.RollingUpdate;

    /// <summary>Pods beyond the wanted number.</summary>
    [Field("Pods beyond the wanted number while rolling.", Format = Format.IntOrPercent)]
    public string? MaxSurge { get; init; }

    /// <summary>Pods that may be missing.</summary>
    [Field("Pods that may be missing while rolling.", Format = Format.IntOrPercent)]
    public string? MaxUnavailable { get; init; }
}

/// <summary>Kind of replacement of pods.</summary>
[Spelling(NameCase.Pascal)]
public enum StrategyType
{
    /// <summary>New pods beside old ones.</summary>
    RollingUpdate,

    /// <summary>Old pods end first.</summary>
    Recreate,
}

/// <summary>What happens when runs of a CronJob overlap.</summary>
[Spelling(NameCase.Pascal)]
public enum ConcurrencyPolicy
{
    /// <summary>The new run is left out.</summary>
    Forbid,

    /// <summary>Both run.</summary>
    Allow,

    /// <summary>The old run is ended.</summary>
    Replace,
}

/// <summary>How many pods a node drain must leave.</summary>
public sealed record PodDisruptionBudgetDeclaration
{
    /// <summary>Whether there is a budget.</summary>
    [Field("Whether there is a budget.", Default = "true")]
    public bool Enabled { get; init; } = true;

    /// <summary>Pods that must stay.</summary>
    [Field("Pods that must stay; or give `maxUnavailable`.", Format = Format.IntOrPercent)]
    public string? MinAvailable { get; init; }

    /// <summary>Pods that may be missing.</summary>
    [Field("Pods that may be missing; or give `minAvailable`.", Format = Format.IntOrPercent)]
    public string? MaxUnavailable { get; init; }

    /// <summary>Whether one replica has a budget too.</summary>
    [Field("Whether there is a budget even while there is one replica, whose node drain it blocks.", Default = "true where the app asks for a budget")]
    public bool? SingleReplica { get; init; }
}

/// <summary>The service account that pods run as.</summary>
public sealed record ServiceAccountDeclaration
{
    /// <summary>Whether the chart makes it.</summary>
    [Field("Whether the chart makes a service account for the app.", Default = "false", Fixed = true)]
    public bool Create { get; init; }

    /// <summary>Name of an account.</summary>
    [Field("Name of the account; by default the chart's naming pattern where it is made, else the namespace's default account.", Format = Format.DnsSubdomain)]
    public string? Name { get; init; }

    /// <summary>Annotations.</summary>
    [Field("Annotations of the account that the chart makes.", KeyFormat = Format.QualifiedName)]
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether pods get its token.</summary>
    [Field("Whether the pods get the account's token.", Default = "false")]
    public bool AutomountToken { get; init; }
}

/// <summary>A volume and where it is mounted: exactly one source.</summary>
public sealed record VolumeDeclaration
{
    /// <summary>Existing claim.</summary>
    [Field("Name of an existing PersistentVolumeClaim.", Format = Format.DnsSubdomain)]
    public string? Claim { get; init; }

    /// <summary>ConfigMap.</summary>
    [Field("Name of an existing ConfigMap.", Format = Format.DnsSubdomain)]
    public string? ConfigMap { get; init; }

    /// <summary>Secret.</summary>
    [Field("Name of an existing Secret.", Format = Format.DnsSubdomain)]
    public string? Secret { get; init; }

    /// <summary>Empty folder.</summary>
    [Field("Whether it is a folder that lives and dies with the pod.", Default = "false")]
    public bool EmptyDir { get; init; }

    /// <summary>Size limit of an empty folder.</summary>
    [Field("Size limit of an `emptyDir`.", Format = Format.Quantity)]
    public string? SizeLimit { get; init; }

    /// <summary>Whether an empty folder is in memory.</summary>
    [Field("Whether an `emptyDir` is held in memory.", Default = "false")]
    public bool InMemory { get; init; }

    /// <summary>Mount path.</summary>
    [Field("Folder of the container where it is mounted.", Required = true, Format = Format.ContainerPath)]
    public string MountPath { get; init; } = "";

    /// <summary>Path in the volume.</summary>
    [Field("Path inside the volume, instead of its root.", Format = Format.RelativePath)]
    public string? SubPath { get; init; }

    /// <summary>Read only.</summary>
    [Field("Whether it is mounted read-only.", Default = "false")]
    public bool ReadOnly { get; init; }
}
