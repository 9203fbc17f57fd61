using System.Text;

namespace NinjaBuild.Yaml.Scalars;

/// <summary>The value of a scalar with an explicit tag.</summary>
static class Tags
{
    const string Prefix = "tag:yaml.org,2002:";

    /// <summary>Reads <paramref name="text"/> as the tag says.</summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? Resolve(string tag, string text, out object? value)
    {
        value = text;
        if (!tag.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var name = tag.AsSpan(Prefix.Length);
        if (name is "str") return null;
        if (name is "binary") return Binary(text, out value);

        ScalarType wanted = name switch
        {
            "bool" => ScalarType.Bool,
            "int" => ScalarType.Int,
            "float" => ScalarType.Float,
            "null" => ScalarType.Null,
            "timestamp" => ScalarType.Timestamp,
            _ => ScalarType.Other,
        };
        if (wanted == ScalarType.Other) return null;

        var found = ScalarResolver.Resolve(text, out value);
        if (found == wanted) return null;
        if (wanted == ScalarType.Float && value is long whole)
        {
            value = (double)whole;
            return null;
        }

        return $"'{text}' cannot be read as !!{name}";
    }

    static string? Binary(string text, out object? value)
    {
        value = text;
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out int length)) return "the !!binary value is no valid base64";
        value = Encoding.UTF8.GetString(bytes, 0, length);
        return null;
    }
}
