using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Schema;

namespace NinjaBuild.Deploy.Reports;

/// <summary>What objects are called where the release is known that they are of: without what goes without saying.</summary>
static class ObjectName
{
    /// <summary><c>Deployment web</c>; with the group where the kind is not built in, with the namespace where it is not the release's.</summary>
    public static string In(string ns, ObjectIdentity identity)
    {
        var kind = identity.Group.Length > 0 && KubernetesSchema.IsNamespaced(identity.Group, identity.Kind) is null ? $"{identity.Kind}.{identity.Group}" : identity.Kind;
        return identity.Namespace.Length == 0 || identity.Namespace == ns ? $"{kind} {identity.Name}" : $"{kind} {identity.Namespace}/{identity.Name}";
    }
}
