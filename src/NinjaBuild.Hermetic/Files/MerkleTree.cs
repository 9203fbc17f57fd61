using Google.Protobuf;
using NinjaBuild.Hermetic.Protocol;
using Directory = NinjaBuild.Hermetic.Protocol.Directory;

namespace NinjaBuild.Hermetic;

/// <summary>Sorted files as REAPI's tree of <c>Directory</c> messages, and back.</summary>
static class MerkleTree
{
    public static Hermetic.Digest RootDigest(ReadOnlySpan<FileContent> sorted) =>
        Hermetic.Digest.Of(Build(sorted, 0, null).ToByteArray());

    /// <summary>The tree in one message, for the output of an action.</summary>
    public static Tree ToTree(FileTree files)
    {
        var children = new Dictionary<Hermetic.Digest, Directory>();
        var tree = new Tree { Root = Build(files.Files.ToArray(), 0, children) };
        tree.Children.AddRange(children.Values);
        return tree;
    }

    /// <summary>The files of a tree message; null where it is not whole or not one that we could have written.</summary>
    public static FileTree? FromTree(Tree tree, IContentSource contents)
    {
        var children = new Dictionary<Hermetic.Digest, Directory>();
        foreach (var child in tree.Children)
            children[Hermetic.Digest.Of(child.ToByteArray())] = child;

        var files = new List<FileContent>();
        try
        {
            return tree.Root is not null && Collect(tree.Root, "", children, files, contents) ? FileTree.Of(files) : null;
        }
        catch (FileTreeException)
        {
            return null;
        }
    }

    static Directory Build(ReadOnlySpan<FileContent> files, int depth, Dictionary<Hermetic.Digest, Directory>? children)
    {
        var directory = new Directory();
        for (var i = 0; i < files.Length;)
        {
            var path = files[i].Path;
            var slash = path.IndexOf('/', depth);
            if (slash < 0)
            {
                directory.Files.Add(new FileNode { Name = path[depth..], Digest = ToMessage(files[i].Digest) });
                i++;
                continue;
            }

            var end = i + 1;
            while (end < files.Length && files[end].Path.AsSpan().StartsWith(path.AsSpan(0, slash + 1), StringComparison.Ordinal))
                end++;
            var child = Build(files[i..end], slash + 1, children);
            var digest = Hermetic.Digest.Of(child.ToByteArray());
            children?.TryAdd(digest, child);
            directory.Directories.Add(new DirectoryNode { Name = path[depth..slash], Digest = ToMessage(digest) });
            i = end;
        }

        // Files stand in order of their paths already, which within one folder is that of their names, but for characters beyond the
        // basic plane; folders do not: "a-b/x" comes before "a/x".
        Sort(directory.Files, static node => node.Name);
        Sort(directory.Directories, static node => node.Name);
        return directory;
    }

    static void Sort<T>(Google.Protobuf.Collections.RepeatedField<T> nodes, Func<T, string> name)
    {
        for (var i = 1; i < nodes.Count; i++)
        {
            if (CompareUtf8(name(nodes[i - 1]), name(nodes[i])) <= 0)
                continue;
            var sorted = nodes.ToArray();
            Array.Sort(sorted, (x, y) => CompareUtf8(name(x), name(y)));
            nodes.Clear();
            nodes.AddRange(sorted);
            return;
        }
    }

    // The order of UTF-8 bytes is that of UTF-16 units, save that surrogates come after all else.
    static int CompareUtf8(string x, string y)
    {
        var shared = x.AsSpan().CommonPrefixLength(y);
        if (shared == x.Length || shared == y.Length)
            return x.Length - y.Length;
        return char.IsSurrogate(x[shared]) == char.IsSurrogate(y[shared]) ? x[shared] - y[shared] : char.IsSurrogate(x[shared]) ? 1 : -1;
    }

    static bool Collect(
        Directory directory, string folder, Dictionary<Hermetic.Digest, Directory> children, List<FileContent> files, IContentSource contents)
    {
        if (directory.Symlinks.Count > 0)
            return false;
        foreach (var node in directory.Files)
        {
            if (!TryRead(node.Digest, out var digest))
                return false;
            files.Add(new FileContent(FilePath.Join(folder, node.Name), digest, contents));
        }

        foreach (var node in directory.Directories)
        {
            if (node.Name.Length == 0 || !TryRead(node.Digest, out var digest) || !children.TryGetValue(digest, out var child)
                || !Collect(child, FilePath.Join(folder, node.Name), children, files, contents))
            {
                return false;
            }
        }

        return true;
    }

    public static Protocol.Digest ToMessage(Hermetic.Digest digest) => new() { Hash = digest.Hex, SizeBytes = digest.Size };

    public static bool TryRead(Protocol.Digest? message, out Hermetic.Digest digest)
    {
        digest = default;
        return message is not null && Hermetic.Digest.TryParse(message.Hash, message.SizeBytes, out digest);
    }
}
