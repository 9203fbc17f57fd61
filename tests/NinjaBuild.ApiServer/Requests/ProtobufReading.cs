using System.Text;

namespace NinjaBuild.ApiServer.Requests;

/// <summary>
/// Reads the few objects that <c>kubectl</c> and <c>helm</c> send in protobuf where their own types are at work: namespaces, Secrets, access
/// reviews, options of deletion. Field numbers are those of the <c>generated.proto</c> files of k8s.io/api and k8s.io/apimachinery.
/// </summary>
static class ProtobufReading
{
    public const string ContentType = "application/vnd.kubernetes.protobuf";

    enum Shape
    {
        Text,
        Message,
        TextMap,
        BytesMap,
    }

    static readonly byte[] Magic = "k8s\0"u8.ToArray();

    /// <summary>The object of a body; null where its kind is none of those that are known here.</summary>
    public static Tree? Read(ReadOnlyMemory<byte> body)
    {
        if (!body.Span.StartsWith(Magic)) return null;
        var envelope = Fields(body.Span[Magic.Length..]);
        var type = Fields(envelope.GetValueOrDefault(1, []));
        var kind = Encoding.UTF8.GetString(type.GetValueOrDefault(2, []));
        if (kind is not ("Namespace" or "Secret" or "SelfSubjectAccessReview" or "DeleteOptions")) return null;
        var result = Message(envelope.GetValueOrDefault(2, []), kind);
        result["apiVersion"] = Encoding.UTF8.GetString(type.GetValueOrDefault(1, []));
        result["kind"] = kind;
        return result;
    }

    static (string Name, Shape Shape, string Type)[] Known(string message) => message switch
    {
        "Namespace" => [("", Shape.Text, ""), ("metadata", Shape.Message, "ObjectMeta")],
        "Secret" => [("", Shape.Text, ""), ("metadata", Shape.Message, "ObjectMeta"), ("data", Shape.BytesMap, ""), ("type", Shape.Text, ""), ("stringData", Shape.TextMap, "")],
        "DeleteOptions" => [("", Shape.Text, ""), ("", Shape.Text, ""), ("", Shape.Text, ""), ("", Shape.Text, ""), ("propagationPolicy", Shape.Text, "")],
        "SelfSubjectAccessReview" => [("", Shape.Text, ""), ("metadata", Shape.Message, "ObjectMeta"), ("spec", Shape.Message, "ReviewSpec")],
        "ReviewSpec" =>
            [("", Shape.Text, ""), ("resourceAttributes", Shape.Message, "Resource"), ("nonResourceAttributes", Shape.Message, "NonResource")],
        "Resource" =>
        [
            ("", Shape.Text, ""), ("namespace", Shape.Text, ""), ("verb", Shape.Text, ""), ("group", Shape.Text, ""), ("version", Shape.Text, ""),
            ("resource", Shape.Text, ""), ("subresource", Shape.Text, ""), ("name", Shape.Text, ""),
        ],
        "NonResource" => [("", Shape.Text, ""), ("path", Shape.Text, ""), ("verb", Shape.Text, "")],
        _ =>
        [
            ("", Shape.Text, ""), ("name", Shape.Text, ""), ("generateName", Shape.Text, ""), ("namespace", Shape.Text, ""), ("", Shape.Text, ""),
            ("uid", Shape.Text, ""), ("resourceVersion", Shape.Text, ""), ("", Shape.Text, ""), ("", Shape.Text, ""), ("", Shape.Text, ""), ("", Shape.Text, ""),
            ("labels", Shape.TextMap, ""), ("annotations", Shape.TextMap, ""),
        ],
    };

    static Tree Message(ReadOnlySpan<byte> bytes, string message)
    {
        var result = new Tree(StringComparer.Ordinal);
        var known = Known(message);
        while (Next(ref bytes, out int number, out var value))
        {
            if (number >= known.Length || known[number].Name.Length == 0 || value.Length == 0) continue;
            var (name, shape, type) = known[number];
            switch (shape)
            {
                case Shape.Text: result[name] = Encoding.UTF8.GetString(value); break;
                case Shape.Message: result[name] = Message(value, type); break;
                default:
                    var entry = Fields(value);
                    if (result.GetValueOrDefault(name) is not Tree map) result[name] = map = new Tree(StringComparer.Ordinal);
                    var content = entry.GetValueOrDefault(2, []);
                    map[Encoding.UTF8.GetString(entry.GetValueOrDefault(1, []))] = shape == Shape.BytesMap ? Convert.ToBase64String(content) : Encoding.UTF8.GetString(content);
                    break;
            }
        }

        return result;
    }

    static Dictionary<int, byte[]> Fields(ReadOnlySpan<byte> bytes)
    {
        var result = new Dictionary<int, byte[]>();
        while (Next(ref bytes, out int number, out var value)) result[number] = value.ToArray();
        return result;
    }

    // A field is its number and wire type, then a number (0), eight bytes (1), a length and bytes (2), or four bytes (5).
    static bool Next(ref ReadOnlySpan<byte> bytes, out int number, out ReadOnlySpan<byte> value)
    {
        number = 0;
        value = default;
        if (bytes.Length == 0) return false;
        ulong tag = Varint(ref bytes);
        number = (int)(tag >> 3);
        int length = (tag & 7) switch
        {
            0 => (int)(Varint(ref bytes) & 0),
            1 => 8,
            2 => (int)Varint(ref bytes),
            5 => 4,
            _ => bytes.Length,
        };
        if (length > bytes.Length) throw StatusFailure.BadRequest("the protobuf body ends too early");
        value = bytes[..length];
        bytes = bytes[length..];
        return true;
    }

    static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        ulong result = 0;
        for (int shift = 0; bytes.Length > 0 && shift < 64; shift += 7)
        {
            byte next = bytes[0];
            bytes = bytes[1..];
            result |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) break;
        }

        return result;
    }
}
