namespace NinjaBuild.Hermetic;

/// <summary>Collects files for a tree, in any order. For one thread.</summary>
public sealed class FileTreeBuilder
{
    readonly List<FileContent> _files = [];

    /// <summary>Adds a file.</summary>
    /// <param name="path">Relative path, '/' between segments.</param>
    /// <param name="content">The bytes, which nobody may change afterwards.</param>
    /// <exception cref="FileTreeException">The path is not plain and relative.</exception>
    public void Add(string path, byte[] content) => _files.Add(new FileContent(path, content));

    /// <summary>Adds a file under the path it has.</summary>
    public void Add(FileContent file) => _files.Add(file);

    /// <summary>Makes the tree.</summary>
    /// <exception cref="FileTreeException">A path occurs twice, or a file is also a folder.</exception>
    public FileTree Build() => FileTree.Of(_files);
}
