using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Workspace.Checks;

/// <summary>Whether each probe says how it asks, and can be asked.</summary>
static class HealthChecks
{
    public static void Check(AppScope scope)
    {
        if (scope.App.Health is not { } health)
            return;
        if (!health.Enabled)
        {
            if (health is not { Path: null, Port: null, Liveness: null, Readiness: null, Startup: null })
                scope.Error("'health.enabled' is false, so that no probe is made: leave the rest out", "health");
            return;
        }

        if (health is { Path: null, Liveness: null, Readiness: null, Startup: null })
            scope.Error("'health' says nothing: give a 'path', or a probe", "health");
        else if (health.Path is not null && health.Port is null && !scope.HasPort)
            scope.Error("'health.path' is asked over HTTP, but the app has no port: give 'port' or 'health.port'", "health");
        Probe(scope, health, "liveness", health.Liveness);
        Probe(scope, health, "readiness", health.Readiness);
        Probe(scope, health, "startup", health.Startup);
    }

    static void Probe(AppScope scope, HealthDeclaration health, string name, ProbeDeclaration? probe)
    {
        if (probe is null)
            return;
        var ways = (probe.Path is not null ? 1 : 0) + (probe.Tcp ? 1 : 0) + (probe.Exec.Count > 0 ? 1 : 0) + (probe.Grpc ? 1 : 0);
        var isHttp = probe.Path is not null || (ways == 0 && health.Path is not null);
        if (ways > 1)
            scope.Error("a probe asks in one way: give one of 'path', 'tcp', 'exec', 'grpc'", "health", name);
        else if (ways == 0 && health.Path is null)
            scope.Error("the probe does not say how to ask: give one of 'path', 'tcp', 'exec', 'grpc'", "health", name);
        else if (probe.Exec.Count == 0 && probe.Port is null && health.Port is null && !scope.HasPort && (probe.Path is not null || health.Path is null))
            scope.Error("the probe asks a port, but the app has none: give 'port'", "health", name);

        if (probe.SuccessThreshold > 1 && name != "readiness")
            scope.Error($"'successThreshold' of a {name} probe must be 1", "health", name, "successThreshold");
        if (probe.GrpcService is not null && !probe.Grpc)
            scope.Error("'grpcService' is for a probe with 'grpc: true'", "health", name, "grpcService");
        if (!isHttp && ways > 0 && probe.Scheme is not null)
            scope.Error("'scheme' is for a probe with a 'path'", "health", name, "scheme");
        if (!isHttp && ways > 0 && probe.Headers.Count > 0)
            scope.Error("'headers' are for a probe with a 'path'", "health", name, "headers");
    }
}
