namespace NinjaBuild.Hermetic;

/// <summary>
/// A content store and action cache in a folder: <c>cas/ab/&lt;hash&gt;</c> and <c>ac/ab/&lt;hash&gt;</c>, one file an entry. Any number
/// of processes share it. An entry is written under a temporary name and renamed, and verified whenever it is read; a damaged one is
/// dropped and counts as missing. A folder that cannot be used costs one warning, never a build.
/// </summary>
public sealed class DiskCache : IContentStore, IActionCache, IDisposable
{
    // An entry's time of last use is its modification time. Hours are fine enough to tell the least used.
    static readonly TimeSpan UseGranularity = TimeSpan.FromHours(1);

    // Process ids do not do: builds in containers share a cache and all have the same one.
    readonly string _token = Guid.NewGuid().ToString("N");
    readonly string _folder;
    readonly CacheUsage _usage;
    readonly Action<string>? _warn;
    int _warned;
    volatile bool _readOnly;
    int _temporary;

    /// <summary>Opens a cache; nothing is created before the first entry.</summary>
    /// <param name="folder">Where it lies; see <see cref="DefaultFolder"/>.</param>
    /// <param name="sizeLimit">Size in bytes above which the least used entries are dropped, down to four fifths of it.</param>
    /// <param name="warn">Is told, once, why the cache cannot be used.</param>
    public DiskCache(string folder, long sizeLimit = DefaultSizeLimit, Action<string>? warn = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sizeLimit);
        (_folder, _warn) = (Path.GetFullPath(folder), warn);
        _usage = new CacheUsage(_folder, sizeLimit);
    }

    /// <summary>5 GiB.</summary>
    public const long DefaultSizeLimit = 5L << 30;

    /// <summary>Where the user's cache lies unless told otherwise.</summary>
    public static string DefaultFolder => CacheFolder.Default;

    /// <inheritdoc/>
    public bool Contains(Digest digest)
    {
        var file = new FileInfo(ContentPath(digest));
        if (!file.Exists || file.Length != digest.Size)
            return false;
        Touch(file.FullName, file.LastWriteTimeUtc);
        return true;
    }

    /// <inheritdoc/>
    public byte[]? Get(Digest digest)
    {
        var path = ContentPath(digest);
        var content = Read(path);
        if (content is null || (content.Length == digest.Size && Digest.Of(content) == digest))
            return content;
        Drop(path);
        return null;
    }

    /// <inheritdoc/>
    public void Put(Digest digest, ReadOnlySpan<byte> content)
    {
        // Half of what a build makes is what an earlier one made: a look is cheaper than a write.
        if (!_readOnly && !Contains(digest))
            Write(ContentPath(digest), content);
    }

    /// <inheritdoc/>
    byte[]? IActionCache.Get(Digest action)
    {
        var path = ResultPath(action);
        if (Read(path) is not { } entry)
            return null;
        if (ResultEntry.TryOpen(action, entry, out var result))
            return result;
        Drop(path);
        return null;
    }

    /// <inheritdoc/>
    void IActionCache.Put(Digest action, ReadOnlySpan<byte> result)
    {
        if (!_readOnly)
            Write(ResultPath(action), ResultEntry.Seal(action, result));
    }

    /// <summary>Accounts for what was written, and drops the least used entries where the cache has outgrown its limit.</summary>
    public void Dispose() => Guard(_usage.Settle);

    string ContentPath(Digest digest) => EntryPath("cas", digest.Hex);

    string ResultPath(Digest action) => EntryPath("ac", action.Hex);

    string EntryPath(string kind, string hex) => $"{_folder}/{kind}/{hex.AsSpan(0, 2)}/{hex}";

    byte[]? Read(string path)
    {
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var content = new byte[RandomAccess.GetLength(file)];
            var read = 0;
            for (int some; read < content.Length && (some = RandomAccess.Read(file, content.AsSpan(read), read)) > 0;)
                read += some;
            Touch(path, File.GetLastWriteTimeUtc(file));
            return read == content.Length ? content : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (IsTrouble(e))
        {
            Warn(e);
            return null;
        }
    }

    void Write(string path, ReadOnlySpan<byte> content)
    {
        var temporary = $"{_folder}/{CacheUsage.Temporary}/{_token}-{Interlocked.Increment(ref _temporary):x}";
        try
        {
            WriteNew(temporary, content);
            MoveInto(temporary, path);
            _usage.Add(content.Length);
        }
        catch (Exception e) when (IsTrouble(e))
        {
            _readOnly = true;
            Drop(temporary);
            Warn(e);
        }
    }

    static void WriteNew(string path, ReadOnlySpan<byte> content)
    {
        try
        {
            Create(path, content);
        }
        catch (DirectoryNotFoundException)
        {
            CacheFolder.Create(Path.GetDirectoryName(path)!);
            Create(path, content);
        }

        static void Create(string path, ReadOnlySpan<byte> content)
        {
            using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            RandomAccess.Write(file, content, 0);
        }
    }

    static void MoveInto(string temporary, string path)
    {
        try
        {
            File.Move(temporary, path, overwrite: true);
        }
        catch (DirectoryNotFoundException)
        {
            CacheFolder.Create(Path.GetDirectoryName(path)!);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (IsTrouble(e) && File.Exists(path))
        {
            // Windows: somebody reads the entry that is there already, which is as good.
            File.Delete(temporary);
        }
    }

    static void Touch(string path, DateTime lastUse)
    {
        var now = DateTime.UtcNow;
        if (now - lastUse < UseGranularity)
            return;
        try
        {
            File.SetLastWriteTimeUtc(path, now);
        }
        catch (Exception e) when (IsTrouble(e))
        {
            // A cache that is only read from, or an entry that another process dropped: all the same to this build.
        }
    }

    static void Drop(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (IsTrouble(e))
        {
            // It stays, and stays a miss.
        }
    }

    void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (IsTrouble(e))
        {
            Warn(e);
        }
    }

    void Warn(Exception e)
    {
        if (Interlocked.Exchange(ref _warned, 1) == 0)
            _warn?.Invoke($"The cache in {_folder} cannot be used, so more is built than needed: {IoFault.Describe(e)}");
    }

    static bool IsTrouble(Exception e) => e is IOException or UnauthorizedAccessException or System.Security.SecurityException;
}
