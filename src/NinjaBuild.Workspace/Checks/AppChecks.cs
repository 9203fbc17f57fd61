using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Workspace.Model;
using NinjaBuild.Yaml;

namespace NinjaBuild.Workspace.Checks;

/// <summary>What must hold within one app's declaration, beyond the form of each field.</summary>
sealed class AppChecks(AppDeclaration app, WorkspaceDeclaration workspace, ICollection<Diagnostic> diagnostics)
{
    static readonly string[] JobFields =
        ["schedule", "timeZone", "concurrencyPolicy", "suspend", "backoffLimit", "activeDeadlineSeconds", "ttlSecondsAfterFinished", "hook"];

    static readonly string[] CronFields = ["timeZone", "concurrencyPolicy", "suspend"];
    static readonly string[] LongRunningFields = ["replicas", "strategy", "podDisruptionBudget", "service", "ingress", "exposeIngress"];

    /// <summary>Checks an app as it is, and as it is in each environment.</summary>
    public static void Check(
        AppDeclaration app, WorkspaceDeclaration workspace, IReadOnlyDictionary<string, string> inputs, ICollection<Diagnostic> diagnostics)
    {
        if (ChartMembers.TypeOf(app) is not { } type)
        {
            diagnostics.Add(app.Error($"'type' is missing, and cannot be inferred from the name '{app.Name}': write one of {string.Join(", ", ModelType.NamesOf(typeof(AppType)))}"));
            return;
        }

        if (app.Type is null)
            diagnostics.Add(app.Note($"'{app.Name}' is taken for an internal-api, because its name has 'api' in it; write 'type' to say so", "name"));

        new AppChecks(app, workspace, diagnostics).Check(type, inputs);
        foreach (var environment in app.Environments)
        {
            if (!workspace.Environments.ContainsKey(environment.Key))
            {
                diagnostics.Add(app.Error($"there is no environment '{environment.Key}' in {WorkspaceLayout.WorkspaceFile}{Suggestion.For(environment.Key, workspace.Environments.Keys)}", "environments", environment.Key));
                continue;
            }

            // What is wrong with the app itself has been said.
            var found = new List<Diagnostic>();
            var overlaid = Overlay.Apply(app, environment.Key, found);
            if (found.Count == 0 && !ReferenceEquals(overlaid, app))
                new AppChecks(overlaid, workspace, found).Check(type, inputs);
            foreach (var diagnostic in found.Where(diagnostic => !diagnostics.Contains(diagnostic)))
                diagnostics.Add(diagnostic);
        }
    }

    void Check(AppType type, IReadOnlyDictionary<string, string> inputs)
    {
        if (type is AppType.ExternalApi or AppType.InternalApi && !HasPort())
            Error($"an {ModelType.NameOf(type)} needs a 'port'");
        if (app.Port is not null && app.Ports.ContainsKey("http"))
            Error("'port' is the port named http: leave out one of 'port' and 'ports.http'", "ports", "http");
        Misplaced(type);
        Image(inputs);
        Environment();
        Probes();
        Volumes();
        Resources();
        Budget();
        Network();
    }

    void Misplaced(AppType type)
    {
        foreach (var entry in app.Source?.Entries ?? [])
        {
            var name = entry.Key.Text;
            if (type != AppType.Job && JobFields.Contains(name))
                At(entry.Key, $"'{name}' is for jobs; '{app.Name}' is of type {ModelType.NameOf(type)}");
            else if (type == AppType.Job && LongRunningFields.Contains(name))
                At(entry.Key, $"'{name}' is not for jobs");
            else if (type == AppType.Job && app.Schedule is null && CronFields.Contains(name))
                At(entry.Key, $"'{name}' is for a job with a 'schedule'");
        }

        if (type == AppType.Job && app.Schedule is not null && app.Hook == true)
            Error("a job with a schedule cannot be a hook: leave out 'schedule' or 'hook'", "hook");
        if (type == AppType.Worker && app.Source?["ingress"] is not null)
            Error("a worker has no Ingress: make it an external-api, or leave out 'ingress'", "ingress");
    }

    void Image(IReadOnlyDictionary<string, string> inputs)
    {
        if (app.Image.Tag is null && app.Image.Digest is null && app.Version is null)
            Error("the image has no tag: give 'version', 'image.tag' or 'image.digest'", "image");
        foreach (var name in ImageTag.Placeholders(app.Image.Tag ?? "") ?? [])
        {
            if (name == "version")
            {
                if (app.Version is null)
                    Error("the tag uses {version}, but the app has no 'version'", "image", "tag");
            }
            else if (!workspace.Inputs.TryGetValue(name, out var input))
                Error($"the tag uses {{{name}}}, which {WorkspaceLayout.WorkspaceFile} does not declare under 'inputs'{Suggestion.For(name, workspace.Inputs.Keys.Append("version"))}", "image", "tag");
            else if (input.Default is null && !inputs.ContainsKey(name))
                Error($"the tag uses the input {{{name}}}, which has no default: give it with --input {name}=VALUE", "image", "tag");
        }
    }

    void Environment()
    {
        foreach (var name in app.Env.Keys.Where(app.SecretEnv.ContainsKey))
            Error($"'{name}' is in 'env' and in 'secretEnv': leave out one", "secretEnv", name);
        foreach (var key in app.Config?.Data.Keys.Where(app.Config.Files.ContainsKey) ?? [])
            Error($"'{key}' is in 'config.data' and in 'config.files': leave out one", "config", "files", key);
        EnvFrom(app, app.EnvFrom, diagnostics);
    }

    /// <summary>Checks that each source of environment variables is one thing.</summary>
    internal static void EnvFrom(Declaration declaration, IReadOnlyList<EnvSource> sources, ICollection<Diagnostic> diagnostics)
    {
        for (var i = 0; i < sources.Count; i++)
        {
            if (sources[i].Secret is null == sources[i].ConfigMap is null)
                diagnostics.Add(declaration.Error("name either a 'secret' or a 'configMap'", "envFrom", i));
        }
    }

    void Probes()
    {
        if (app.Health is not { } health)
            return;
        Probe("liveness", health.Liveness);
        Probe("readiness", health.Readiness);
        Probe("startup", health.Startup);
        if (health.Path is not null && health.Port is null && !HasPort())
            Error("'health' asks over HTTP, but the app has no port: give 'port'", "health");
        if (health is { Path: null, Liveness: null, Readiness: null, Startup: null })
            Error("'health' says nothing: give a 'path', or a probe", "health");

        void Probe(string name, ProbeDeclaration? probe)
        {
            if (probe is null)
                return;
            var ways = new[] { probe.Path is not null, probe.Tcp, probe.Exec.Count > 0, probe.Grpc }.Count(way => way);
            if (ways > 1)
                Error("a probe asks in one way: give one of 'path', 'tcp', 'exec', 'grpc'", "health", name);
            else if (ways == 0 && health.Path is null)
                Error("the probe does not say how to ask: give one of 'path', 'tcp', 'exec', 'grpc'", "health", name);
            else if (probe.Exec.Count == 0 && probe.Port is null && health.Port is null && !HasPort())
                Error("the probe asks a port, but the app has none: give 'port'", "health", name);
            if (probe.SuccessThreshold > 1 && name != "readiness")
                Error($"'successThreshold' of a {name} probe must be 1", "health", name, "successThreshold");
        }
    }

    void Volumes()
    {
        var mounts = new Dictionary<string, string>();
        foreach (var (name, volume) in app.Volumes)
        {
            var isEmptyDir = volume.EmptyDir || volume.InMemory || volume.SizeLimit is not null;
            var sources = new[] { volume.Claim is not null, volume.ConfigMap is not null, volume.Secret is not null, isEmptyDir }.Count(source => source);
            if (sources != 1)
                Error("a volume has one source: give one of 'claim', 'configMap', 'secret', 'emptyDir'", "volumes", name);
            if (!mounts.TryAdd(volume.MountPath, name))
                Error($"volume '{mounts[volume.MountPath]}' is mounted at {volume.MountPath} too", "volumes", name, "mountPath");
        }

        if (app.Config?.MountPath is { } mountPath && mounts.TryGetValue(mountPath, out var other))
            Error($"volume '{other}' is mounted at {mountPath} too", "config", "mountPath");
    }

    void Resources()
    {
        foreach (var (name, request) in app.Resources.Requests)
        {
            if (app.Resources.Limits.TryGetValue(name, out var limit) && Quantity.TryParse(request, out var wanted) && Quantity.TryParse(limit, out var most) && wanted > most)
                Error($"the request for {name} ({request}) is larger than the limit ({limit})", "resources", "requests", name);
        }
    }

    void Budget()
    {
        if (app.PodDisruptionBudget is not { } budget)
            return;
        if (budget.MinAvailable is not null && budget.MaxUnavailable is not null)
            Error("a budget has either 'minAvailable' or 'maxUnavailable'", "podDisruptionBudget");
        else if (int.TryParse(budget.MinAvailable, out var minimum) && minimum >= app.Replicas && budget is { Enabled: true, SingleReplica: not false } && app.Replicas > 0)
            diagnostics.Add(app.Note($"minAvailable {minimum} of {app.Replicas} replicas blocks node drains", "podDisruptionBudget"));
    }

    void Network()
    {
        if (app.Service.NodePort is not null && app.Service.Type == ServiceType.ClusterIP)
            Error("a Service of type ClusterIP has no node port: set 'service.type' to NodePort or LoadBalancer", "service", "nodePort");
        if (app.Service is { Port: not null } or { NodePort: not null } && app.Port is null)
            Error("'service.port' and 'service.nodePort' belong to 'port', which is missing; for named ports write them under 'ports'", "service");
        if (app.Strategy is { Type: StrategyType.Recreate } strategy && (strategy.MaxSurge ?? strategy.MaxUnavailable) is not null)
            Error("'maxSurge' and 'maxUnavailable' are for RollingUpdate", "strategy");
        if (app.Ingress.Port is { } port && port != "http" && !app.Ports.ContainsKey(port))
            Error($"the app has no port named '{port}'{Suggestion.For(port, app.Ports.Keys.Append("http"))}", "ingress", "port");
    }

    bool HasPort() => app.Port is not null || app.Ports.Count > 0;

    void Error(string message, params ReadOnlySpan<object> steps) => diagnostics.Add(app.Error(message, steps));

    void At(YamlNode node, string message) => diagnostics.Add(Diagnostic.Error(app.Path, node.At, message));
}
