using System.Text;

namespace NinjaBuild.Hermetic.Tests;

public sealed class DiskCacheTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_put_is_found_by_another_cache_on_the_same_folder()
    {
        var (digest, action) = (Digest.Of("content"u8), Digest.Of("action"u8));
        using (var cache = Open())
        {
            Assert.False(cache.Contains(digest));
            Assert.Null(cache.Get(digest));
            cache.Put(digest, "content"u8);
            ((IActionCache)cache).Put(action, "result"u8);
        }

        using var other = Open();
        Assert.True(other.Contains(digest));
        Assert.Equal("content"u8.ToArray(), other.Get(digest));
        Assert.Equal("result"u8.ToArray(), ((IActionCache)other).Get(action));
        Assert.Null(((IActionCache)other).Get(digest));
    }

    [Theory]
    [InlineData("cas", "")]
    [InlineData("cas", "kontent")]
    [InlineData("cas", "conten")]
    [InlineData("ac", "")]
    [InlineData("ac", "something that is no result and longer than a checksum")]
    public void A_damaged_entry_is_dropped_and_counts_as_missing(string kind, string damage)
    {
        using var cache = Open();
        var digest = Digest.Of("content"u8);
        cache.Put(digest, "content"u8);
        ((IActionCache)cache).Put(digest, "result"u8);
        var file = Entry(kind, digest);
        File.WriteAllText(file, damage);

        Assert.Null(kind == "cas" ? cache.Get(digest) : ((IActionCache)cache).Get(digest));

        Assert.False(File.Exists(file));
        cache.Put(digest, "content"u8);
        Assert.Equal("content"u8.ToArray(), cache.Get(digest));
    }

    [Fact]
    public void A_result_under_the_name_of_another_action_is_none()
    {
        using var cache = Open();
        var (one, other) = (Digest.Of("one"u8), Digest.Of("other"u8));
        ((IActionCache)cache).Put(one, "result"u8);
        Directory.CreateDirectory(Path.GetDirectoryName(Entry("ac", other))!);
        File.Copy(Entry("ac", one), Entry("ac", other));
        Assert.Null(((IActionCache)cache).Get(other));
    }

    [Fact]
    public void Cleaning_drops_the_least_used_down_to_four_fifths_of_the_limit()
    {
        var digests = Enumerable.Range(0, 100).Select(Blob).ToList();
        using (var cache = Open())
        {
            for (var i = 0; i < digests.Count; i++)
                cache.Put(digests[i], Content(i));
        }

        for (var i = 0; i < digests.Count; i++)
            File.SetLastWriteTimeUtc(Entry("cas", digests[i]), DateTime.UtcNow.AddDays(i == 0 ? -1000 : i - 200));
        using (var cache = new DiskCache(_folder["cache"], sizeLimit: 50_000))
        {
            // A read is a use.
            Assert.NotNull(cache.Get(digests[0]));
            cache.Put(Blob(100), Content(100));
        }

        using var after = Open();
        var left = digests.Where(after.Contains).ToList();
        Assert.Equal([digests[0], .. digests[62..]], left);
        Assert.True(after.Contains(Blob(100)));
    }

    [Fact]
    public void Usage_is_counted_anew_when_its_file_is_damaged()
    {
        using (var cache = Open())
            cache.Put(Blob(1), Content(1));
        File.WriteAllText(_folder["cache/usage"], "nonsense");
        using (var cache = Open())
            cache.Put(Blob(2), Content(2));
        Assert.Equal("2000", File.ReadAllLines(_folder["cache/usage"])[1]);
    }

    [Fact]
    public void Many_writers_readers_and_cleaners_at_once_only_ever_see_whole_entries()
    {
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, writer =>
        {
            for (var round = 0; round < 5; round++)
            {
                using var cache = new DiskCache(_folder["cache"], sizeLimit: 20_000, warn: message => Assert.Fail(message));
                for (var i = 0; i < 40; i++)
                {
                    cache.Put(Blob(i), Content(i));
                    if (cache.Get(Blob((i * 7) % 40)) is { } content)
                        Assert.Equal(Blob((i * 7) % 40), Digest.Of(content));
                }
            }
        });
    }

    [Fact]
    public void The_default_folder_is_where_the_system_wants_caches() =>
        Assert.EndsWith("ninjabuild", DiskCache.DefaultFolder, StringComparison.Ordinal);

    DiskCache Open() => new(_folder["cache"]);

    string Entry(string kind, Digest digest) => _folder[$"cache/{kind}/{digest.Hex[..2]}/{digest.Hex}"];

    static byte[] Content(int i) => Encoding.ASCII.GetBytes($"{i}".PadRight(1000));

    static Digest Blob(int i) => Digest.Of(Content(i));
}
