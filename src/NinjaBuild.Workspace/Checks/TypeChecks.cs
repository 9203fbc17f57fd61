using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Yaml;

namespace NinjaBuild.Workspace.Checks;

/// <summary>Which fields go with which type of app.</summary>
static class TypeChecks
{
    public static void Check(AppScope scope)
    {
        var app = scope.App;
        if (scope.IsApi && !scope.HasPort)
            scope.Error($"an {scope.TypeName} needs a 'port'");
        if (scope.Type == AppType.Job && app.Schedule is not null && app.Hook == true)
            scope.Error("a job with a schedule cannot be a hook: leave out 'schedule' or 'hook'", "hook");
        foreach (var entry in app.Source?.Entries ?? [])
        {
            if (entry.Value is not YamlScalar { Value: null } && Fault(scope, entry.Key.Text) is { } fault)
                scope.Error(entry.Key, fault);
        }
    }

    static string? Fault(AppScope scope, string field)
    {
        var isJob = scope.Type == AppType.Job;
        return field switch
        {
            "schedule" or "timeZone" or "concurrencyPolicy" or "suspend" or "backoffLimit" or "activeDeadlineSeconds" or "ttlSecondsAfterFinished" or "hook"
                when !isJob => $"'{field}' is for jobs; '{scope.App.Name}' is of type {scope.TypeName}",
            "timeZone" or "concurrencyPolicy" or "suspend" when scope.App.Schedule is null => $"'{field}' is for a job with a 'schedule'",
            "replicas" or "strategy" or "podDisruptionBudget" or "service" or "ingress" or "exposeIngress" when isJob => $"'{field}' is not for jobs",
            "service" or "ingress" or "exposeIngress" when scope.Type == AppType.Worker =>
                $"'{field}' is for external-apis and internal-apis; a worker is not called: change the 'type', or leave it out",
            "ingress" when scope.Type == AppType.InternalApi && !scope.App.ExposeIngress =>
                "an internal-api has no Ingress: set 'exposeIngress: true', or leave out 'ingress'",
            _ => null,
        };
    }
}
