using Nuke.Common;
using Nuke.Components;
using Serilog;

namespace NinjaBuild.Components;

/// <summary>Composes app declarations into Helm charts.</summary>
internal interface ICompose : IHazArtifacts
{
    Target ComposeCharts => _ => _
        .Description("Composes every chart of the workspace")
        .Executes(() => Log.Information("Nothing to compose yet"));
}
