using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace NinjaBuild.Hermetic;

/// <summary>
/// An entry of the action cache on disk: SHA-256 over the action's digest and the result, then the result. Nothing outside names the
/// content of such an entry, so it carries its own checksum, and one that lies under another action's name is none.
/// </summary>
static class ResultEntry
{
    public static byte[] Seal(Digest action, ReadOnlySpan<byte> result)
    {
        var entry = new byte[SHA256.HashSizeInBytes + result.Length];
        result.CopyTo(entry.AsSpan(SHA256.HashSizeInBytes));
        Checksum(action, result, entry);
        return entry;
    }

    public static bool TryOpen(Digest action, ReadOnlySpan<byte> entry, [NotNullWhen(true)] out byte[]? result)
    {
        result = null;
        if (entry.Length < SHA256.HashSizeInBytes)
            return false;
        Span<byte> checksum = stackalloc byte[SHA256.HashSizeInBytes];
        Checksum(action, entry[SHA256.HashSizeInBytes..], checksum);
        if (!checksum.SequenceEqual(entry[..SHA256.HashSizeInBytes]))
            return false;
        result = entry[SHA256.HashSizeInBytes..].ToArray();
        return true;
    }

    static void Checksum(Digest action, ReadOnlySpan<byte> result, Span<byte> checksum)
    {
        var sealedBytes = new byte[SHA256.HashSizeInBytes + result.Length];
        action.CopyHashTo(sealedBytes);
        result.CopyTo(sealedBytes.AsSpan(SHA256.HashSizeInBytes));
        SHA256.HashData(sealedBytes, checksum);
    }
}
