using System.Text;

namespace NinjaBuild.Yaml.Writing;

/// <summary>
/// Keys that are no valid Unicode become equal on their way through JSON, which has them in the order of their bytes; of equal ones, the last
/// wins when that is read.
/// </summary>
static class KeyCollisions
{
    /// <summary>The entries as they come out of JSON.</summary>
    /// <param name="entries">The entries with the keys that they come out with.</param>
    /// <param name="originals">The keys that went in, in the same order.</param>
    public static KeyValuePair<string, object?>[] Resolve(KeyValuePair<string, object?>[] entries, string[] originals)
    {
        var keys = Array.ConvertAll(originals, Bytes);
        Array.Sort(keys, entries, Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)));
        var last = new Dictionary<string, object?>(entries.Length, StringComparer.Ordinal);
        foreach (var (key, value) in entries) last[key] = value;
        return [.. last];
    }

    // A byte that is no part of UTF-8 is carried as a lone surrogate from U+DC80, its value in the low bits.
    static byte[] Bytes(string key)
    {
        var bytes = new List<byte>(key.Length);
        Span<byte> utf8 = stackalloc byte[4];
        for (int i = 0; i < key.Length;)
        {
            bool isRune = Rune.TryGetRuneAt(key, i, out var rune);
            if (!isRune && key[i] is >= '\uDC80' and <= '\uDCFF') bytes.Add((byte)(key[i] & 0xFF));
            else bytes.AddRange(utf8[..(isRune ? rune : Rune.ReplacementChar).EncodeToUtf8(utf8)]);
            i += isRune ? rune.Utf16SequenceLength : 1;
        }

        return [.. bytes];
    }
}
