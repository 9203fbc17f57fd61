using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NinjaBuild.Kubernetes.Client.Json;

/// <summary>JSON as plain values: mappings, lists, long where a number is whole, double otherwise, bool, string, null.</summary>
static class JsonTree
{
    /// <summary>How deep values may nest. Kubernetes' own objects have some twenty levels.</summary>
    public const int MaxDepth = 128;

    static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = MaxDepth };

    static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth };

    static readonly object True = true;
    static readonly object False = false;

    /// <summary>Reads a text.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="names">Keeps names and short values, so that equal ones are one string in memory.</param>
    /// <param name="dropManagedFields">Whether <c>metadata.managedFields</c> of the object, and of the objects of a list, are left out.</param>
    /// <exception cref="JsonException">It is no JSON, or nests too deep.</exception>
    public static object? Read(ReadOnlySpan<byte> utf8, StringPool names, bool dropManagedFields = false)
    {
        var reader = new Utf8JsonReader(utf8, ReaderOptions);
        reader.Read();
        var tree = ReadValue(ref reader, names, dropManagedFields, isMetadata: false);
        if (reader.Read()) throw new JsonException("there is more after the value");
        return tree;
    }

    /// <summary>The text of a tree.</summary>
    /// <exception cref="ArgumentException">A number is none in JSON.</exception>
    /// <exception cref="InvalidOperationException">It nests too deep, or has a value that is not plain.</exception>
    public static ReadOnlyMemory<byte> Write(object? tree)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var writer = new Utf8JsonWriter(buffer, WriterOptions);
        WriteValue(writer, tree);
        writer.Flush();
        return SurrogateEscapes.Replace(buffer.WrittenMemory);
    }

    static object? ReadValue(ref Utf8JsonReader reader, StringPool names, bool dropManagedFields, bool isMetadata) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadMapping(ref reader, names, dropManagedFields, isMetadata),
        JsonTokenType.StartArray => ReadList(ref reader, names, dropManagedFields),
        JsonTokenType.String => names.Text(ref reader),
        JsonTokenType.Number when reader.TryGetInt64(out long whole) => whole,
        JsonTokenType.Number => reader.GetDouble(),
        JsonTokenType.True => True,
        JsonTokenType.False => False,
        _ => null,
    };

    static Dictionary<string, object?> ReadMapping(ref Utf8JsonReader reader, StringPool names, bool dropManagedFields, bool isMetadata)
    {
        var result = new Dictionary<string, object?>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = names.Text(ref reader);
            reader.Read();
            if (isMetadata && name == "managedFields")
            {
                reader.Skip();
                continue;
            }

            // At most: items[0].metadata, or the object of a watch's event.
            bool isOwnMetadata = dropManagedFields && name == "metadata" && reader.CurrentDepth <= 3;
            result[name] = ReadValue(ref reader, names, dropManagedFields, isOwnMetadata);
        }

        return result;
    }

    static List<object?> ReadList(ref Utf8JsonReader reader, StringPool names, bool dropManagedFields)
    {
        var result = new List<object?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            result.Add(ReadValue(ref reader, names, dropManagedFields, isMetadata: false));
        return result;
    }

    static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string text: writer.WriteStringValue(text); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case long number: writer.WriteNumberValue(number); break;
            case int number: writer.WriteNumberValue(number); break;
            case ulong number: writer.WriteNumberValue(number); break;
            case double number: writer.WriteNumberValue(number); break;
            case IReadOnlyDictionary<string, object?> mapping: WriteMapping(writer, mapping); break;
            case IReadOnlyList<object?> list: WriteList(writer, list); break;
            default: throw new InvalidOperationException($"{value.GetType()} is no plain value");
        }
    }

    static void WriteMapping(Utf8JsonWriter writer, IReadOnlyDictionary<string, object?> mapping)
    {
        writer.WriteStartObject();
        foreach (var (name, inner) in mapping)
        {
            writer.WritePropertyName(name);
            WriteValue(writer, inner);
        }

        writer.WriteEndObject();
    }

    static void WriteList(Utf8JsonWriter writer, IReadOnlyList<object?> list)
    {
        writer.WriteStartArray();
        for (int i = 0; i < list.Count; i++) WriteValue(writer, list[i]);
        writer.WriteEndArray();
    }
}
