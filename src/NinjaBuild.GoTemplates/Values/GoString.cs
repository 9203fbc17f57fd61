using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace NinjaBuild.GoTemplates.Values;

/// <summary>
/// Go's strings are bytes, usually UTF-8; .NET's are UTF-16. A byte that is no part of UTF-8 is carried as a lone surrogate U+DC80 to U+DCFF
/// (its value in the low bits), so that cutting a character in two or decoding binary base64 loses nothing.
/// </summary>
public static class GoString
{
    const char FirstEscape = '\udc80';
    const char LastEscape = '\udcff';

    static readonly SearchValues<char> Escapes = SearchValues.Create(
        [.. Enumerable.Range(FirstEscape, LastEscape - FirstEscape + 1).Select(c => (char)c)]);

    /// <summary>The char that carries a byte of 0x80 or more.</summary>
    public static char ByteAsChar(byte value) => (char)(FirstEscape + (value - 0x80));

    /// <summary>Whether a string may be cut anywhere: every char is one byte.</summary>
    public static bool IsAscii(string text) => Ascii.IsValid(text);

    /// <summary>The number of Go's bytes.</summary>
    public static int ByteLength(ReadOnlySpan<char> text) =>
        Ascii.IsValid(text) ? text.Length : text.IndexOfAny(Escapes) < 0 ? Encoding.UTF8.GetByteCount(text) : ToBytes(text).Length;

    /// <summary>Go's bytes.</summary>
    public static byte[] ToBytes(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = 0;
        while (!text.IsEmpty)
        {
            // A run without lone surrogates goes in one step.
            var status = Utf8.FromUtf16(text, bytes.AsSpan(length), out var read, out var written, replaceInvalidSequences: false);
            length += written;
            text = text[read..];
            if (status == OperationStatus.Done || text.IsEmpty)
                break;
            var c = text[0];
            if (c is >= FirstEscape and <= LastEscape)
                bytes[length++] = (byte)(c - FirstEscape + 0x80);
            else
                length += Rune.ReplacementChar.EncodeToUtf8(bytes.AsSpan(length));
            text = text[1..];
        }

        return bytes[..length];
    }

    /// <summary>The string of Go's bytes.</summary>
    public static string FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
            return Encoding.UTF8.GetString(bytes);
        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var length) == OperationStatus.Done)
            {
                text.Append(rune.ToString());
                bytes = bytes[length..];
            }
            else
            {
                text.Append(ByteAsChar(bytes[0]));
                bytes = bytes[1..];
            }
        }

        return text.ToString();
    }

    /// <summary>The bytes from <paramref name="start"/> up to <paramref name="end"/>, as Go's <c>s[start:end]</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are not within the string.</exception>
    public static string Slice(string text, int start, int end)
    {
        if (IsAscii(text))
            return text[start..end];
        return FromBytes(ToBytes(text).AsSpan()[start..end]);
    }

    /// <summary>The string as a file or a hash has it where bytes must be text: what is no UTF-8 becomes U+FFFD.</summary>
    public static string ToValidUnicode(string text)
    {
        if (text.AsSpan().IndexOfAny(Escapes) < 0)
            return text;

        // Halves that have met again are a character; each byte that is left stands for itself.
        var joined = FromBytes(ToBytes(text)).ToCharArray();
        for (var i = 0; i < joined.Length; i++)
        {
            if (joined[i] is >= FirstEscape and <= LastEscape && (i == 0 || !char.IsHighSurrogate(joined[i - 1])))
                joined[i] = '\ufffd';
        }

        return new string(joined);
    }

    /// <summary>Order by bytes, which for UTF-8 is order by code point.</summary>
    public static int Compare(string a, string b)
    {
        var length = Math.Min(a.Length, b.Length);
        for (var i = 0; i < length; i++)
        {
            char x = a[i], y = b[i];
            if (x == y)
                continue;

            // UTF-16 puts surrogates (U+10000 and above) before U+E000 to U+FFFF.
            var highX = char.IsSurrogate(x);
            return highX != char.IsSurrogate(y) ? (highX ? 1 : -1) : x - y;
        }

        return a.Length - b.Length;
    }
}
