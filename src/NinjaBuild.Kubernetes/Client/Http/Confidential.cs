using System.Text;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Kubernetes.Client.Http;

/// <summary>Keeps the values of a Secret out of messages, into which servers and webhooks may put what they were sent.</summary>
sealed class Confidential
{
    // Shorter ones would tear holes into words, and tell little.
    const int ShortestHidden = 4;

    // Where a message quotes a value, these are escaped in one way or another: what is between them is found all the same.
    static readonly char[] Escaped = [.. Enumerable.Range(0, 32).Select(code => (char)code), '"', '\\', '<', '>', '&'];

    static readonly Confidential Nothing = new([]);

    readonly List<string> _values;

    Confidential(List<string> values) => _values = values;

    /// <summary>The values of a Secret, or of a patch to one, as they stand there and decoded.</summary>
    /// <param name="secret">The Secret or patch; null where the request is about something else.</param>
    public static Confidential Of(object? secret)
    {
        if (secret is null) return Nothing;
        var values = new HashSet<string>(StringComparer.Ordinal);
        Collect(secret.At("data"), values);
        Collect(secret.At("stringData"), values);
        foreach (var operation in secret as IReadOnlyList<object?> ?? []) Collect(operation.At("value"), values);
        return new Confidential([.. values.Where(value => value.Length >= ShortestHidden).OrderByDescending(value => value.Length)]);
    }

    /// <summary>A message without the values.</summary>
    public string Hide(string message)
    {
        if (_values.Count == 0) return message;

        // A decoder that fails quotes what stands around the place, cut off anywhere.
        int quoted = message.IndexOf("error found in #", StringComparison.Ordinal);
        if (quoted >= 0) message = message[..quoted] + "(the text around it is not shown)";
        foreach (var value in _values) message = message.Replace(value, "***", StringComparison.Ordinal);
        return message;
    }

    static void Collect(object? tree, HashSet<string> values)
    {
        switch (tree)
        {
            case string text:
                Add(text, values);
                if (Decoded(text) is { } decoded) Add(decoded, values);
                break;
            case IReadOnlyDictionary<string, object?> mapping:
                foreach (var value in mapping.Values) Collect(value, values);
                break;
            case IReadOnlyList<object?> list:
                foreach (var value in list) Collect(value, values);
                break;
            case long or ulong or double:
                values.Add($"{tree}");
                break;
        }
    }

    static void Add(string text, HashSet<string> values)
    {
        values.Add(text);
        values.UnionWith(text.Split(Escaped, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    static string? Decoded(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int count) ? Encoding.UTF8.GetString(bytes, 0, count) : null;
    }
}
