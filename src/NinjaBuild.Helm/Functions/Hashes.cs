using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using NinjaBuild.GoTemplates.Values;
using static NinjaBuild.GoTemplates.ParameterType;

namespace NinjaBuild.Helm.Functions;

/// <summary>Checksums in hexadecimal.</summary>
internal static class Hashes
{
    [SuppressMessage("Security", "CA5350", Justification = "sha1sum is what templates ask for, as a checksum")]
    public static void AddTo(FunctionRegistry r)
    {
        r.Add("sha1sum", [Str], (_, a) => Convert.ToHexStringLower(SHA1.HashData(GoString.ToBytes((string)a[0]!))));
        r.Add("sha256sum", [Str], (_, a) => Convert.ToHexStringLower(SHA256.HashData(GoString.ToBytes((string)a[0]!))));
        r.Add("sha512sum", [Str], (_, a) => Convert.ToHexStringLower(SHA512.HashData(GoString.ToBytes((string)a[0]!))));
        r.Add("adler32sum", [Str], (_, a) => Adler32(GoString.ToBytes((string)a[0]!)));
    }

    /// <summary>In decimal (RFC 1950).</summary>
    static string Adler32(byte[] bytes)
    {
        uint low = 1, high = 0;
        foreach (var b in bytes)
        {
            low = (low + b) % 65521;
            high = (high + low) % 65521;
        }

        return ((high << 16) | low).ToString(CultureInfo.InvariantCulture);
    }
}
