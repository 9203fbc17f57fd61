using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace NinjaBuild.Hermetic;

/// <summary>
/// An immutable tree of files, sorted by path (ordinal). Paths are relative with '/' between plain names; no file is a folder of another.
/// Two trees with the same paths and contents have the same <see cref="RootDigest"/>, however they came about.
/// </summary>
public sealed class FileTree : IReadOnlyCollection<FileContent>
{
    readonly FileContent[] _files;
    volatile StrongBox? _root;

    FileTree(FileContent[] sorted) => _files = sorted;

    /// <summary>The tree without files.</summary>
    public static FileTree Empty { get; } = new([]);

    /// <summary>The files, sorted by path.</summary>
    public IReadOnlyList<FileContent> Files => _files;

    /// <inheritdoc/>
    public int Count => _files.Length;

    /// <summary>Digest of the root <c>Directory</c> message of the tree (REAPI's Merkle tree).</summary>
    public Digest RootDigest => (_root ??= new StrongBox(MerkleTree.RootDigest(_files))).Value;

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="KeyNotFoundException">The tree has no such file.</exception>
    public byte[] this[string path] => TryGet(path, out var file) ? file.Content : throw new KeyNotFoundException($"There is no file '{path}' in this tree.");

    /// <summary>Makes a tree of files in any order.</summary>
    /// <exception cref="FileTreeException">A path occurs twice, or a file is also a folder.</exception>
    public static FileTree Of(IEnumerable<FileContent> files)
    {
        var sorted = files.ToArray();
        Array.Sort(sorted, static (x, y) => string.CompareOrdinal(x.Path, y.Path));
        return OfSorted(sorted);
    }

    internal static FileTree OfSorted(FileContent[] sorted)
    {
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i].Path == sorted[i - 1].Path)
                throw new FileTreeException($"File '{sorted[i].Path}' occurs twice.");
        }

        var tree = new FileTree(sorted);
        tree.RefuseFilesAsFolders();
        return tree.Count == 0 ? Empty : tree;
    }

    /// <summary>Finds a file by its path.</summary>
    public bool TryGet(string path, [NotNullWhen(true)] out FileContent? file)
    {
        var at = LowerBound(path);
        file = at < _files.Length && _files[at].Path == path ? _files[at] : null;
        return file is not null;
    }

    /// <summary>Whether the tree has the file.</summary>
    public bool Contains(string path) => TryGet(path, out _);

    /// <summary>The files below a folder, under their paths from there. Empty where there is none.</summary>
    public FileTree Below(string folder)
    {
        FilePath.Check(folder);
        var prefix = folder + "/";
        var below = new List<FileContent>();
        for (var i = LowerBound(prefix); i < _files.Length && _files[i].Path.StartsWith(prefix, StringComparison.Ordinal); i++)
            below.Add(_files[i].At(_files[i].Path[prefix.Length..]));
        return below.Count == 0 ? Empty : new FileTree([.. below]);
    }

    /// <summary>The same files, moved into a folder.</summary>
    /// <param name="folder">Path of the folder; empty leaves the tree as it is.</param>
    /// <exception cref="FileTreeException">The folder is no plain relative path.</exception>
    public FileTree WithPrefix(string folder) =>
        folder.Length == 0 || Count == 0 ? this : new FileTree(Array.ConvertAll(_files, file => file.At($"{folder}/{file.Path}")));

    /// <summary>Both trees in one. A file that both have must be the same in both.</summary>
    /// <exception cref="FileTreeException">The trees have different files under one path, or one's file is the other's folder.</exception>
    public FileTree Merge(FileTree other)
    {
        if (Count == 0 || other.Count == 0)
            return Count == 0 ? other : this;

        var merged = new List<FileContent>(Count + other.Count);
        var (i, j) = (0, 0);
        while (i < Count || j < other.Count)
        {
            var order = i == Count ? 1 : j == other.Count ? -1 : string.CompareOrdinal(_files[i].Path, other._files[j].Path);
            if (order == 0 && _files[i].Digest != other._files[j].Digest)
                throw new FileTreeException($"Two different files claim the path '{_files[i].Path}'.");
            merged.Add(order <= 0 ? _files[i] : other._files[j]);
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return OfSorted([.. merged]);
    }

    /// <inheritdoc/>
    public IEnumerator<FileContent> GetEnumerator() => ((IEnumerable<FileContent>)_files).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // All paths below "a/" follow each other, but "a-b" may stand between "a" and "a/b": each ancestor is looked up. Neighbours share
    // most ancestors, so only those that the path before did not have are.
    void RefuseFilesAsFolders()
    {
        var previous = "";
        foreach (var file in _files)
        {
            var path = file.Path;
            var shared = path.AsSpan().CommonPrefixLength(previous);
            for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
            {
                if (slash >= shared && TryGet(path[..slash], out _))
                    throw new FileTreeException($"'{path[..slash]}' is a file and also the folder of '{path}'.");
            }

            previous = path;
        }
    }

    int LowerBound(string path)
    {
        var (low, high) = (0, _files.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(_files[middle].Path, path) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    sealed class StrongBox(Digest value)
    {
        public Digest Value { get; } = value;
    }
}
