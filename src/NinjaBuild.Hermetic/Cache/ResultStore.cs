using Google.Protobuf;
using NinjaBuild.Hermetic.Protocol;

namespace NinjaBuild.Hermetic;

/// <summary>Output trees of actions in a content store and an action cache, as REAPI lays them out.</summary>
sealed class ResultStore(IContentStore contents, IActionCache results)
{
    /// <summary>The blobs of outputs.</summary>
    public IContentStore Contents => contents;

    /// <summary>What an action made, as far as it is known; the bytes of its files are read when they are asked for.</summary>
    /// <param name="action">Digest of the action.</param>
    /// <param name="source">Reads the files.</param>
    public FileTree? Find(Hermetic.Digest action, IContentSource source)
    {
        if (results.Get(action) is not { } bytes)
            return null;
        try
        {
            var result = ActionResult.Parser.ParseFrom(bytes);
            if (result.ExitCode != 0 || result.OutputFiles.Count > 0 || result.OutputDirectories.Count != 1)
                return null;
            var output = result.OutputDirectories[0];
            if (output.Path.Length > 0 || !MerkleTree.TryRead(output.TreeDigest, out var digest) || contents.Get(digest) is not { } tree)
                return null;
            var files = MerkleTree.FromTree(Tree.Parser.ParseFrom(tree), source);
            return files is not null && MerkleTree.TryRead(output.RootDirectoryDigest, out var root) && files.RootDigest == root ? files : null;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    /// <summary>Keeps what an action made: its files first, the result that names them last.</summary>
    public void Keep(Hermetic.Digest action, FileTree output)
    {
        foreach (var file in output)
            contents.Put(file.Digest, file.Content);

        var tree = MerkleTree.ToTree(output).ToByteArray();
        var treeDigest = Hermetic.Digest.Of(tree);
        contents.Put(treeDigest, tree);

        var result = new ActionResult
        {
            OutputDirectories =
            {
                new OutputDirectory
                {
                    TreeDigest = MerkleTree.ToMessage(treeDigest),
                    RootDirectoryDigest = MerkleTree.ToMessage(output.RootDigest),
                },
            },
        };
        results.Put(action, result.ToByteArray());
    }
}
