using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Values;
using NinjaBuild.Helm.Functions.Toml;
using static NinjaBuild.GoTemplates.ParameterType;

namespace NinjaBuild.Helm.Functions;

/// <summary>Base64, Base32, JSON and YAML.</summary>
internal static class Encoding
{
    public static void AddTo(FunctionRegistry r)
    {
        r.Add("b64enc", [Str], (_, a) => Convert.ToBase64String(GoString.ToBytes((string)a[0]!)));
        r.Add("b64dec", [Str], (_, a) => BaseText.Decode64((string)a[0]!));
        r.Add("b32enc", [Str], (_, a) => BaseText.Encode32(GoString.ToBytes((string)a[0]!)));
        r.Add("b32dec", [Str], (_, a) => BaseText.Decode32((string)a[0]!));
        AddJson(r);
        AddYaml(r);
        AddToml(r);
    }

    static void AddJson(FunctionRegistry r)
    {
        r.Add("toJson", [Any], (_, a) => OrEmpty(static v => JsonWriter.Write(v), a[0]));
        r.Add("toPrettyJson", [Any], (_, a) => OrEmpty(static v => JsonWriter.Write(v, indented: true), a[0]));
        r.Add("mustToJson", [Any], (_, a) => JsonWriter.Write(a[0]));
        r.Add("mustToPrettyJson", [Any], (_, a) => JsonWriter.Write(a[0], indented: true));
        r.Add(["toRawJson", "mustToRawJson"], [Any], (_, a) => JsonWriter.Write(a[0], escapesHtml: false));
        r.Add("fromJson", [Str], (_, a) => MapOrError(ReadJsonMap, (string)a[0]!));
        r.Add("fromJsonArray", [Str], (_, a) => ListOrError(ReadJsonList, (string)a[0]!));
        r.Add("mustFromJson", [Str], (_, a) => JsonReader.Read((string)a[0]!));
    }

    static object ReadJsonMap(string text)
    {
        var value = Typed(JsonReader.Read(text, out var error), isMap: true) ?? new NilMap();
        if (error is not null)
            ((Dictionary<string, object?>)value)["Error"] = error;
        return value;
    }

    static object ReadJsonList(string text)
    {
        var value = Typed(JsonReader.Read(text, out var error), isMap: false) ?? new NilList();
        return error is null ? value : throw new FunctionException(error);
    }

    static void AddYaml(FunctionRegistry r)
    {
        r.Add("toYaml", [Any], (_, a) => OrEmpty(YamlText.Write, a[0]));
        r.Add("toYamlPretty", [Any], (_, a) => OrEmpty(YamlText.WritePretty, a[0]));
        r.Add("fromYaml", [Str], (_, a) => MapOrError(static text => YamlText.ReadAs(text, isMap: true), (string)a[0]!));
        r.Add("fromYamlArray", [Str], (_, a) => ListOrError(static text => YamlText.ReadAs(text, isMap: false), (string)a[0]!));
    }

    static void AddToml(FunctionRegistry r)
    {
        r.Add("toToml", [Any], (_, a) => OrMessage(TomlWriter.Write, a[0]));
        r.Add("fromToml", [Str], (_, a) => MapOrError(TomlReader.Read, (string)a[0]!));
    }

    /// <summary>Helm gives the error in place of the text.</summary>
    static string OrMessage(Func<object?, string> write, object? value)
    {
        try
        {
            return write(value);
        }
        catch (FunctionException error)
        {
            return error.Message;
        }
    }

    /// <summary>Helm swallows what cannot be encoded.</summary>
    static string OrEmpty(Func<object?, string> write, object? value)
    {
        try
        {
            return write(value);
        }
        catch (FunctionException)
        {
            return "";
        }
    }

    static object MapOrError(Func<string, object?> read, string text)
    {
        try
        {
            return read(text) ?? new Dictionary<string, object?>(StringComparer.Ordinal);
        }
        catch (FunctionException error)
        {
            return new Dictionary<string, object?>(StringComparer.Ordinal) { ["Error"] = error.Message };
        }
    }

    static object ListOrError(Func<string, object?> read, string text)
    {
        try
        {
            return read(text) ?? new List<object?>();
        }
        catch (FunctionException error)
        {
            return new List<object?> { error.Message };
        }
    }

    /// <summary>A map or a list, as asked, or nothing.</summary>
    public static object? Typed(object? value, bool isMap)
    {
        if (value is null || (isMap ? value is IReadOnlyDictionary<string, object?> : value is IReadOnlyList<object?>))
            return value;
        var kind = value switch
        {
            string => "string",
            bool => "bool",
            IReadOnlyDictionary<string, object?> => "object",
            IReadOnlyList<object?> => "array",
            _ => "number",
        };
        throw new FunctionException($"json: cannot unmarshal {kind} into Go value of type {(isMap ? "map[string]interface {}" : "[]interface {}")}");
    }
}
