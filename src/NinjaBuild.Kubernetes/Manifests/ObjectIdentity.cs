namespace NinjaBuild.Kubernetes.Manifests;

/// <summary>What makes an object the same one: its API version does not, since one object is served in several.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Namespace">The namespace; empty where the kind has none or it is not known.</param>
/// <param name="Name">The name; what <c>generateName</c> says followed by <c>*</c> where the server is to make one.</param>
public readonly record struct ObjectIdentity(string Group, string Kind, string Namespace, string Name)
{
    /// <summary><c>Deployment.apps manman/experience-api</c>; without the group for core kinds, without the namespace where there is none.</summary>
    public override string ToString()
    {
        var kind = Group.Length == 0 ? Kind : $"{Kind}.{Group}";
        return Namespace.Length == 0 ? $"{kind} {Name}" : $"{kind} {Namespace}/{Name}";
    }
}
