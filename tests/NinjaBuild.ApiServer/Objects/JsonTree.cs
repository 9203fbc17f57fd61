using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NinjaBuild.ApiServer.Objects;

/// <summary>JSON as plain values: mappings, lists, long, double, bool, string, null.</summary>
static class JsonTree
{
    static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = 512 };
    static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Reads a text.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="duplicates">Takes the paths of the fields that stand twice; the last one counts.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static object? Read(ReadOnlySpan<byte> utf8, List<string>? duplicates = null)
    {
        var reader = new Utf8JsonReader(utf8, ReaderOptions);
        reader.Read();
        var tree = ReadValue(ref reader, "", duplicates);
        if (reader.Read()) throw new JsonException("invalid character after top-level value");
        return tree;
    }

    /// <summary>The text of a tree.</summary>
    public static byte[] Write(object? tree)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions)) WriteValue(writer, tree);
        return buffer.WrittenSpan.ToArray();
    }

    /// <inheritdoc cref="Write"/>
    public static string Text(object? tree) => System.Text.Encoding.UTF8.GetString(Write(tree));

    static object? ReadValue(ref Utf8JsonReader reader, string path, List<string>? duplicates) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadMapping(ref reader, path, duplicates),
        JsonTokenType.StartArray => ReadList(ref reader, path, duplicates),
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number when reader.TryGetInt64(out long whole) => whole,
        JsonTokenType.Number => reader.GetDouble(),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => null,
    };

    static Tree ReadMapping(ref Utf8JsonReader reader, string path, List<string>? duplicates)
    {
        var result = new Tree(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            var inner = path.Length == 0 ? name : $"{path}.{name}";
            reader.Read();
            if (result.ContainsKey(name)) duplicates?.Add(inner);
            result[name] = ReadValue(ref reader, inner, duplicates);
        }

        return result;
    }

    static TreeList ReadList(ref Utf8JsonReader reader, string path, List<string>? duplicates)
    {
        var result = new TreeList();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            result.Add(ReadValue(ref reader, $"{path}[{result.Count}]", duplicates));
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
            case IReadOnlyDictionary<string, object?> mapping:
                writer.WriteStartObject();
                foreach (var (name, inner) in mapping)
                {
                    writer.WritePropertyName(name);
                    WriteValue(writer, inner);
                }

                writer.WriteEndObject();
                break;
            case IReadOnlyList<object?> list:
                writer.WriteStartArray();
                for (int i = 0; i < list.Count; i++) WriteValue(writer, list[i]);
                writer.WriteEndArray();
                break;
            default: throw new InvalidOperationException($"{value.GetType()} is no plain value");
        }
    }
}
