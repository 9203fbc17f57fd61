using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Workspace.Checks;

/// <summary>Whether what an app writes as Kubernetes has it (<c>containerSpec</c> and its kind) leaves alone what other fields make.</summary>
static class FurtherFieldChecks
{
    static readonly Dictionary<string, string> Container = new()
    {
        ["name"] = "naming.container",
        ["image"] = "image",
        ["imagePullPolicy"] = "image.pullPolicy",
        ["command"] = "command",
        ["args"] = "args",
        ["envFrom"] = "envFrom",
        ["livenessProbe"] = "health.liveness",
        ["readinessProbe"] = "health.readiness",
        ["startupProbe"] = "health.startup",
        ["resources"] = "resources",
        ["lifecycle"] = "lifecycle",
        ["securityContext"] = "securityContext",
    };

    static readonly Dictionary<string, string> Pod = new()
    {
        ["containers"] = "sidecars",
        ["initContainers"] = "initContainers",
        ["serviceAccountName"] = "serviceAccount.name",
        ["serviceAccount"] = "serviceAccount.name",
        ["automountServiceAccountToken"] = "serviceAccount.automountToken",
        ["imagePullSecrets"] = "image.pullSecrets",
        ["priorityClassName"] = "priorityClassName",
        ["terminationGracePeriodSeconds"] = "terminationGracePeriodSeconds",
        ["securityContext"] = "podSecurityContext",
        ["nodeSelector"] = "nodeSelector",
        ["affinity"] = "affinity",
        ["tolerations"] = "tolerations",
        ["topologySpreadConstraints"] = "topologySpreadConstraints",
    };

    static readonly Dictionary<string, string> Workload = new()
    {
        ["replicas"] = "replicas",
        ["selector"] = "selector",
        ["strategy"] = "strategy",
        ["backoffLimit"] = "backoffLimit",
        ["activeDeadlineSeconds"] = "activeDeadlineSeconds",
        ["ttlSecondsAfterFinished"] = "ttlSecondsAfterFinished",
        ["schedule"] = "schedule",
        ["timeZone"] = "timeZone",
        ["concurrencyPolicy"] = "concurrencyPolicy",
        ["template"] = "podSpec",
        ["jobTemplate"] = "podSpec",
    };

    static readonly Dictionary<string, string> Service = new()
    {
        ["type"] = "service.type",
        ["selector"] = "selector",
    };

    static readonly string[] Lists = ["env", "ports", "volumeMounts", "volumes"];

    public static void Check(AppScope scope)
    {
        Check(scope, scope.App.ContainerSpec, Container, "containerSpec");
        Check(scope, scope.App.PodSpec, Pod, "podSpec");
        Check(scope, scope.App.WorkloadSpec, Workload, "workloadSpec");
        Check(scope, scope.App.Service.Spec, Service, "service", "spec");
        if (scope.App.PodSpec.GetValueOrDefault("restartPolicy") is { } policy && (scope.Type == AppType.Job ? policy is not ("Never" or "OnFailure") : policy is not "Always"))
            scope.Error($"'podSpec.restartPolicy' of {(scope.Type == AppType.Job ? "a job is Never or OnFailure" : "an app that keeps running is Always")}", "podSpec", "restartPolicy");
    }

    static void Check(AppScope scope, IReadOnlyDictionary<string, object?> fields, Dictionary<string, string> made, params string[] place)
    {
        foreach (var (name, value) in fields)
        {
            object[] steps = [.. place, name];
            if (made.TryGetValue(name, out var field))
                scope.Error($"'{Quote.Text(name)}' of '{string.Join('.', place)}' is made from '{field}': write it there", steps);
            else if (Lists.Contains(name) && value is not List<object?>)
                scope.Error($"'{name}' of '{string.Join('.', place)}' must be a list", steps);
        }
    }
}
