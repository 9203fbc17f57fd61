using NinjaBuild.Workspace.Declarations;
using Nuke.Common;

namespace NinjaBuild.Components;

/// <summary>Composes app declarations into Helm charts.</summary>
internal interface ICompose : IHazWorkspace
{
    Target ComposeExternalApis => _ => _
        .Description("Composes the files of every external-api")
        .Executes(() => ComposeApps(AppType.ExternalApi));

    Target ComposeInternalApis => _ => _
        .Description("Composes the files of every internal-api")
        .Executes(() => ComposeApps(AppType.InternalApi));

    Target ComposeWorkers => _ => _
        .Description("Composes the files of every worker")
        .Executes(() => ComposeApps(AppType.Worker));

    Target ComposeJobs => _ => _
        .Description("Composes the files of every job")
        .Executes(() => ComposeApps(AppType.Job));

    Target ComposeCharts => _ => _
        .Description("Composes every chart of the workspace into artifacts/charts")
        .DependsOn<ICompose>(x => x.ComposeExternalApis, x => x.ComposeInternalApis, x => x.ComposeWorkers, x => x.ComposeJobs)
        .Produces(ArtifactsDirectory / "charts" / "*")
        .Executes(() => this.Run(composer => composer.ComposeCharts()));

    // Asked for by name, a target shows what it made; on the way to the charts its results go into the cache only.
    private void ComposeApps(AppType type)
    {
        var isAskedFor = InvokedTargets.Any(target => target.Name == $"Compose{type}s");
        this.Run(composer => composer.ComposeApps(type, isAskedFor), isAskedFor);
    }
}
