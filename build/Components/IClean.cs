using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Components;

namespace NinjaBuild.Components;

/// <summary>Removes what builds have written.</summary>
internal interface IClean : IHazArtifacts
{
    /// <summary>Folders of the artifacts folder that stay: the running tool is one of them.</summary>
    private static readonly string[] Kept = ["tool"];

    Target Clean => _ => _
        .Description("Removes the artifacts folder, but for the tool that runs this")
        .TryBefore<ICompile>(x => x.Compile)
        .TryBefore<ICompose>(x => x.ComposeCharts)
        .Executes(() =>
        {
            if (!ArtifactsDirectory.DirectoryExists())
                return;
            foreach (var directory in ArtifactsDirectory.GetDirectories())
                if (!Kept.Contains(directory.Name, StringComparer.Ordinal))
                    directory.DeleteDirectory();
            foreach (var file in ArtifactsDirectory.GetFiles())
                file.DeleteFile();
        });
}
