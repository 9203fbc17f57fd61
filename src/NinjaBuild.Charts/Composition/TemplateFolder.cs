using System.Globalization;
using NinjaBuild.Hermetic;

namespace NinjaBuild.Charts.Composition;

/// <summary>The templates that come with the tool. A workspace's own file of the same name wins.</summary>
sealed class TemplateFolder
{
    readonly string _folder;
    readonly Dictionary<string, FileContent> _read = [];

    /// <summary>Looks at the tool's templates.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="root">Root of the workspace.</param>
    public TemplateFolder(string folder, string root)
    {
        _folder = Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(folder);
        // In the tool's own workspace they are sources like any other.
        var isWorkspaces = _folder == Path.Combine(Path.GetFullPath(root), SourcePath.Templates);
        Fingerprint = isWorkspaces ? "templates of the workspace" : string.Join(' ', new DirectoryInfo(_folder).EnumerateFiles()
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Name}:{file.Length}:{file.LastWriteTimeUtc.Ticks}")));
    }

    /// <summary>Changes when a template of the tool does.</summary>
    public string Fingerprint { get; }

    /// <summary>A template of the tool, under the path at which a workspace would have its own; null where there is none.</summary>
    public FileContent? Find(string path)
    {
        if (_read.TryGetValue(path, out var known))
            return known;
        var file = Path.Combine(_folder, path[(SourcePath.Templates.Length + 1)..]);
        return File.Exists(file) ? _read[path] = new FileContent(path, File.ReadAllBytes(file)) : null;
    }
}
