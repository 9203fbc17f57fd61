using System.Diagnostics;
using System.Formats.Tar;
using NinjaBuild.Workspace;

namespace NinjaBuild.Charts.Composition;

/// <summary>The declarations and templates of a workspace as git has them at another revision, in a folder of their own until this is disposed of.</summary>
public sealed class WorkspaceRevision : IDisposable
{
    static readonly string[] Parts = [WorkspaceLayout.WorkspaceFile, WorkspaceLayout.AppsFolder, WorkspaceLayout.ChartsFolder, SourcePath.Templates];

    WorkspaceRevision(string title, string folder) => (Title, Folder) = (title, folder);

    /// <summary>The revision as it was given, with the commit that it is.</summary>
    public string Title { get; }

    /// <summary>Root of the workspace at that revision.</summary>
    public string Folder { get; }

    /// <summary>Takes a revision out of git.</summary>
    /// <param name="root">Root of the workspace.</param>
    /// <param name="revision">A commit, branch or tag.</param>
    /// <exception cref="UsageException">There is no such revision, or no git.</exception>
    public static WorkspaceRevision Of(string root, string revision)
    {
        var commit = Text(Git(root, revision, "rev-parse", "--verify", "--quiet", "--end-of-options", $"{revision}^{{commit}}"));
        var parts = Text(Git(root, revision, ["ls-tree", "--name-only", commit, "--", .. Parts])).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (!parts.Contains(WorkspaceLayout.WorkspaceFile))
            throw new UsageException($"--since {revision}: there was no {WorkspaceLayout.WorkspaceFile} at that revision");
        var folder = Directory.CreateTempSubdirectory("ninjabuild-since-").FullName;
        try
        {
            using var tar = new MemoryStream(Git(root, revision, ["archive", "--format=tar", commit, "--", .. parts]));
            TarFile.ExtractToDirectory(tar, folder, overwriteFiles: false);
            return new WorkspaceRevision($"{revision} ({commit[..10]})", folder);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>What the charts of the revision render to, by chart and environment.</summary>
    /// <param name="settings">How the workspace of today is composed.</param>
    /// <exception cref="InvalidDeclarationsException">The declarations of that revision are wrong.</exception>
    /// <exception cref="CompositionFailedException">A chart of that revision cannot be composed.</exception>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, byte[]>> Render(CompositionSettings settings)
    {
        var artifacts = Path.Combine(Folder, "artifacts");
        var charts = settings.Charts.Where(chart => File.Exists(Path.Combine(Folder, WorkspaceLayout.ChartsFolder, chart, WorkspaceLayout.ChartFile))).ToList();
        if (settings.Charts.Count > 0 && charts.Count == 0)
            return new Dictionary<string, IReadOnlyDictionary<string, byte[]>>();
        using var composer = new Composer(settings with { Root = Folder, Artifacts = artifacts, Charts = charts, Environment = null }, new CompositionEvents());
        composer.RenderCharts();
        return Directory.GetDirectories(Path.Combine(artifacts, "manifests")).ToDictionary(
            folder => Path.GetFileName(folder),
            IReadOnlyDictionary<string, byte[]> (folder) => Directory.GetFiles(folder, "*.yaml").ToDictionary(file => Path.GetFileNameWithoutExtension(file), File.ReadAllBytes));
    }

    /// <summary>Removes the folder.</summary>
    public void Dispose() => Directory.Delete(Folder, recursive: true);

    static string Text(byte[] output) => System.Text.Encoding.UTF8.GetString(output).TrimEnd('\n');

    static byte[] Git(string root, string revision, params IEnumerable<string> arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["-C", root, .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = git.StandardError.ReadToEndAsync();
            using var output = new MemoryStream();
            git.StandardOutput.BaseStream.CopyTo(output);
            git.WaitForExit();
            if (git.ExitCode == 0)
                return output.ToArray();
            var said = errors.GetAwaiter().GetResult().Trim();
            throw new UsageException($"--since {revision}: {(said.Length > 0 ? said : "git knows no such revision: give a commit, branch or tag")}");
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new UsageException($"--since {revision}: git cannot be run: {error.Message}");
        }
    }
}
