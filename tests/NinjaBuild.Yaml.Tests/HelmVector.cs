using System.Text;
using System.Text.Json;

namespace NinjaBuild.Yaml.Tests;

/// <summary>One of Helm's outputs whose template does nothing but read and write YAML, and what this library makes of it.</summary>
sealed record HelmVector(string Id, string Template, string Values, string? Output, string? Error)
{
    /// <summary>What is wrong with our result, or null; <see cref="IsKnownForm"/> must hold.</summary>
    public string? Compare()
    {
        var read = YamlReader.Read(Encoding.UTF8.GetBytes(Values), "values.yaml", dialect: YamlDialect.Kubernetes);
        if (read.Errors.Count > 0 || read.Documents is [not YamlMapping])
            return Error is null ? $"values: {string.Join("; ", read.Errors)}" : null;
        if (Error is not null) return "should have failed";

        var values = (Dictionary<string, object?>)AsJson(YamlValues.ToObject(read.Documents[0]))!;
        return Evaluate(values) is { } actual && actual != Output ? $"is {actual}" : null;
    }

    public bool IsKnownForm => Template is
        "{{ .Values.v | toYaml }}" or "{{ dict \"k\" .Values.v | toYaml }}" or "{{ dict .Values.v 1 | toYaml }}" or "{{ list .Values.v | toYaml }}"
        or "{{ fromYaml (printf \"k: %s\" .Values.v) | toJson }}" or "{{ fromYaml .Values.doc | toJson }}" or "{{ fromYaml .Values.doc | toYaml }}"
        or "{{ fromYamlArray .Values.doc | toJson }}" or "{{ .Values.d | toYaml }}" or "{{ .Values.d | deepCopy | toYaml }}"
        or "{{ .Values | toYaml }}\n--\n{{ .Values | toJson }}";

    string? Evaluate(Dictionary<string, object?> values) => Template switch
    {
        "{{ .Values.v | toYaml }}" => Written(values["v"]),
        "{{ dict \"k\" .Values.v | toYaml }}" => Written(new Dictionary<string, object?> { ["k"] = values["v"] }),
        "{{ dict .Values.v 1 | toYaml }}" => Written(new Dictionary<string, object?> { [(string)values["v"]!] = 1L }),
        "{{ list .Values.v | toYaml }}" => Written(new List<object?> { values["v"] }),
        "{{ .Values.d | toYaml }}" or "{{ .Values.d | deepCopy | toYaml }}" => Written(values["d"]),
        "{{ .Values | toYaml }}\n--\n{{ .Values | toJson }}" => Written(values) + Output![Output!.IndexOf("\n--\n", StringComparison.Ordinal)..],
        "{{ fromYaml .Values.doc | toYaml }}" => Read((string)values["doc"]!, isArray: false) is { } map ? Written(map) : Failed("Error:"),
        "{{ fromYaml .Values.doc | toJson }}" => Json(Read((string)values["doc"]!, isArray: false), "{\"Error\":"),
        "{{ fromYamlArray .Values.doc | toJson }}" => Json(Read((string)values["doc"]!, isArray: true), "[\"error "),
        _ => Json(Read("k: " + values["v"], isArray: false), "{\"Error\":"),
    };

    // The wording of errors is another matter.
    string? Failed(string prefix) => Output!.StartsWith(prefix, StringComparison.Ordinal) ? null : "an error";

    string? Json(object? value, string errorPrefix)
    {
        if (value is null) return Failed(errorPrefix);
        using var expected = JsonDocument.Parse(Output!);
        return Same(value, expected.RootElement) ? null : JsonSerializer.Serialize(value);
    }

    static object? Read(string text, bool isArray)
    {
        var read = YamlReader.Read(text, "doc", dialect: YamlDialect.Kubernetes);
        if (read.Errors.Count > 0) return null;
        var value = read.Documents.Count == 0 ? null : AsJson(YamlValues.ToObject(read.Documents[0]));
        return isArray ? value as List<object?> ?? (value is null ? [] : null) : value as Dictionary<string, object?> ?? (value is null ? [] : null);
    }

    // Helm cuts the last line break off, and writes nothing where Marshal fails.
    static string Written(object? value)
    {
        try
        {
            return YamlWriter.Write(value)[..^1];
        }
        catch (YamlWriteException)
        {
            return "";
        }
    }

    static bool Same(object? actual, JsonElement expected) => (actual, expected.ValueKind) switch
    {
        (null, JsonValueKind.Null) => true,
        (bool b, JsonValueKind.True) => b,
        (bool b, JsonValueKind.False) => !b,
        (double d, JsonValueKind.Number) => d.Equals(expected.GetDouble()),
        (string s, JsonValueKind.String) => s == expected.GetString(),
        (List<object?> list, JsonValueKind.Array) =>
            list.Count == expected.GetArrayLength() && list.Zip(expected.EnumerateArray()).All(pair => Same(pair.First, pair.Second)),
        (Dictionary<string, object?> map, JsonValueKind.Object) =>
            map.Count == expected.EnumerateObject().Count()
            && expected.EnumerateObject().All(entry => map.TryGetValue(entry.Name, out var value) && Same(value, entry.Value)),
        _ => false,
    };

    // Helm holds values as encoding/json decodes them: every number is a float64.
    static object? AsJson(object? value) => value switch
    {
        long number => (double)number,
        ulong number => (double)number,
        Dictionary<string, object?> map => map.ToDictionary(entry => entry.Key, entry => AsJson(entry.Value), StringComparer.Ordinal),
        List<object?> list => list.ConvertAll(AsJson),
        _ => value,
    };
}
