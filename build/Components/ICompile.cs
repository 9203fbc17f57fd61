using Nuke.Common;
using Nuke.Common.Tools.DotNet;
using Nuke.Components;

namespace NinjaBuild.Components;

/// <summary>Compiles the solution.</summary>
internal interface ICompile : IHazConfiguration
{
    Target Compile => _ => _
        .Description("Compiles the solution")
        .Executes(() =>
        {
            DotNetTasks.DotNet($"build {RootDirectory / "NinjaBuild.sln"} --nologo --configuration {Configuration}");
        });
}
