namespace NinjaBuild.Hermetic;

/// <summary>Blobs by their digest. Used from several threads at once; a backend that fails behaves as if it held nothing.</summary>
public interface IContentStore
{
    /// <summary>Whether a blob is there. Reading it may still show that it is damaged.</summary>
    bool Contains(Digest digest);

    /// <summary>The bytes of a blob, verified against the digest; null where there is no such blob or it is damaged.</summary>
    byte[]? Get(Digest digest);

    /// <summary>Keeps a blob.</summary>
    /// <param name="digest">Digest of the content.</param>
    /// <param name="content">The bytes.</param>
    void Put(Digest digest, ReadOnlySpan<byte> content);
}
