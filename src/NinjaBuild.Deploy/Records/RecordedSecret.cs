using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Records;

/// <summary>
/// Secrets in records: of their values there are only digests, salted anew in each record, so that one can tell that values differ and not
/// what they are. A digest is no base64, so the API server refuses a Secret that was made of a record.
/// </summary>
public static class RecordedSecret
{
    const string Prefix = "sha256:";
    const int SaltSize = 16;
    const int SaltEnd = SaltSize * 2;
    const int Length = SaltEnd + 1 + (SHA256.HashSizeInBytes * 2);

    // Whatever else stands in a Secret is unknown to the server, and may be a value in the wrong place.
    static readonly string[] KnownFields = ["apiVersion", "kind", "metadata", "type", "immutable"];

    /// <summary>Whether a manifest is a Secret's.</summary>
    public static bool IsSecret(Tree manifest) => manifest.Text("kind") == "Secret" && manifest.Text("apiVersion") == "v1";

    /// <summary>The keys whose values differ, or that only one of the two has; none where the values are the same.</summary>
    /// <param name="recorded">The manifest from a record.</param>
    /// <param name="secret">A Secret from the cluster, or one that is to be applied.</param>
    public static IReadOnlyList<string> DifferingKeys(Tree recorded, Tree secret)
    {
        var digests = recorded.Mapping("data");
        var values = Values(secret);
        return
        [
            .. digests.Keys.Union(values.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).Where(key =>
                !values.TryGetValue(key, out var value) || digests.Text(key) is not { } digest || !IsOf(digest, key, value)),
        ];
    }

    /// <summary>What is recorded of a Secret. What was recorded before stays as it is.</summary>
    /// <param name="secret">The Secret.</param>
    /// <param name="salt">The record's salt.</param>
    internal static Tree Redacted(Tree secret, ReadOnlySpan<byte> salt)
    {
        var result = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in KnownFields)
        {
            if (secret.TryGetValue(field, out var value))
                result[field] = value;
        }

        if (!secret.ContainsKey("data") && !secret.ContainsKey("stringData"))
            return result;
        var digests = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (key, value) in Values(secret))
            digests[key] = secret.Text("data", key) is { } text && IsDigest(text) ? text : Digest(key, value, salt);
        result["data"] = digests;
        return result;
    }

    /// <summary>A salt for a new record.</summary>
    internal static byte[] NewSalt() => RandomNumberGenerator.GetBytes(SaltSize);

    // As the server merges them: stringData is laid over data.
    static Dictionary<string, byte[]> Values(Tree secret)
    {
        var result = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (key, value) in secret.Mapping("data"))
            result[key] = Decoded(TextOf(value));
        foreach (var (key, value) in secret.Mapping("stringData"))
            result[key] = Encoding.UTF8.GetBytes(TextOf(value));
        return result;
    }

    // The server takes null for the empty value and refuses all else that is no text.
    static string TextOf(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    static byte[] Decoded(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int length) ? bytes[..length] : Encoding.UTF8.GetBytes(text);
    }

    static bool IsDigest(string text) =>
        text.Length == Prefix.Length + Length && text.StartsWith(Prefix, StringComparison.Ordinal) && text[Prefix.Length + SaltEnd] == ':'
        && HexText.IsOne(text.AsSpan(Prefix.Length, SaltEnd)) && HexText.IsOne(text.AsSpan(Prefix.Length + SaltEnd + 1));

    static bool IsOf(string digest, string key, byte[] value) =>
        IsDigest(digest) && digest == Digest(key, value, Convert.FromHexString(digest.AsSpan(Prefix.Length, SaltEnd)));

    // The key is part of it, so that one does not see that two keys have the same value.
    static string Digest(string key, byte[] value, ReadOnlySpan<byte> salt)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(salt);
        hash.AppendData(Encoding.UTF8.GetBytes(key));
        hash.AppendData([0]);
        hash.AppendData(value);
        return $"{Prefix}{Convert.ToHexStringLower(salt)}:{Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }
}
