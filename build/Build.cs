using NinjaBuild.Components;
using Nuke.Common;

namespace NinjaBuild;

/// <summary>The build of this repository. Each capability is a component that any other Nuke build can mix in.</summary>
internal sealed class Build : NukeBuild, ICompose, ICompile, ITest, IClean
{
    private static int Main() => Execute<Build>(x => ((ICompose)x).ComposeCharts);
}
