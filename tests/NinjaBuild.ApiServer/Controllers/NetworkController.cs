using NinjaBuild.ApiServer.Storage;

namespace NinjaBuild.ApiServer.Controllers;

/// <summary>Gives Services of the type LoadBalancer, and Ingresses, an address.</summary>
sealed class NetworkController(ControllerWrites writes, ClusterSimulation simulation)
{
    const string Address = "203.0.113.10";

    public void Service(ObjectKey key)
    {
        if (writes.Get(key) is not { } service || simulation.HoldLoadBalancers) return;
        bool isBalanced = service.Tree.Text("spec", "type") == "LoadBalancer";
        var ingress = new Tree { ["ip"] = Address, ["ipMode"] = "VIP" };
        writes.Status(key, status => status["loadBalancer"] = isBalanced ? new Tree { ["ingress"] = new TreeList { ingress } } : [], "cloud-controller-manager");
    }

    public void Ingress(ObjectKey key)
    {
        if (simulation.HoldLoadBalancers) return;
        var ingress = new Tree { ["ip"] = Address };
        writes.Status(key, status => status["loadBalancer"] = new Tree { ["ingress"] = new TreeList { ingress } }, "ingress-controller");
    }
}
