using System.Text;
using System.Text.Json;

namespace NinjaBuild.BuildHost.Parameters;

/// <summary>A <c>.nuke/parameters*.json</c>: an object of texts, numbers, flags and lists of them.</summary>
internal sealed class ParameterFile
{
    private readonly Dictionary<string, List<string>> values = new(StringComparer.Ordinal);

    private ParameterFile(string path) => Path = path;

    public string Path { get; }

    public IEnumerable<string> Names => values.Keys;

    public IReadOnlyList<string>? Values(string name) => values.GetValueOrDefault(name);

    /// <summary>Reads the file; what is wrong with it becomes problems.</summary>
    public static ParameterFile Read(string path, byte[] content, List<string> problems)
    {
        var file = new ParameterFile(path);
        try
        {
            file.Parse(content);
        }
        catch (JsonException exception)
        {
            problems.Add($"{path}:{exception.LineNumber + 1}:{exception.BytePositionInLine + 1}: not valid JSON");
        }
        catch (InvalidOperationException)
        {
            problems.Add($"{path}: must be an object whose values are texts, numbers, true, false, or lists of them");
        }

        return file;
    }

    private void Parse(byte[] content)
    {
        ReadOnlySpan<byte> bom = Encoding.UTF8.Preamble;
        var text = content.AsSpan();
        var json = new Utf8JsonReader(
            text.StartsWith(bom) ? text[bom.Length..] : text,
            new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });

        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
            throw new InvalidOperationException();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            values[name] = ReadValues(ref json);
        }

        while (json.Read())
        {
            // The reader itself reports what follows the object.
        }
    }

    private static List<string> ReadValues(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartArray)
            return [Scalar(ref json)];
        var list = new List<string>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            list.Add(Scalar(ref json));
        return list;
    }

    private static string Scalar(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.String => json.GetString()!,
        JsonTokenType.Number => Encoding.UTF8.GetString(json.ValueSpan),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => throw new InvalidOperationException(),
    };
}
