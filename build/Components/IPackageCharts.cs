using Nuke.Common;

namespace NinjaBuild.Components;

/// <summary>Packs composed charts.</summary>
internal interface IPackageCharts : ICompose
{
    Target PackageCharts => _ => _
        .Description("Packs every chart as <chart>-<version>.tgz into artifacts/packages, with the same bytes every time")
        .DependsOn<ICompose>(x => x.ComposeCharts)
        .Produces(ArtifactsDirectory / "packages" / "*" / "*.tgz")
        .Executes(() => this.Run(composition => composition.PackageCharts()));
}
