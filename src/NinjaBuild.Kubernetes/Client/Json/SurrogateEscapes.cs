using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace NinjaBuild.Kubernetes.Client.Json;

/// <summary>
/// .NET writes a character outside the first plane as two escapes, <c>\ud83d\ude00</c>. That is JSON; but an API server reads what is
/// applied as YAML, where a half of a character is an error (yaml.org, 5.7). So such a character stands as itself.
/// </summary>
static class SurrogateEscapes
{
    const int EscapeLength = 6;

    /// <summary>A JSON text with the characters in place of their escapes; the same memory where there are none.</summary>
    public static ReadOnlyMemory<byte> Replace(ReadOnlyMemory<byte> json)
    {
        var rest = json.Span;
        if (rest.IndexOf("\\uD"u8) < 0) return json;
        var result = new ArrayBufferWriter<byte>(json.Length);
        int backslash;
        while ((backslash = rest.IndexOf((byte)'\\')) >= 0)
        {
            result.Write(rest[..backslash]);
            rest = rest[backslash..];
            if (rest.Length >= 2 * EscapeLength && Rune.TryCreate(Unit(rest), Unit(rest[EscapeLength..]), out var rune))
            {
                result.Advance(rune.EncodeToUtf8(result.GetSpan(4)));
                rest = rest[(2 * EscapeLength)..];
            }
            else
            {
                result.Write(rest[..2]);
                rest = rest[2..];
            }
        }

        result.Write(rest);
        return result.WrittenMemory;
    }

    // The code unit of an escape; 0 for any other one.
    static char Unit(ReadOnlySpan<byte> escape) =>
        escape is [(byte)'\\', (byte)'u', ..] && Utf8Parser.TryParse(escape.Slice(2, 4), out ushort unit, out int count, 'x') && count == 4
            ? (char)unit
            : '\0';
}
