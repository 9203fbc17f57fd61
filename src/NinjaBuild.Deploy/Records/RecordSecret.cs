using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Records;

/// <summary>Secrets that hold one piece of a record.</summary>
static class RecordSecret
{
    /// <summary>How they are reached.</summary>
    public static ApiResource Resource { get; } = new("", "v1", "Secret", "secrets", IsNamespaced: true, new HashSet<string>());

    /// <summary>How they are written: a record has no values of the release's Secrets, and its words, such as the chart's name, are in many a message.</summary>
    public static WriteOptions Writing { get; } = new() { IsOpen = true };

    /// <summary>A Secret with some content.</summary>
    public static Tree Of(Dictionary<string, object?> metadata, string key, ReadOnlySpan<byte> content) => new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Secret",
        ["type"] = RecordNames.SecretType,
        ["metadata"] = metadata,
        ["data"] = new Dictionary<string, object?>(StringComparer.Ordinal) { [key] = Convert.ToBase64String(content) },
    };

    /// <summary>The content of a Secret.</summary>
    /// <exception cref="BrokenRecordException">It is of another type, or has no content, or too much.</exception>
    public static byte[] Content(Tree secret, string key, int maxLength)
    {
        if (secret.Text("type") != RecordNames.SecretType)
            throw new BrokenRecordException($"is not of the type {RecordNames.SecretType}");
        if (secret.Text("data", key) is not { } text)
            throw new BrokenRecordException($"has no data.{key}");
        if (text.Length > (maxLength + 2) / 3 * 4)
            throw new BrokenRecordException($"has more than {maxLength} bytes in data.{key}");
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int length) ? bytes[..length] : throw new BrokenRecordException($"has no base64 in data.{key}");
    }
}
