using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace NinjaBuild.Hermetic.Tests;

public sealed class FileTreeTests
{
    static readonly Arbitrary<Dictionary<string, string>> Trees = Gen.Zip(
            Gen.Elements("a", "b", "a-b", "z", "ü").NonEmptyListOf(), Gen.Elements("", "1", "two"))
        .ListOf()
        .Select(files => files.Select(file => (Path: string.Join('/', file.Item1), file.Item2)).DistinctBy(file => file.Path)
            .ToDictionary(file => file.Path + "/.f", file => file.Item2))
        .ToArbitrary();

    [Fact]
    public void The_root_digest_does_not_depend_on_how_a_tree_came_about() => Check.QuickThrowOnFailure(Prop.ForAll(Trees, files =>
    {
        var (straight, reversed) = (Tree(files), Tree(files.Reverse()));
        var merged = files.Aggregate(FileTree.Empty, (tree, file) => tree.Merge(Tree([file])));
        var moved = straight.WithPrefix("x/y").Below("x").Below("y");
        return straight.RootDigest == reversed.RootDigest && straight.RootDigest == merged.RootDigest && straight.RootDigest == moved.RootDigest
            && straight.All(file => Encoding.UTF8.GetString(straight[file.Path]) == files[file.Path]);
    }));

    [Fact]
    public void A_tree_survives_its_message() => Check.QuickThrowOnFailure(Prop.ForAll(Trees, files =>
    {
        var tree = Tree(files);
        var read = MerkleTree.FromTree(MerkleTree.ToTree(tree), new NoContent());
        return read is not null && read.RootDigest == tree.RootDigest && read.Select(file => file.Path).SequenceEqual(tree.Select(file => file.Path));
    }));

    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("../a")]
    [InlineData("a/./b")]
    [InlineData("a\\b")]
    [InlineData("C:/a")]
    public void A_path_that_is_not_plain_and_relative_is_refused(string path) =>
        Assert.Throws<FileTreeException>(() => new FileContent(path, []));

    [Theory]
    [InlineData("a", "a/b")]
    [InlineData("a", "a/b", "a-b")]
    [InlineData("x/a", "x/a.txt", "x/a/b/c")]
    [InlineData("a", "a")]
    public void Files_that_are_also_folders_or_occur_twice_are_refused(params string[] paths) =>
        Assert.Throws<FileTreeException>(() => FileTree.Of(paths.Select(path => new FileContent(path, []))));

    [Fact]
    public void Trees_with_different_files_of_one_name_do_not_merge()
    {
        var (one, other) = (FileTree.Of([new FileContent("a", [1])]), FileTree.Of([new FileContent("a", [2])]));
        Assert.Throws<FileTreeException>(() => one.Merge(other));
        Assert.Single(one.Merge(one));
    }

    // What bazel and every REAPI server take for the digest of an empty folder, and of one with the empty file "a".
    [Fact]
    public void Root_digests_are_those_of_the_remote_execution_api()
    {
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855/0", FileTree.Empty.RootDigest.ToString());
        byte[] node = [0x0a, 0x01, (byte)'a', 0x12, 0x42, 0x0a, 0x40, .. "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"u8];
        byte[] directory = [0x0a, (byte)node.Length, .. node];
        Assert.Equal(Digest.Of(directory), FileTree.Of([new FileContent("a", [])]).RootDigest);
    }

    [Fact]
    public void A_digest_survives_its_text()
    {
        var digest = Digest.Of("abc"u8);
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad/3", digest.ToString());
        Assert.Equal(digest, Digest.Parse(digest.ToString()));
        Assert.Throws<FormatException>(() => Digest.Parse("ba7816/3"));
        Assert.Throws<FormatException>(() => Digest.Parse(digest.Hex));
        Assert.Equal(digest, Digest.Of(new MemoryStream("abc"u8.ToArray())));
    }

    static FileTree Tree(IEnumerable<KeyValuePair<string, string>> files) =>
        FileTree.Of(files.Select(file => new FileContent(file.Key, Encoding.UTF8.GetBytes(file.Value))));

    sealed class NoContent : IContentSource
    {
        public byte[] Read(Digest digest) => throw new InvalidOperationException();
    }
}
