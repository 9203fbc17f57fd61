using System.Buffers;
using System.Globalization;
using System.Text;
using NinjaBuild.GoTemplates.Values;

namespace NinjaBuild.Helm.Functions;

/// <summary>Base64 and Base32 with Go's view of what is corrupt; line ends inside are skipped, as there.</summary>
internal static class BaseText
{
    const string Alphabet32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    const string Alphabet64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n");

    public static string Decode64(string text) => Decode(text, Alphabet64, 6, 4, "base64");

    public static string Decode32(string text) => Decode(text, Alphabet32, 5, 8, "base32");

    public static string Encode32(byte[] bytes)
    {
        var text = new StringBuilder((bytes.Length + 4) / 5 * 8);
        int bits = 0, count = 0;
        foreach (var b in bytes)
        {
            bits = (bits << 8) | b;
            for (count += 8; count >= 5; count -= 5)
                text.Append(Alphabet32[(bits >> (count - 5)) & 31]);
            bits &= (1 << count) - 1;
        }

        if (count > 0)
            text.Append(Alphabet32[(bits << (5 - count)) & 31]);
        while (text.Length % 8 != 0)
            text.Append('=');
        return text.ToString();
    }

    /// <summary>The decoded text, or the text of Go's error: Sprig returns it as if it were the value.</summary>
    static string Decode(string text, string alphabet, int bitsEach, int group, string name)
    {
        var bytes = new List<byte>(text.Length);
        int bits = 0, count = 0, digits = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (LineEnds.Contains(text[i]))
                continue;
            if (text[i] == '=')
                return DecodePadding(text, i, digits, group, bitsEach, name) ?? GoString.FromBytes(bytes.ToArray());
            var value = alphabet.IndexOf(text[i], StringComparison.Ordinal);
            if (value < 0)
                return Corrupt(name, text, i);
            digits = (digits + 1) % group;
            bits = (bits << bitsEach) | value;
            count += bitsEach;
            if (count >= 8)
            {
                bytes.Add((byte)(bits >> (count - 8)));
                count -= 8;
                bits &= (1 << count) - 1;
            }

            if (digits == 0)
                count = 0;
        }

        return digits == 0 ? GoString.FromBytes(bytes.ToArray()) : Corrupt(name, text, group == 4 ? text.Length - digits : text.Length);
    }

    static string? DecodePadding(string text, int at, int digits, int group, int bitsEach, string name)
    {
        var valid = bitsEach == 6 ? digits is 2 or 3 : digits is 2 or 4 or 5 or 7;
        if (!valid)
            return Corrupt(name, text, at);
        var missing = group - digits;
        for (var i = at; i < text.Length; i++)
        {
            if (LineEnds.Contains(text[i]))
                continue;
            if (missing == 0 || text[i] != '=')
                return Corrupt(name, text, i);
            missing--;
        }

        return missing == 0 ? null : Corrupt(name, text, text.Length);
    }

    static string Corrupt(string name, string text, int at) =>
        string.Create(CultureInfo.InvariantCulture, $"illegal {name} data at input byte {GoString.ByteLength(text.AsSpan(0, at))}");
}
