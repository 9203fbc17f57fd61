namespace NinjaBuild.Kubernetes.Manifests;

/// <summary>The type of an object as it stands in a manifest.</summary>
/// <param name="ApiVersion"><c>apiVersion</c>: <c>v1</c>, <c>apps/v1</c>.</param>
/// <param name="Kind"><c>kind</c>.</param>
public readonly record struct TypeName(string ApiVersion, string Kind)
{
    /// <summary>The API group; empty for the core group.</summary>
    public string Group => Slash < 0 ? "" : ApiVersion[..Slash];

    /// <summary>The version without its group.</summary>
    public string Version => ApiVersion[(Slash + 1)..];

    int Slash => ApiVersion.IndexOf('/', StringComparison.Ordinal);

    /// <summary><c>apps/v1 Deployment</c>.</summary>
    public override string ToString() => $"{ApiVersion} {Kind}";
}
