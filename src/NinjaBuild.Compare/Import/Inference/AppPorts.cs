using System.Globalization;
using NinjaBuild.Kubernetes.Trees;
using NinjaBuild.Workspace.Model;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Compare.Import.Inference;

/// <summary>The ports of an app in one environment: what its container opens, and what its Service makes of that.</summary>
sealed class AppPorts
{
    const string Main = "http";

    readonly LiveApp _app;
    readonly List<Port> _ports = [];
    readonly List<object?> _unserved = [];
    readonly IReadOnlyList<object?> _servicePorts;
    bool _isMade = true;

    /// <summary>Works out the ports.</summary>
    /// <param name="app">The app.</param>
    /// <param name="container">Its container.</param>
    /// <param name="service">Its Service; null where it has none.</param>
    /// <exception cref="NotAnAppException">The Service leads to no port of the container.</exception>
    public AppPorts(LiveApp app, Map container, Map? service)
    {
        _app = app;
        _servicePorts = service.Items("spec", "ports");
        var open = container.Items("ports").OfType<Map>().Where(port => port.Number("containerPort") is not null).ToList();
        if (service is null)
        {
            foreach (var port in open)
                Add(port, null);
            return;
        }

        Serve(open);
        foreach (var port in open.Where(port => !_ports.Exists(known => known.Number == port.Number("containerPort") && known.Protocol == Protocol(port))))
            _unserved.Add(TreeAccess.Copy(port));
    }

    /// <summary>Name of the port that serves requests; null where there is none.</summary>
    public string? First => _ports.Exists(port => port.Name == Main) ? Main : _ports.Select(port => port.Name).Min(StringComparer.Ordinal);

    /// <summary>The number of a port by its name.</summary>
    public long? NumberOf(string name) => _ports.Find(port => port.Name == name)?.Number
        ?? _unserved.Where(port => port.Text("name") == name).Select(port => port.Number("containerPort")).FirstOrDefault();

    /// <summary>The number of the port that serves requests.</summary>
    public long? FirstNumber => First is { } name ? NumberOf(name) : null;

    /// <summary>Name of the app's port behind a port of the Service.</summary>
    /// <param name="servicePort">Its name, or its number as text.</param>
    public string? Behind(string servicePort) => _ports.Find(port => port.Service.Text("name") == servicePort || TextOf(port.Service.Number("port")) == servicePort)?.Name;

    /// <summary>Writes <c>port</c>, <c>ports</c>, <c>service</c> and what of the container's ports the Service does not serve.</summary>
    public void Write(Map fields, Map? service)
    {
        var named = new Map();
        var served = new Map();
        foreach (var port in _ports)
        {
            if (port is { Name: Main, Protocol: "TCP" } && port.Service.Text("appProtocol") is null)
            {
                fields["port"] = port.Number;
                if (_isMade && port.Service.Number("port") is { } number && number != 80)
                    served["port"] = number;
                if (_isMade && service.Text("spec", "type") is "NodePort" or "LoadBalancer")
                    served.Put("nodePort", port.Service.Number("nodePort"));
            }
            else
                named[port.Name] = Named(port, service);
        }

        fields.Put("ports", named);
        foreach (var port in _unserved)
            fields.Append("containerSpec", "ports", port!);
        if (service is not null)
            Service(fields, served, service);
    }

    Map Named(Port port, Map? service)
    {
        var fields = new Map { ["port"] = port.Number };
        if (_isMade && port.Service.Number("port") is { } number && number != port.Number)
            fields["servicePort"] = number;
        if (_isMade && service.Text("spec", "type") is "NodePort" or "LoadBalancer")
            fields.Put("nodePort", port.Service.Number("nodePort"));
        if (port.Protocol != "TCP")
            fields["protocol"] = port.Protocol;
        fields.Put("appProtocol", port.Service.Text("appProtocol"));
        return fields;
    }

    void Service(Map fields, Map served, Map service)
    {
        if (service.Text("spec", "type") is { } type and not "ClusterIP")
            fields["service"] = served = new Map([KeyValuePair.Create("type", (object?)type), .. served]);
        served.Put("annotations", Fields.Texts(service.Mapping("metadata", "annotations")));
        var further = Fields.Without(service.At("spec"), "type", "selector", "ports") ?? [];
        if (!_isMade)
            further["ports"] = TreeAccess.Copy(_servicePorts);
        served.Put("spec", further);
        fields.Put("service", served);
    }

    // Where the Service's ports are not one for each port of the container, and of its name, they are written as they are.
    void Serve(List<Map> open)
    {
        var targets = _servicePorts.OfType<Map>().Select(port => (Service: port, Container: Target(port, open))).ToList();
        foreach (var (service, container) in targets.Where(target => target.Container is not null).DistinctBy(target => (target.Container!.Number("containerPort"), Protocol(target.Container!))))
            Add(container!, service);
        if (_ports.Count == 0)
        {
            foreach (var port in open)
                Add(port, null);
        }

        if (_ports.Count == 0)
            throw new NotAnAppException("its Service leads to no port of the first container");
        _isMade = targets.TrueForAll(target => target.Container is not null && _ports.Exists(port => ReferenceEquals(port.Service, target.Service) && (target.Service.Text("name") ?? port.Name) == port.Name));
        if (!_isMade && _app.Ingress is not null)
        {
            var names = _servicePorts.Select(port => port.Text("name")).ToHashSet();
            _isMade = !_ports.TrueForAll(port => port.Service is null || names.Contains(port.Name));
        }
    }

    static Map? Target(Map servicePort, List<Map> open)
    {
        var protocol = Protocol(servicePort);
        if (servicePort.GetValueOrDefault("targetPort") is string name && !long.TryParse(name, CultureInfo.InvariantCulture, out _))
            return open.Find(port => port.Text("name") == name);
        var number = Fields.TextOf(servicePort.GetValueOrDefault("targetPort")) is { } text && long.TryParse(text, CultureInfo.InvariantCulture, out var target) ? target : servicePort.Number("port");
        return number is null ? null : open.Find(port => port.Number("containerPort") == number && Protocol(port) == protocol)
            ?? new Map { ["containerPort"] = number.Value, ["protocol"] = protocol };
    }

    void Add(Map container, Map? service)
    {
        var names = _app.Ingress is null ? (container.Text("name"), service.Text("name")) : (service.Text("name"), container.Text("name"));
        var number = container.Number("containerPort")!.Value;
        var name = names.Item1 ?? names.Item2 ?? (_ports.Count == 0 && Protocol(container) == "TCP" ? Main : $"port-{TextOf(number)}");
        if (Formats.Fault(Format.PortName, name) is not null || _ports.Exists(port => port.Name == name))
            name = $"port-{TextOf(number)}";
        if (!_ports.Exists(port => port.Name == name))
            _ports.Add(new Port(name, number, Protocol(container), service));
    }

    static string Protocol(object port) => port.Text("protocol") ?? "TCP";

    static string? TextOf(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    sealed record Port(string Name, long Number, string Protocol, Map? Service);
}
