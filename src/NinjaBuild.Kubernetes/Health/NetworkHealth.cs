using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Kubernetes.Health;

/// <summary>Health of what waits for an address.</summary>
static class NetworkHealth
{
    public static ObjectHealth Service(IReadOnlyDictionary<string, object?> live) =>
        live.Text("spec", "type") == "LoadBalancer" ? Address(live) : ObjectHealth.Healthy();

    public static ObjectHealth Ingress(IReadOnlyDictionary<string, object?> live) => Address(live);

    static ObjectHealth Address(IReadOnlyDictionary<string, object?> live)
    {
        foreach (var ingress in live.Items("status", "loadBalancer", "ingress"))
            return ObjectHealth.Healthy(ingress.Text("hostname") ?? ingress.Text("ip") ?? "");
        return ObjectHealth.Progressing("waits for an address");
    }
}
