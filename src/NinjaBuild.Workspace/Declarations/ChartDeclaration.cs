using NinjaBuild.Workspace.Model;
using NinjaBuild.Yaml;

namespace NinjaBuild.Workspace.Declarations;

/// <summary>What <c>charts/&lt;chart&gt;/compose.yaml</c> says: which apps and jobs make one Helm chart.</summary>
public sealed record ChartDeclaration : Declaration
{
    /// <summary>Name of the chart.</summary>
    [Field("Name of the chart; the same as its folder.", Required = true, Format = Format.DnsLabel)]
    public string Name { get; init; } = "";

    /// <summary>Chart version.</summary>
    [Field("Version of the chart.", Required = true, Format = Format.SemVer)]
    public string Version { get; init; } = "";

    /// <summary>Version of what the chart deploys.</summary>
    [Field("Version of what the chart deploys; without it, the apps' common version, where they have one.")]
    public string? AppVersion { get; init; }

    /// <summary>What the chart is.</summary>
    [Field("What the chart is; the composed apps are added to it.")]
    public string? Description { get; init; }

    /// <summary>Kubernetes versions the chart runs on.</summary>
    [Field("Kubernetes versions the chart runs on, as Helm's `kubeVersion` takes it.", Format = Format.VersionRange, Default = "\">=1.25.0-0\"")]
    public string KubeVersion { get; init; } = ">=1.25.0-0";

    /// <summary>Namespace of the release.</summary>
    [Field("Namespace the chart is released into; an environment may set its own.", Format = Format.DnsLabel, Default = "the chart's name")]
    public string? Namespace { get; init; }

    /// <summary>Names of the long-running apps.</summary>
    [Field("Names of the apps (external-api, internal-api, worker) in the chart.", Format = Format.DnsLabel)]
    public IReadOnlyList<string> Apps { get; init; } = [];

    /// <summary>Names of the jobs.</summary>
    [Field("Names of the jobs in the chart.", Format = Format.DnsLabel)]
    public IReadOnlyList<string> Jobs { get; init; } = [];

    /// <summary>Names of charts that are deployed before this one.</summary>
    [Field("Names of charts that are deployed, and healthy, before this one, where a deploy is about both.", Format = Format.DnsLabel)]
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>Further namespaces of the chart's objects.</summary>
    [Field("Further namespaces that objects of the chart may be in; a deploy refuses any other. An environment may set its own.", Format = Format.DnsLabel)]
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>Kinds outside namespaces that the chart may have.</summary>
    [Field("Kinds of objects outside namespaces that the chart may have; a deploy refuses any other.", Format = Format.Kind, Example = "[ClusterRole, ClusterRoleBinding]")]
    public IReadOnlyList<string> ClusterScoped { get; init; } = [];

    /// <summary>Ingress of the chart.</summary>
    [Field("How external-apis are reached from outside the cluster.")]
    public ChartIngress Ingress { get; init; } = new();

    /// <summary>Patterns of object names.</summary>
    [Field("Patterns of object names, so that a migrated chart keeps the names that are live.")]
    public Naming Naming { get; init; } = new();

    /// <summary>Environment variables of every container.</summary>
    [Field("Environment variables that all apps and jobs share; an app's own `env` wins.", KeyFormat = Format.EnvName)]
    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();

    /// <summary>Environment variables from Secrets.</summary>
    [Field("Environment variables from Secrets that all apps and jobs share; an app's own win.", KeyFormat = Format.EnvName)]
    public IReadOnlyDictionary<string, SecretKey> SecretEnv { get; init; } = new Dictionary<string, SecretKey>();

    /// <summary>Sources of environment variables.</summary>
    [Field("Secrets and ConfigMaps all of whose keys become environment variables of all apps and jobs.")]
    public IReadOnlyList<EnvSource> EnvFrom { get; init; } = [];

    /// <summary>Secrets for pulling images.</summary>
    [Field("Names of the Secrets with which images are pulled.", Format = Format.DnsSubdomain)]
    public IReadOnlyList<string> ImagePullSecrets { get; init; } = [];

    /// <summary>Labels of every object.</summary>
    [Field("Labels on every object of the chart.", KeyFormat = Format.QualifiedName, Format = Format.LabelValue)]
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Annotations of every object.</summary>
    [Field("Annotations on every object of the chart.", KeyFormat = Format.QualifiedName)]
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    /// <summary>Extra YAML files of the chart.</summary>
    [Field("Extra YAML files, relative to this one, whose objects go into the chart; their namespace and labels are set by the chart. "
        + "The annotation `ninjabuild.dev/namespace` names another namespace.",
        Format = Format.RelativePath)]
    public IReadOnlyList<string> Manifests { get; init; } = [];

    /// <summary>What differs in an environment.</summary>
    [Field("What differs in an environment.", KeyFormat = Format.DnsLabel)]
    public IReadOnlyDictionary<string, ChartOverlay> Environments { get; init; } = new Dictionary<string, ChartOverlay>();
}

/// <summary>What a chart changes in an environment.</summary>
public sealed record ChartOverlay
{
    /// <summary>Namespace in the environment.</summary>
    [Field("Namespace of the release in this environment.", Format = Format.DnsLabel)]
    public string? Namespace { get; init; }

    /// <summary>Further namespaces in the environment.</summary>
    [Field("Further namespaces that objects of the chart may be in in this environment.", Format = Format.DnsLabel, Default = "the chart's `namespaces`")]
    public IReadOnlyList<string>? Namespaces { get; init; }

    /// <summary>Values laid over the chart's.</summary>
    [Field("Values laid over the chart's `values.yaml` in this environment; checked against the chart's values.")]
    public YamlMapping? Values { get; init; }

    /// <summary>Extra YAML files of the environment.</summary>
    [Field("Extra YAML files, as in the chart's `manifests`, whose objects exist in this environment alone.", Format = Format.RelativePath)]
    public IReadOnlyList<string> Manifests { get; init; } = [];
}

/// <summary>How a chart's external-apis are reached from outside the cluster.</summary>
public sealed record ChartIngress
{
    /// <summary>One Ingress for all, or one each.</summary>
    [Field("`single`: one Ingress for all external-apis; `per-app`: one for each.", Default = "single", Fixed = true)]
    public IngressMode Mode { get; init; } = IngressMode.Single;

    /// <summary>Whether there is an Ingress.</summary>
    [Field("Whether the chart has an Ingress.", Default = "true")]
    public bool Enabled { get; init; } = true;

    /// <summary>Ingress class.</summary>
    [Field("Ingress class; without it the cluster's default class serves.", Format = Format.DnsSubdomain)]
    public string? ClassName { get; init; }

    /// <summary>Host of apps that name none.</summary>
    [Field("Host of apps that name none.", Format = Format.HostName)]
    public string? Host { get; init; }

    /// <summary>Hosts of apps that name none.</summary>
    [Field("Hosts of apps that name none, where there are several.", Format = Format.HostName)]
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Annotations of the Ingress.</summary>
    [Field("Annotations of each Ingress; an app's own win.", KeyFormat = Format.QualifiedName)]
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    /// <summary>TLS shared by all hosts.</summary>
    [Field("TLS for the hosts of apps that set none of their own.")]
    public IngressTls? Tls { get; init; }
}

/// <summary>How Ingresses are divided.</summary>
public enum IngressMode
{
    /// <summary>One Ingress for all external-apis of the chart.</summary>
    Single,

    /// <summary>An Ingress for each external-api.</summary>
    PerApp,
}

/// <summary>Names of the objects of one app; what is missing follows the chart's patterns.</summary>
public sealed record AppNaming
{
    /// <summary>Deployment, Job or CronJob.</summary>
    [Field("Name of the Deployment, Job or CronJob.", Format = Format.NamePattern)]
    public string? Workload { get; init; }

    /// <summary>Service.</summary>
    [Field("Name of the Service.", Format = Format.NamePattern)]
    public string? Service { get; init; }

    /// <summary>Ingress of mode per-app.</summary>
    [Field("Name of the Ingress (mode per-app).", Format = Format.NamePattern)]
    public string? Ingress { get; init; }

    /// <summary>ConfigMap.</summary>
    [Field("Name of the ConfigMap.", Format = Format.NamePattern)]
    public string? Config { get; init; }

    /// <summary>ServiceAccount.</summary>
    [Field("Name of the ServiceAccount.", Format = Format.NamePattern)]
    public string? ServiceAccount { get; init; }

    /// <summary>Disruption budget.</summary>
    [Field("Name of the PodDisruptionBudget.", Format = Format.NamePattern)]
    public string? PodDisruptionBudget { get; init; }

    /// <summary>Container.</summary>
    [Field("Name of the app's own container.", Format = Format.NamePattern)]
    public string? Container { get; init; }
}

/// <summary>Patterns of object names.</summary>
public sealed record Naming
{
    /// <summary>Deployments, Jobs, CronJobs and what belongs to a workload alone.</summary>
    [Field("Name of an app's Deployment, Job or CronJob.", Format = Format.NamePattern, Default = "\"{app}\"")]
    public string Workload { get; init; } = "{app}";

    /// <summary>Services.</summary>
    [Field("Name of an app's Service.", Format = Format.NamePattern, Default = "\"{app}\"")]
    public string Service { get; init; } = "{app}";

    /// <summary>Ingresses.</summary>
    [Field("Name of the Ingress.", Format = Format.NamePattern, Default = "\"{chart}\" in mode single, \"{app}\" in mode per-app")]
    public string? Ingress { get; init; }

    /// <summary>ConfigMaps.</summary>
    [Field("Name of an app's ConfigMap.", Format = Format.NamePattern, Default = "\"{app}-config\"")]
    public string Config { get; init; } = "{app}-config";

    /// <summary>Service accounts.</summary>
    [Field("Name of an app's ServiceAccount.", Format = Format.NamePattern, Default = "\"{app}\"")]
    public string ServiceAccount { get; init; } = "{app}";

    /// <summary>Disruption budgets.</summary>
    [Field("Name of an app's PodDisruptionBudget.", Format = Format.NamePattern, Default = "\"{app}\"")]
    public string PodDisruptionBudget { get; init; } = "{app}";

    /// <summary>Containers.</summary>
    [Field("Name of an app's own container in its pods.", Format = Format.NamePattern, Default = "\"{app}\"")]
    public string Container { get; init; } = "{app}";

    /// <summary>Selectors of the apps.</summary>
    [Field("Selector labels of every app that pins none of its own, where the live workloads have others than the chart would choose (a selector is immutable).",
        KeyFormat = Format.QualifiedName, Format = Format.LabelPattern)]
    public IReadOnlyDictionary<string, string> Selector { get; init; } = new Dictionary<string, string>();
}
