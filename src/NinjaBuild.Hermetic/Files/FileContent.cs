namespace NinjaBuild.Hermetic;

/// <summary>A file of a tree: its path, the digest of its content, and a way to the bytes, which are read when they are asked for.</summary>
public sealed class FileContent
{
    readonly byte[]? _bytes;
    readonly IContentSource? _source;

    /// <summary>A file whose bytes are at hand.</summary>
    public FileContent(string path, byte[] content)
        : this(path, Digest.Of(content), content, null)
    {
    }

    internal FileContent(string path, Digest digest, IContentSource source)
        : this(path, digest, null, source)
    {
    }

    FileContent(string path, Digest digest, byte[]? bytes, IContentSource? source)
    {
        FilePath.Check(path);
        (Path, Digest, _bytes, _source) = (path, digest, bytes, source);
    }

    /// <summary>Path in the tree, '/' between segments.</summary>
    public string Path { get; }

    /// <summary>Digest of the content.</summary>
    public Digest Digest { get; }

    /// <summary>The bytes. They are shared: nobody may change them. Not kept by this object where they came from a store.</summary>
    /// <exception cref="HermeticException">The bytes can no longer be had.</exception>
    public byte[] Content => _bytes ?? _source!.Read(Digest);

    /// <summary>The same content under another path.</summary>
    public FileContent At(string path) => path == Path ? this : new FileContent(path, Digest, _bytes, _source);

    /// <inheritdoc/>
    public override string ToString() => $"{Path} ({Digest})";
}
