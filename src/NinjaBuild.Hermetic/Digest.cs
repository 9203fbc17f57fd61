using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NinjaBuild.Hermetic;

/// <summary>Names content by its SHA-256 and its size in bytes, as REAPI's <c>Digest</c> does.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public readonly struct Digest : IEquatable<Digest>
{
    const int HashBytes = 32;

    // Laid out as the bytes of the hash stand in memory, so that records can hold digests as they are.
    readonly ulong _a, _b, _c, _d;

    Digest(ReadOnlySpan<byte> hash, long size)
    {
        _a = MemoryMarshal.Read<ulong>(hash);
        _b = MemoryMarshal.Read<ulong>(hash[8..]);
        _c = MemoryMarshal.Read<ulong>(hash[16..]);
        _d = MemoryMarshal.Read<ulong>(hash[24..]);
        Size = size;
    }

    /// <summary>Size of the content in bytes.</summary>
    public long Size { get; }

    /// <summary>The SHA-256 as 64 lower-case hex digits.</summary>
    public string Hex
    {
        get
        {
            Span<byte> hash = stackalloc byte[HashBytes];
            CopyHashTo(hash);
            return Convert.ToHexStringLower(hash);
        }
    }

    /// <summary>The digest of content.</summary>
    public static Digest Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[HashBytes];
        SHA256.HashData(content, hash);
        return new Digest(hash, content.Length);
    }

    /// <summary>The digest of all that a stream still holds.</summary>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static Digest Of(Stream content)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[128 * 1024];
        var size = 0L;
        for (int read; (read = content.Read(buffer)) > 0; size += read)
            sha.AppendData(buffer, 0, read);

        Span<byte> hash = stackalloc byte[HashBytes];
        sha.GetHashAndReset(hash);
        return new Digest(hash, size);
    }

    /// <summary>Reads a SHA-256 in hex; false where the text is none or the size is negative.</summary>
    /// <param name="hex">64 hex digits, lower case.</param>
    /// <param name="size">Size of the content in bytes.</param>
    /// <param name="digest">The digest.</param>
    public static bool TryParse(ReadOnlySpan<char> hex, long size, out Digest digest)
    {
        digest = default;
        Span<byte> hash = stackalloc byte[HashBytes];
        if (hex.Length != 2 * HashBytes || size < 0 || hex.ContainsAnyInRange('A', 'F')
            || Convert.FromHexString(hex, hash, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        digest = new Digest(hash, size);
        return true;
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <param name="text"><c>hex/size</c>.</param>
    /// <exception cref="FormatException">The text is no digest.</exception>
    public static Digest Parse(ReadOnlySpan<char> text)
    {
        var slash = text.IndexOf('/');
        return slash > 0 && long.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            && TryParse(text[..slash], size, out var digest)
            ? digest
            : throw new FormatException($"'{text}' is no digest: <sha256 in hex>/<size> expected.");
    }

    /// <summary>Writes the 32 bytes of the hash.</summary>
    public void CopyHashTo(Span<byte> destination)
    {
        MemoryMarshal.Write(destination, _a);
        MemoryMarshal.Write(destination[8..], _b);
        MemoryMarshal.Write(destination[16..], _c);
        MemoryMarshal.Write(destination[24..], _d);
    }

    /// <inheritdoc/>
    public bool Equals(Digest other) => _a == other._a && _b == other._b && _c == other._c && _d == other._d && Size == other.Size;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Digest other && Equals(other);

    // Any eight bytes of a SHA-256 are as good as a hash of them.
    /// <inheritdoc/>
    public override int GetHashCode() => _a.GetHashCode();

    /// <summary><c>hex/size</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Hex}/{Size}");

    /// <summary>Whether two digests name the same content.</summary>
    public static bool operator ==(Digest left, Digest right) => left.Equals(right);

    /// <summary>Whether two digests name different content.</summary>
    public static bool operator !=(Digest left, Digest right) => !left.Equals(right);
}
