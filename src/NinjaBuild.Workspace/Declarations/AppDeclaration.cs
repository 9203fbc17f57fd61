using NinjaBuild.Workspace.Model;
using NinjaBuild.Yaml;

namespace NinjaBuild.Workspace.Declarations;

/// <summary>What an <c>app.yaml</c> says: one deployable program.</summary>
public sealed record AppDeclaration : Declaration
{
    /// <summary>Name of the app.</summary>
    [Field("Name of the app, unique in the workspace.", Required = true, Format = Format.DnsLabel, Fixed = true)]
    public string Name { get; init; } = "";

    /// <summary>Type of the app; <see langword="null"/> where the declaration leaves it to be inferred.</summary>
    [Field("What kind of program it is; a name with `api` in it may leave it out and is an internal-api.", Fixed = true)]
    public AppType? Type { get; init; }

    /// <summary>The group the app belongs to.</summary>
    [Field("The group of apps it belongs to; becomes the label `app.kubernetes.io/part-of`.", Format = Format.LabelValue, Fixed = true)]
    public string? Domain { get; init; }

    /// <summary>What the app does.</summary>
    [Field("What the app does, for people.", Fixed = true)]
    public string? Description { get; init; }

    /// <summary>Version of the app.</summary>
    [Field("Version of the app; `{version}` in the image tag, and the tag where none is given.", Format = Format.PlainTag)]
    public string? Version { get; init; }

    /// <summary>Programming language.</summary>
    [Field("Programming language; chooses default resources.")]
    public Language? Language { get; init; }

    /// <summary>The container image.</summary>
    [Field("The container image.")]
    public ImageDeclaration Image { get; init; } = new();

    /// <summary>Entry point.</summary>
    [Field("Entry point, instead of the image's.")]
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Arguments.</summary>
    [Field("Arguments of the entry point, instead of the image's.")]
    public IReadOnlyList<string> Args { get; init; } = [];

    /// <summary>Container port.</summary>
    [Field("Port the program listens on, named `http`.", Minimum = 1, Maximum = 65535)]
    public int? Port { get; init; }

    /// <summary>Named container ports.</summary>
    [Field("Named ports, where there are several or one is not HTTP.", KeyFormat = Format.PortName)]
    public IReadOnlyDictionary<string, PortDeclaration> Ports { get; init; } = new Dictionary<string, PortDeclaration>();

    /// <summary>Environment variables.</summary>
    [Field("Environment variables.", KeyFormat = Format.EnvName)]
    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();

    /// <summary>Environment variables from Secrets.</summary>
    [Field("Environment variables from keys of Secrets.", KeyFormat = Format.EnvName)]
    public IReadOnlyDictionary<string, SecretKey> SecretEnv { get; init; } = new Dictionary<string, SecretKey>();

    /// <summary>Sources of environment variables.</summary>
    [Field("Secrets and ConfigMaps all of whose keys become environment variables.")]
    public IReadOnlyList<EnvSource> EnvFrom { get; init; } = [];

    /// <summary>Configuration in a ConfigMap.</summary>
    [Field("Configuration that the chart puts into a ConfigMap; pods restart when it changes.")]
    public ConfigDeclaration? Config { get; init; }

    /// <summary>CPU and memory.</summary>
    [Field("CPU and memory; what is left out comes from the defaults of the type and language.")]
    public ResourcesDeclaration Resources { get; init; } = new();

    /// <summary>Health checks.</summary>
    [Field("How Kubernetes asks whether the program is healthy.")]
    public HealthDeclaration? Health { get; init; }

    /// <summary>Number of pods.</summary>
    [Field("Number of pods.", Minimum = 0, Maximum = 10000, Default = "1")]
    public int Replicas { get; init; } = 1;

    /// <summary>How pods are replaced.</summary>
    [Field("How pods are replaced by new ones.")]
    public StrategyDeclaration? Strategy { get; init; }

    /// <summary>The Service.</summary>
    [Field("The Service in front of the pods.")]
    public ServiceDeclaration Service { get; init; } = new();

    /// <summary>Whether an internal-api gets an Ingress.</summary>
    [Field("Whether an internal-api gets an Ingress all the same.", Default = "false", Fixed = true)]
    public bool ExposeIngress { get; init; }

    /// <summary>Ingress routes.</summary>
    [Field("How the app is reached from outside the cluster.")]
    public AppIngress Ingress { get; init; } = new();

    /// <summary>Volumes.</summary>
    [Field("Volumes and where they are mounted.", KeyFormat = Format.DnsLabel)]
    public IReadOnlyDictionary<string, VolumeDeclaration> Volumes { get; init; } = new Dictionary<string, VolumeDeclaration>();

    /// <summary>Cron schedule.</summary>
    [Field("Cron schedule: makes a job a CronJob.", Format = Format.Cron, Example = "\"0 3 * * *\"")]
    public string? Schedule { get; init; }

    /// <summary>Time zone of the schedule.</summary>
    [Field("Time zone of the schedule, such as `Etc/UTC`.")]
    public string? TimeZone { get; init; }

    /// <summary>What happens when runs of a CronJob overlap.</summary>
    [Field("What happens when runs of a CronJob overlap.", Default = "Forbid")]
    public ConcurrencyPolicy ConcurrencyPolicy { get; init; } = ConcurrencyPolicy.Forbid;

    /// <summary>Whether the CronJob is paused.</summary>
    [Field("Whether a CronJob is paused.", Default = "false")]
    public bool Suspend { get; init; }

    /// <summary>Retries of a job.</summary>
    [Field("How often a job is tried again.", Minimum = 0, Maximum = 1000, Default = "3")]
    public int BackoffLimit { get; init; } = 3;

    /// <summary>Time limit of a job in seconds.</summary>
    [Field("Seconds after which a job is ended as failed.", Minimum = 1, Maximum = 31_536_000, Default = "600")]
    public int ActiveDeadlineSeconds { get; init; } = 600;

    /// <summary>Seconds a finished job is kept.</summary>
    [Field("Seconds after which a finished job is deleted.", Minimum = 0, Maximum = 31_536_000)]
    public int? TtlSecondsAfterFinished { get; init; }

    /// <summary>Whether a job is a Helm hook.</summary>
    [Field("Whether a job runs as a Helm hook, before the release is installed or upgraded.", Default = "true, false with a schedule", Fixed = true)]
    public bool? Hook { get; init; }

    /// <summary>Disruption budget.</summary>
    [Field("How many pods a node drain must leave; by default 1, and none for an app of one replica, whose drain it would block.")]
    public PodDisruptionBudgetDeclaration? PodDisruptionBudget { get; init; }

    /// <summary>Service account.</summary>
    [Field("The service account the pods run as.")]
    public ServiceAccountDeclaration ServiceAccount { get; init; } = new();

    /// <summary>Pod security context.</summary>
    [Field("Security context of the pods, laid over the secure defaults; a field set to `null` is left out.")]
    public IReadOnlyDictionary<string, object?> PodSecurityContext { get; init; } = new Dictionary<string, object?>();

    /// <summary>Container security context.</summary>
    [Field("Security context of the containers, laid over the secure defaults; a field set to `null` is left out.")]
    public IReadOnlyDictionary<string, object?> SecurityContext { get; init; } = new Dictionary<string, object?>();

    /// <summary>Node labels.</summary>
    [Field("Labels of the nodes the pods may run on.", KeyFormat = Format.QualifiedName, Format = Format.LabelValue)]
    public IReadOnlyDictionary<string, string> NodeSelector { get; init; } = new Dictionary<string, string>();

    /// <summary>Tolerations.</summary>
    [Field("Taints the pods tolerate, as in a pod spec.")]
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Tolerations { get; init; } = [];

    /// <summary>Affinity.</summary>
    [Field("Affinity, as in a pod spec.")]
    public IReadOnlyDictionary<string, object?> Affinity { get; init; } = new Dictionary<string, object?>();

    /// <summary>Topology spread.</summary>
    [Field("Topology spread constraints, as in a pod spec; a missing `labelSelector` is the app's own.")]
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> TopologySpreadConstraints { get; init; } = [];

    /// <summary>Priority class.</summary>
    [Field("Priority class of the pods.", Format = Format.DnsSubdomain)]
    public string? PriorityClassName { get; init; }

    /// <summary>Seconds a pod has to end.</summary>
    [Field("Seconds a pod has to end before it is killed.", Minimum = 0, Maximum = 86_400)]
    public int? TerminationGracePeriodSeconds { get; init; }

    /// <summary>Container lifecycle.</summary>
    [Field("Lifecycle handlers (`postStart`, `preStop`), as in a pod spec.")]
    public IReadOnlyDictionary<string, object?> Lifecycle { get; init; } = new Dictionary<string, object?>();

    /// <summary>Init containers.</summary>
    [Field("Init containers, as in a pod spec; they get the secure defaults.")]
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> InitContainers { get; init; } = [];

    /// <summary>Further containers.</summary>
    [Field("Further containers beside the app's, as in a pod spec; they get the secure defaults.")]
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Sidecars { get; init; } = [];

    /// <summary>Labels of the app's objects and pods.</summary>
    [Field("Labels on the app's objects and pods.", KeyFormat = Format.QualifiedName, Format = Format.LabelValue)]
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Annotations of the app's objects.</summary>
    [Field("Annotations on the app's objects.", KeyFormat = Format.QualifiedName)]
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    /// <summary>Annotations of the pods.</summary>
    [Field("Annotations on the app's pods.", KeyFormat = Format.QualifiedName)]
    public IReadOnlyDictionary<string, string> PodAnnotations { get; init; } = new Dictionary<string, string>();

    /// <summary>Pinned selector.</summary>
    [Field("Selector labels to keep, where a live workload has others than the chart would choose (a selector is immutable); they win over the chart's `naming.selector`.",
        KeyFormat = Format.QualifiedName, Format = Format.LabelPattern, Fixed = true)]
    public IReadOnlyDictionary<string, string> Selector { get; init; } = new Dictionary<string, string>();

    /// <summary>What must be healthy first.</summary>
    [Field("Apps and jobs that must be healthy before this one is deployed.", Format = Format.DnsLabel, Fixed = true)]
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>Extra YAML files.</summary>
    [Field("Extra YAML files, relative to this one, whose objects go into the chart; their namespace and labels are set by the chart.",
        Format = Format.RelativePath, Fixed = true)]
    public IReadOnlyList<string> Manifests { get; init; } = [];

    /// <summary>What differs in an environment: fields of this same declaration.</summary>
    [Field("What differs in an environment: any field of this declaration that does not shape the chart's files.",
        KeyFormat = Format.DnsLabel, Fixed = true, Overlays = typeof(AppDeclaration), Example = "{ prod: { replicas: 3 } }")]
    public IReadOnlyDictionary<string, YamlMapping> Environments { get; init; } = new Dictionary<string, YamlMapping>();
}

/// <summary>What kind of program an app is; decides which artifacts it gets.</summary>
public enum AppType
{
    /// <summary>Serves HTTP to the outside: Deployment, Service, Ingress.</summary>
    ExternalApi,

    /// <summary>Serves HTTP inside the cluster: Deployment, Service.</summary>
    InternalApi,

    /// <summary>Works without being called: Deployment.</summary>
    Worker,

    /// <summary>Runs to an end: Job, or CronJob with a schedule.</summary>
    Job,
}

/// <summary>Programming language of an app; chooses default resources.</summary>
public enum Language
{
    /// <summary>Compiled to machine code.</summary>
    Go,

    /// <summary>Compiled to machine code.</summary>
    Rust,

    /// <summary>CPython.</summary>
    Python,

    /// <summary>Node.js.</summary>
    Node,

    /// <summary>.NET.</summary>
    Dotnet,

    /// <summary>JVM.</summary>
    Java,
}
