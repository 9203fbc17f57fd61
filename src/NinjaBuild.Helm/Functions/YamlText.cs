using NinjaBuild.GoTemplates;
using NinjaBuild.Yaml;

namespace NinjaBuild.Helm.Functions;

/// <summary>YAML as sigs.k8s.io/yaml writes and reads it.</summary>
internal static class YamlText
{
    /// <summary>Writes a value; without the last line's end, as Helm's functions want it.</summary>
    public static string Write(object? value) => Write(value, YamlWriter.Write);

    /// <summary>The same with lists under a key indented.</summary>
    public static string WritePretty(object? value) => Write(value, YamlWriter.WritePretty);

    static string Write(object? value, Func<object?, string> write)
    {
        try
        {
            var text = write(value);
            return text.EndsWith('\n') ? text[..^1] : text;
        }
        catch (YamlWriteException)
        {
            return ThroughJson(value, write);
        }
    }

    /// <summary>Objects that are neither maps nor lists have the YAML of their JSON; what has none is nothing, as Helm swallows the error.</summary>
    static string ThroughJson(object? value, Func<object?, string> write)
    {
        try
        {
            return write(JsonReader.Read(JsonWriter.Write(value, escapesHtml: false))).TrimEnd('\n');
        }
        catch (Exception error) when (error is FunctionException or YamlWriteException)
        {
            return "";
        }
    }

    /// <summary>Reads one document; numbers are float64, as the way through JSON makes them.</summary>
    public static object? Read(string text)
    {
        var read = YamlReader.Read(text, "yaml", dialect: YamlDialect.Kubernetes);
        if (read.Errors.Count > 0)
            throw new FunctionException($"error converting YAML to JSON: {read.Errors.FirstOrDefault(error => error.GoMessage is not null)?.GoMessage ?? read.Errors[0].Message}");
        return read.Documents.Count == 0 ? null : AsJson(YamlValues.ToObject(read.Documents[0]));
    }

    static object? AsJson(object? value) => value switch
    {
        long number => (double)number,
        ulong number => (double)number,
        Dictionary<string, object?> map => map.ToDictionary(entry => entry.Key, entry => AsJson(entry.Value), StringComparer.Ordinal),
        List<object?> list => list.ConvertAll(AsJson),
        _ => value,
    };

    /// <summary>Reads a map, or a list.</summary>
    public static object? ReadAs(string text, bool isMap)
    {
        var value = Read(text);
        try
        {
            return Encoding.Typed(value, isMap);
        }
        catch (FunctionException error)
        {
            throw new FunctionException($"error unmarshaling JSON: while decoding JSON: {error.Message}");
        }
    }
}
