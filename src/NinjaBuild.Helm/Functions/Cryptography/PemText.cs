using System.Security.Cryptography;

namespace NinjaBuild.Helm.Functions.Cryptography;

/// <summary>PEM (RFC 7468) as Go writes it: lines of 64, and a line's end behind the last.</summary>
static class PemText
{
    public static string Encode(string label, ReadOnlySpan<byte> der) => PemEncoding.WriteString(label, der) + "\n";

    /// <summary>The first block of a text; null where it has none.</summary>
    public static (string Label, byte[] Der)? Decode(string text) => PemEncoding.TryFind(text, out var fields)
        ? (text[fields.Label], Convert.FromBase64String(text[fields.Base64Data]))
        : null;
}
