using NinjaBuild.Yaml;

namespace NinjaBuild.Kubernetes.Defaults;

/// <summary>When a rule applies.</summary>
/// <param name="Field">The field of the same mapping that it looks at.</param>
/// <param name="IsSet">Whether the field must be set, or must not be.</param>
/// <param name="Value">The value that it must have; null where any will do.</param>
sealed record DefaultCondition(string Field, bool IsSet, object? Value)
{
    public bool Holds(Dictionary<string, object?> mapping)
    {
        var value = mapping.GetValueOrDefault(Field);
        return value is null or "" ? !IsSet : IsSet && (Value is null || Value.Equals(value));
    }
}

/// <summary>A line of <c>defaults.txt</c>.</summary>
/// <param name="Field">The field.</param>
/// <param name="IsWritten">Whether the API server writes the value into the object.</param>
/// <param name="Value">The value; a scalar, or an empty or small mapping or list.</param>
/// <param name="IsZeroUnset">Whether 0 counts as not set.</param>
/// <param name="Condition">When it applies; null for always.</param>
sealed record DefaultRule(string Field, bool IsWritten, object? Value, bool IsZeroUnset, DefaultCondition? Condition)
{
    public bool Applies(Dictionary<string, object?> mapping)
    {
        var value = mapping.GetValueOrDefault(Field);
        return (value is null or "" || (IsZeroUnset && value is 0L)) && (Condition is null || Condition.Holds(mapping));
    }

    public static DefaultRule Parse(string line)
    {
        var parts = line.Split(' ', 3, StringSplitOptions.TrimEntries);
        var rest = parts[2];
        int when = rest.IndexOf(" when ", StringComparison.Ordinal);
        var condition = when < 0 ? null : ParseCondition(rest[(when + " when ".Length)..]);
        if (when >= 0) rest = rest[..when];
        bool isZeroUnset = rest.EndsWith(" or 0", StringComparison.Ordinal);
        if (isZeroUnset) rest = rest[..^" or 0".Length];
        return new DefaultRule(parts[0], parts[1] == "=", Json(rest), isZeroUnset, condition);
    }

    static DefaultCondition ParseCondition(string text)
    {
        var parts = text.Split(" is ");
        return new DefaultCondition(parts[0], parts[1] != "unset", parts[1] is "set" or "unset" ? null : Json(parts[1]));
    }

    // JSON is YAML.
    static object? Json(string text) => YamlValues.ToObject(YamlReader.Read(text, "defaults.txt").Documents[0]);
}
