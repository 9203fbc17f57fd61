namespace NinjaBuild.Hermetic.Tests;

public sealed class OutputRootTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_second_build_says_that_it_waits_and_goes_on_when_the_first_is_done()
    {
        var first = OutputRoot.Open(_folder.Path);
        var messages = new List<string>();
        using var waiting = new SemaphoreSlim(0);
        var second = Task.Run(() => OutputRoot.Open(_folder.Path, message =>
        {
            messages.Add(message);
            waiting.Release();
        }));
        await waiting.WaitAsync();
        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second).Dispose();
        Assert.Equal($"Waiting for another build in {_folder.Path} to end", Assert.Single(messages));
    }

    [Fact]
    public void What_a_killed_build_left_is_removed_by_the_next()
    {
        _folder.Write(".ninja/tmp/7/half/written", "x");
        using var root = OutputRoot.Open(_folder.Path);
        Assert.False(Directory.Exists(_folder[".ninja/tmp"]));
    }

    [Fact]
    public void A_link_in_the_place_of_a_folder_is_replaced_and_what_it_leads_to_stays()
    {
        using var elsewhere = new TempFolder();
        elsewhere.Write("mine", "x");
        Directory.CreateSymbolicLink(_folder["chart"], elsewhere.Path);
        using var root = OutputRoot.Open(_folder.Path);

        new OutputFolder(root, "chart").Write("//chart", FileTree.Of([new FileContent("a/b", [1])]), null, out var isWritten);

        Assert.True(isWritten);
        Assert.Null(new DirectoryInfo(_folder["chart"]).LinkTarget);
        Assert.Equal([1], File.ReadAllBytes(_folder["chart/a/b"]));
        Assert.True(File.Exists(elsewhere["mine"]));
    }

    [Fact]
    public void A_folder_that_is_as_it_should_be_is_not_written_even_without_a_record()
    {
        using var root = OutputRoot.Open(_folder.Path);
        var files = FileTree.Of([new FileContent("a", [1]), new FileContent("b/c", [2])]);
        var folder = new OutputFolder(root, "chart");
        var recorded = folder.Write("//chart", files, null, out _);
        Assert.Equal(recorded.Entries, folder.Write("//chart", files, null, out var isWritten).Entries);
        Assert.False(isWritten);
        Assert.Null(folder.Damage(recorded));
    }

    [Fact]
    public void A_change_of_the_same_size_right_after_the_build_is_seen()
    {
        using var root = OutputRoot.Open(_folder.Path);
        var folder = new OutputFolder(root, "chart");
        var recorded = folder.Write("//chart", FileTree.Of([new FileContent("a", [1])]), null, out _);
        File.WriteAllBytes(_folder["chart/a"], [2]);
        Assert.Equal("chart/a", folder.Damage(recorded));
    }

    [Theory]
    [InlineData(28, "the disk is full")]
    [InlineData(30, "read-only")]
    public void Faults_of_the_disk_are_told_in_words(int errno, string words) =>
        Assert.Contains(words, IoFault.Describe(new IOException("No such luck") { HResult = errno }), StringComparison.Ordinal);

    [Fact]
    public void Stamps_are_alike_with_and_without_the_systems_own_call()
    {
        _folder.Write("file", "content");
        foreach (var path in new[] { _folder["file"], _folder.Path, _folder["nothing"] })
        {
            var (native, managed) = (FileStatus.Of(path, follow: true), FileStatus.Managed(path, follow: true));
            Assert.Equal(native.Kind, managed.Kind);
            Assert.Equal(native.Stamp.Size, managed.Stamp.Size);
            Assert.Equal(native.Stamp.Modified / 100, managed.Stamp.Modified / 100);
        }
    }
}
