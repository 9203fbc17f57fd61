using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Workspace.Declarations;

/// <summary>What <c>ninja.yaml</c> at the root of a workspace says.</summary>
public sealed record WorkspaceDeclaration : Declaration
{
    /// <summary>Name of the workspace.</summary>
    [Field("Name of the workspace, shown in reports and recorded in every chart.", Required = true, Format = Format.DnsLabel)]
    public string Workspace { get; init; } = "";

    /// <summary>Registry of apps that name no image repository.</summary>
    [Field("Registry (with an optional path) of images whose app names no repository: the repository is then `<imageRegistry>/<app>`.",
        Format = Format.ImageRepository, Example = "ghcr.io/example")]
    public string? ImageRegistry { get; init; }

    /// <summary>Kubernetes minor version.</summary>
    [Field("Kubernetes minor version whose schema the manifests are checked against.", Format = Format.KubernetesVersion, Default = "\"1.34\"")]
    public string Kubernetes { get; init; } = "1.34";

    /// <summary>The environments charts are deployed to, by name.</summary>
    [Field("Environments that charts are deployed to; each chart gets a `values-<environment>.yaml` for each.", KeyFormat = Format.DnsLabel)]
    public IReadOnlyDictionary<string, EnvironmentDeclaration> Environments { get; init; } = new Dictionary<string, EnvironmentDeclaration>();

    /// <summary>What charts are deployed with, where an environment does not say.</summary>
    [Field("What charts are deployed with: `native`, NinjaBuild itself, which needs nothing but kubectl; or `helm`, for teams whose releases are Helm's.",
        Default = "native")]
    public DeployEngine Engine { get; init; } = DeployEngine.Native;

    /// <summary>Values that a build is given from outside, by name.</summary>
    [Field("Values that a build is given from outside (`--input NAME=VALUE`); an image tag uses one as `{NAME}`. Nothing else from "
        + "outside the workspace reaches a rule.", KeyFormat = Format.DnsLabel)]
    public IReadOnlyDictionary<string, InputDeclaration> Inputs { get; init; } = new Dictionary<string, InputDeclaration>();
}

/// <summary>A value that a build is given from outside.</summary>
public sealed record InputDeclaration
{
    /// <summary>What the value is.</summary>
    [Field("What the value is and where it comes from.")]
    public string Description { get; init; } = "";

    /// <summary>The value where none is given.</summary>
    [Field("The value where none is given; without it the build asks for one.")]
    public string? Default { get; init; }
}
