using System.Globalization;
using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Workspace.Checks;

/// <summary>Whether Kubernetes would take the pods, and could replace them.</summary>
static class PodChecks
{
    // The volume of `config` in the pod template.
    const string ConfigVolume = "app-config";

    static readonly string[] ResourceNames = ["cpu", "memory", "ephemeral-storage"];

    public static void Check(AppScope scope)
    {
        Volumes(scope);
        Resources(scope);
        Replacement(scope);
        Budget(scope);
        Containers(scope);
    }

    static void Volumes(AppScope scope)
    {
        var app = scope.App;
        if (app.Volumes.Count == 0)
            return;
        var config = app.Config?.MountPath;
        var mounts = new Dictionary<string, string>();
        foreach (var (name, volume) in app.Volumes)
        {
            var isEmptyDir = volume.EmptyDir || volume.InMemory || volume.SizeLimit is not null;
            var sources = (volume.Claim is not null ? 1 : 0) + (volume.ConfigMap is not null ? 1 : 0) + (volume.Secret is not null ? 1 : 0) + (isEmptyDir ? 1 : 0);
            if (sources == 2 && isEmptyDir && !volume.EmptyDir)
                scope.Error("'sizeLimit' and 'inMemory' are for a volume with 'emptyDir: true'", "volumes", name, volume.InMemory ? "inMemory" : "sizeLimit");
            else if (sources != 1)
                scope.Error("a volume has one source: give one of 'claim', 'configMap', 'secret', 'emptyDir'", "volumes", name);
            if (name == ConfigVolume && config is not null)
                scope.Error($"'{ConfigVolume}' is the volume of 'config': give this one another name", "volumes", name);

            var path = Folder(volume.MountPath);
            if (config is not null && path == Folder(config))
                scope.Error($"'config' is mounted at {config} too", "volumes", name, "mountPath");
            else if (!mounts.TryAdd(path, name))
                scope.Error($"volume '{mounts[path]}' is mounted at {volume.MountPath} too", "volumes", name, "mountPath");
        }
    }

    static void Resources(AppScope scope)
    {
        var resources = scope.App.Resources;
        Names(resources.Requests, "requests");
        Names(resources.Limits, "limits");
        foreach (var (name, request) in resources.Requests)
        {
            if (resources.Limits.TryGetValue(name, out var limit) && Quantity.TryParse(request, out var wanted) && Quantity.TryParse(limit, out var most) && wanted > most)
                scope.Error($"the request for {name} ({request}) is larger than the limit ({limit})", "resources", "requests", name);
        }

        // k8s.io/kubernetes/pkg/apis/core/validation: ValidateContainerResourceName
        void Names(IReadOnlyDictionary<string, string> quantities, string list)
        {
            foreach (var name in quantities.Keys)
            {
                if (!name.Contains('/', StringComparison.Ordinal) && !name.StartsWith("hugepages-", StringComparison.Ordinal) && !ResourceNames.Contains(name))
                    scope.Error($"'{name}' is no resource: use cpu, memory, ephemeral-storage, hugepages-<size> or <domain>/<name>{Suggestion.For(name, ResourceNames)}", "resources", list, name);
            }
        }
    }

    static void Replacement(AppScope scope)
    {
        if (scope.App.Strategy is not { } strategy)
            return;
        if (strategy.Type == StrategyType.Recreate && (strategy.MaxSurge ?? strategy.MaxUnavailable) is not null)
            scope.Error("'maxSurge' and 'maxUnavailable' are for RollingUpdate", "strategy");
        else if (IsMoreThanAll(strategy.MaxUnavailable))
            scope.Error($"'strategy.maxUnavailable' is {strategy.MaxUnavailable}: no more than 100% of the pods can be missing", "strategy", "maxUnavailable");
        else if (IsZero(strategy.MaxSurge) && IsZero(strategy.MaxUnavailable))
            scope.Error("with neither a pod more ('maxSurge') nor a pod less ('maxUnavailable') no pod can be replaced: raise one", "strategy");
    }

    static void Budget(AppScope scope)
    {
        if (scope.App.PodDisruptionBudget is not { } budget)
            return;
        if (budget.MinAvailable is not null && budget.MaxUnavailable is not null)
        {
            scope.Error("a budget has either 'minAvailable' or 'maxUnavailable': leave out one", "podDisruptionBudget");
            return;
        }

        if (IsMoreThanAll(budget.MinAvailable))
            scope.Error($"'podDisruptionBudget.minAvailable' is {budget.MinAvailable}: no more than 100% of the pods can stay", "podDisruptionBudget", "minAvailable");
        if (IsMoreThanAll(budget.MaxUnavailable))
            scope.Error($"'podDisruptionBudget.maxUnavailable' is {budget.MaxUnavailable}: no more than 100% of the pods can be missing", "podDisruptionBudget", "maxUnavailable");

        var replicas = scope.App.Replicas;
        if (!budget.Enabled || replicas == 0 || (replicas == 1 && budget.SingleReplica == false))
            return;
        if (budget.MinAvailable == "100%" || (int.TryParse(budget.MinAvailable, NumberStyles.None, CultureInfo.InvariantCulture, out var least) && least >= replicas))
            scope.Note($"minAvailable {budget.MinAvailable} of {replicas} replicas blocks node drains", "podDisruptionBudget", "minAvailable");
        else if (IsZero(budget.MaxUnavailable))
            scope.Note($"maxUnavailable {budget.MaxUnavailable} blocks node drains", "podDisruptionBudget", "maxUnavailable");
    }

    static void Containers(AppScope scope)
    {
        var app = scope.App;
        if (app.InitContainers.Count + app.Sidecars.Count == 0)
            return;
        var names = new HashSet<string> { app.Name };
        Each(app.InitContainers, "initContainers");
        Each(app.Sidecars, "sidecars");

        void Each(IReadOnlyList<IReadOnlyDictionary<string, object?>> containers, string list)
        {
            for (var i = 0; i < containers.Count; i++)
            {
                if (containers[i].GetValueOrDefault("name") is not string name)
                    scope.Error("the container has no 'name'", list, i);
                else if (Formats.Fault(Format.DnsLabel, name) is { } fault)
                    scope.Error($"'{Quote.Text(name)}' {fault}", list, i, "name");
                else if (!names.Add(name))
                    scope.Error($"another container of the pod is named '{name}'", list, i, "name");
                if (containers[i].GetValueOrDefault("image") is not string)
                    scope.Error("the container has no 'image'", list, i);
            }
        }
    }

    static string Folder(string path) => path.Length > 1 ? path.TrimEnd('/') : path;

    // k8s.io/kubernetes/pkg/apis/apps/validation: IsNotMoreThan100Percent, which surges need not keep to.
    static bool IsMoreThanAll(string? amount) => amount is [.. var digits, '%'] && digits.TrimStart('0') is { Length: >= 3 } and not "100";

    static bool IsZero(string? amount) => amount is not null && amount.AsSpan().TrimEnd('%').Trim('0').IsEmpty;
}
