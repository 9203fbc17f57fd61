using System.Globalization;
using NinjaBuild.Kubernetes.Trees;
using NinjaBuild.Workspace.Model;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Compare.Import.Inference;

/// <summary>The probes of a container as an app declares them.</summary>
static class ProbeFields
{
    static readonly (string Kind, string Field)[] Probes = [("liveness", "livenessProbe"), ("readiness", "readinessProbe"), ("startup", "startupProbe")];

    static readonly (string Name, long Least)[] Times =
        [("initialDelaySeconds", 0), ("periodSeconds", 1), ("timeoutSeconds", 1), ("successThreshold", 1), ("failureThreshold", 1)];

    /// <summary>The <c>health</c> of an app; null where the defaults of its type say the same.</summary>
    /// <param name="container">Its container.</param>
    /// <param name="ports">Its ports.</param>
    /// <param name="isApi">Whether an app of its type is asked at <c>/health</c> unless it says otherwise.</param>
    public static Map? Of(Map container, AppPorts ports, bool isApi)
    {
        var health = new Map();
        foreach (var (kind, field) in Probes)
        {
            if (container.GetValueOrDefault(field) is Map probe && Probe(probe, ports, kind) is { } known)
                health[kind] = known;
        }

        if (health.Count == 0)
            return isApi ? new Map { ["enabled"] = false } : null;
        if (health.GetValueOrDefault("liveness") is Map liveness && health.GetValueOrDefault("readiness") is Map readiness
            && liveness.Text("path") is { } path && readiness.Text("path") == path && liveness.Count > 1 && readiness.Count > 1)
            return Shared(path, health);
        return health;
    }

    static Map Shared(string path, Map health)
    {
        var shared = new Map { ["path"] = path };
        foreach (var (kind, probe) in health)
            shared[kind] = probe is Map { Count: > 1 } map && map.Text("path") == path ? Fields.Without(map, "path") : probe;
        return shared;
    }

    static Map? Probe(Map probe, AppPorts ports, string kind)
    {
        var fields = new Map();
        if (probe.At("httpGet") is Map http)
        {
            var path = http.Text("path") is { Length: > 0 } given ? given : "/";
            if (Formats.Fault(Format.UrlPath, path) is not null || !Port(fields, http.GetValueOrDefault("port"), ports))
                return null;
            fields["path"] = path;
            if (http.Text("scheme") is { } scheme and not "HTTP")
                fields["scheme"] = scheme;
            fields.Put("headers", Headers(http));
        }
        else if (probe.At("tcpSocket") is Map tcp)
        {
            if (!Port(fields, tcp.GetValueOrDefault("port"), ports))
                return null;
            fields["tcp"] = true;
        }
        else if (probe.At("grpc") is Map grpc)
        {
            if (!Port(fields, grpc.GetValueOrDefault("port"), ports))
                return null;
            fields["grpc"] = true;
            fields.Put("grpcService", grpc.Text("service"));
        }
        else if (probe.Items("exec", "command") is { Count: > 0 } command)
            fields["exec"] = command.Select(Fields.TextOf).OfType<object?>().ToList();
        else
            return null;

        foreach (var (name, least) in Times)
        {
            if (probe.Number(name) is { } seconds && seconds >= least && (name != "successThreshold" || kind == "readiness" || seconds != 1))
                fields[name] = seconds;
        }

        return fields;
    }

    static Map Headers(Map http)
    {
        var headers = new Map();
        foreach (var header in http.Items("httpHeaders"))
        {
            if (header.Text("name") is { } name)
                headers[name] = Fields.TextOf(header.At("value")) ?? "";
        }

        return headers;
    }

    // The first port is asked unless another is given.
    static bool Port(Map fields, object? port, AppPorts ports)
    {
        if (port is string name && !long.TryParse(name, CultureInfo.InvariantCulture, out _))
        {
            if (name == ports.First)
                return true;
            if (ports.NumberOf(name) is not { } number)
                return false;
            fields["port"] = number;
            return true;
        }

        if (Fields.TextOf(port) is not { } text || !long.TryParse(text, CultureInfo.InvariantCulture, out var given) || given is < 1 or > 65535)
            return false;
        if (given != ports.FirstNumber)
            fields["port"] = given;
        return true;
    }
}
