using NinjaBuild.Components;
using Nuke.Common;

namespace NinjaBuild;

/// <summary>The build of this repository. Each capability is a component that any other Nuke build can mix in.</summary>
internal sealed class Build : NukeBuild, IPackageCharts, ILintCharts, ICompareManual, IImportManual, IDeploy, IListApps, IGraph, ICompile, ITest, IClean
{
    private static int Main(string[] arguments)
    {
        ReservedOutput.ReserveIfAsked(arguments);
        return ReservedOutput.Release(Execute<Build>(x => ((ICompose)x).ComposeCharts));
    }

    /// <inheritdoc/>
    protected override void OnBuildInitialized()
    {
        if (!UnknownArguments.AreIgnoredByHost)
            return;
        var unknown = UnknownArguments.Find(GetType(), Environment.GetCommandLineArgs().Skip(1));
        if (unknown.Count > 0)
            throw Stop.With(this, ExitCodes.Invalid, string.Join(Environment.NewLine, unknown));
    }
}
