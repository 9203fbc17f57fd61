using System.Globalization;
using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Workspace.Checks;

/// <summary>Whether ports, the Service and the Ingress fit together.</summary>
static class NetworkChecks
{
    /// <summary>Name of the port that <c>port</c> declares.</summary>
    internal const string MainPort = "http";

    public static void Check(AppScope scope)
    {
        var app = scope.App;
        if (app.Port is not null && app.Ports.ContainsKey(MainPort))
            scope.Error("'port' is the port named http: leave out one of 'port' and 'ports.http'", "ports", MainPort);
        if (app.Service is { Port: not null } or { NodePort: not null } && app.Port is null)
            scope.Error("'service.port' and 'service.nodePort' belong to 'port', which is missing; for named ports write them under 'ports'", "service");
        if (app.Ingress.Port is { } port && (app.Port is null || port != MainPort) && !app.Ports.ContainsKey(port))
            scope.Error($"the app has no port named '{port}'{Suggestion.For(port, app.Port is null ? app.Ports.Keys : app.Ports.Keys.Append(MainPort))}", "ingress", "port");
        NodePorts(scope);
        if (scope.IsApi)
            ServicePorts(scope);
    }

    static void NodePorts(AppScope scope)
    {
        var app = scope.App;
        if (!scope.IsApi || app.Service.Type != ServiceType.ClusterIP)
            return;
        if (app.Service.NodePort is not null)
            scope.Error("a Service of type ClusterIP has no node port: set 'service.type' to NodePort or LoadBalancer", "service", "nodePort");
        foreach (var (name, port) in app.Ports)
        {
            if (port.NodePort is not null)
                scope.Error("a Service of type ClusterIP has no node port: set 'service.type' to NodePort or LoadBalancer", "ports", name, "nodePort");
        }
    }

    // A Service takes each pair of port and protocol once.
    static void ServicePorts(AppScope scope)
    {
        var app = scope.App;
        var taken = new Dictionary<(int Port, Protocol Protocol), string>();
        if (app.Port is not null)
            taken[(app.Service.Port ?? 80, Protocol.Tcp)] = MainPort;
        foreach (var (name, port) in app.Ports)
        {
            var key = (port.ServicePort ?? port.Port, port.Protocol);
            if (name != MainPort && !taken.TryAdd(key, name))
                scope.Error($"port '{taken[key]}' has the Service port {key.Item1.ToString(CultureInfo.InvariantCulture)} too: give one of them another 'servicePort'", "ports", name);
        }
    }
}
