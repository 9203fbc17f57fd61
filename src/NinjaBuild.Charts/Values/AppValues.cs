using NinjaBuild.Hermetic;
using System.Text;
using NinjaBuild.Charts.Rules;
using NinjaBuild.Workspace;
using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Charts.Values;

/// <summary>
/// The values of one app: the fields of its declaration under the same names, with every default filled in. What shapes the chart's
/// files (name, type, dependencies, …) is not a value.
/// </summary>
static class AppValues
{
    // The order of values.yaml: what is changed most often comes first.
    static readonly string[] Order =
    [
        "image", "replicas", "strategy", "schedule", "timeZone", "concurrencyPolicy", "suspend", "backoffLimit", "activeDeadlineSeconds",
        "ttlSecondsAfterFinished", "command", "args", "port", "ports", "env", "secretEnv", "envFrom", "config", "resources", "health", "service",
        "ingress", "podDisruptionBudget", "volumes", "serviceAccount", "podSecurityContext", "securityContext", "nodeSelector", "tolerations",
        "affinity", "topologySpreadConstraints", "priorityClassName", "terminationGracePeriodSeconds", "lifecycle", "initContainers", "sidecars",
        "labels", "annotations", "podAnnotations",
    ];

    static readonly string[] CronJobOnly = ["schedule", "timeZone", "concurrencyPolicy", "suspend"];
    static readonly string[] JobOnly = ["backoffLimit", "activeDeadlineSeconds", "ttlSecondsAfterFinished"];
    static readonly string[] LongRunningOnly = ["replicas", "strategy", "podDisruptionBudget"];

    static readonly string[] CronJob = [.. Order.Except([.. LongRunningOnly, "service", "ingress"])];
    static readonly string[] Job = [.. CronJob.Except(CronJobOnly)];
    static readonly string[] RoutedApi = [.. Order.Except([.. CronJobOnly, .. JobOnly])];
    static readonly string[] Api = [.. RoutedApi.Except(["ingress"])];
    static readonly string[] Worker = [.. Api.Except(["service"])];

    /// <summary>Names of the fields that are values for a kind of app, in the order of <c>values.yaml</c>.</summary>
    public static IReadOnlyList<string> FieldsOf(AppKind kind) => kind switch
    {
        AppKind.RoutedApi => RoutedApi,
        AppKind.Api => Api,
        AppKind.Worker => Worker,
        AppKind.CronJob => CronJob,
        _ => Job,
    };

    /// <summary>The values of an app as an environment's declaration has them.</summary>
    /// <param name="kind">Decides which fields are values.</param>
    /// <param name="type">Type of the app.</param>
    /// <param name="app">The declaration, with the environment's overlay applied.</param>
    /// <param name="image">The image with placeholders filled in.</param>
    /// <param name="readFile">Reads a file of the app's folder, for <c>config.files</c>.</param>
    public static Dictionary<string, object?> Of(
        AppKind kind, AppType type, AppDeclaration app, ResolvedImage image, Func<string, byte[]> readFile)
    {
        var values = new Dictionary<string, object?> { ["enabled"] = true };
        foreach (var name in FieldsOf(kind))
        {
            var value = name switch
            {
                "image" => Image(app.Image, image),
                "config" => app.Config is { } config ? Config(app, config, readFile) : new Dictionary<string, object?>(),
                "resources" => ResourceDefaults.For(type, app.Language, app.Resources),
                "health" => Health(type, app.Health),
                "strategy" => ModelTree.Of(app.Strategy ?? new StrategyDeclaration()),
                "podDisruptionBudget" => Budget(app.PodDisruptionBudget),
                "serviceAccount" => ServiceAccount(app.ServiceAccount),
                "ingress" => Ingress(app.Ingress),
                "podSecurityContext" => SecurityDefaults.Pod(app.PodSecurityContext),
                "securityContext" => SecurityDefaults.Container(app.SecurityContext),
                _ => ModelTree.Of(ModelType.Of(typeof(AppDeclaration)).Field(name).GetValue(app)),
            };
            if (value is not null)
                values[name] = value;
        }

        return values;
    }

    static Dictionary<string, object?> Image(ImageDeclaration image, ResolvedImage resolved) => new()
    {
        ["repository"] = resolved.Repository,
        ["tag"] = resolved.Tag ?? "",
        ["digest"] = resolved.Digest ?? "",
        ["pullPolicy"] = ModelTree.Of(image.PullPolicy),
        ["pullSecrets"] = ModelTree.Of(image.PullSecrets),
    };

    static Dictionary<string, object?> Config(AppDeclaration app, ConfigDeclaration config, Func<string, byte[]> readFile)
    {
        var data = ValueTree.Texts(config.Data);
        foreach (var (key, file) in config.Files)
            data[key] = Text(file, readFile(SourcePath.Beside(app.Path, file)));
        return new Dictionary<string, object?>
        {
            ["data"] = data,
            ["env"] = config.Env ?? config.MountPath is null,
            ["mountPath"] = config.MountPath ?? "",
        };
    }

    static string Text(string file, byte[] content)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(content);
        }
        catch (DecoderFallbackException)
        {
            throw new RuleException($"{file}: is not UTF-8 text; a ConfigMap of a chart holds text only");
        }
    }

    // An API is asked at /health where it says nothing; a worker is asked only where it says so.
    static object? Health(AppType type, HealthDeclaration? health)
    {
        if (health is null)
        {
            if (!Artifact.IsApi(type))
                return new Dictionary<string, object?>();
            health = new HealthDeclaration { Path = "/health" };
        }

        if (health.Path is not null)
        {
            health = health with
            {
                Liveness = health.Liveness ?? new ProbeDeclaration { InitialDelaySeconds = 10, PeriodSeconds = 10 },
                Readiness = health.Readiness ?? new ProbeDeclaration { PeriodSeconds = 5 },
            };
        }

        return ModelTree.Of(health);
    }

    static Dictionary<string, object?> Budget(PodDisruptionBudgetDeclaration? budget)
    {
        var values = (Dictionary<string, object?>)ModelTree.Of(budget ?? new PodDisruptionBudgetDeclaration())!;
        values["singleReplica"] = budget is { SingleReplica: not false };
        if (budget is not { MaxUnavailable: not null } && !values.ContainsKey("minAvailable"))
            values["minAvailable"] = 1L;
        return values;
    }

    // Annotations are for an account of the chart's own.
    static Dictionary<string, object?> ServiceAccount(ServiceAccountDeclaration account)
    {
        var values = new Dictionary<string, object?> { ["name"] = account.Name ?? "" };
        if (account.Create)
            values["annotations"] = ValueTree.Texts(account.Annotations);
        values["automountToken"] = account.AutomountToken;
        return values;
    }

    static object? Ingress(AppIngress ingress) =>
        ModelTree.Of(ingress.Path is null && ingress.Paths.Count == 0 ? ingress with { Path = "/" } : ingress);
}

/// <summary>Kinds of app by the values they have.</summary>
enum AppKind
{
    /// <summary>A Deployment with Service and Ingress.</summary>
    RoutedApi,

    /// <summary>A Deployment with Service.</summary>
    Api,

    /// <summary>A Deployment alone.</summary>
    Worker,

    /// <summary>A Job.</summary>
    Job,

    /// <summary>A CronJob.</summary>
    CronJob,
}
