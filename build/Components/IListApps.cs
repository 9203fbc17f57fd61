using Nuke.Common;
using Serilog;

namespace NinjaBuild.Components;

/// <summary>Lists what a workspace declares.</summary>
internal interface IListApps : IHazWorkspace
{
    Target ListApps => _ => _
        .Description("Lists the apps of the workspace: type, image, charts, and with --env what holds there")
        .Executes(() =>
        {
            foreach (var line in this.Ask(composition => composition.ListApps()))
                Log.Information("{Line:l}", line);
        });
}
