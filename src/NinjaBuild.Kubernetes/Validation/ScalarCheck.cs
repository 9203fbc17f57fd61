using System.Buffers.Text;
using System.Globalization;
using NinjaBuild.Kubernetes.Quantities;
using NinjaBuild.Kubernetes.Schema;
using NinjaBuild.Yaml;

namespace NinjaBuild.Kubernetes.Validation;

/// <summary>Whether a scalar is what a field takes, as Go's JSON decoder and the types' own decoders see it.</summary>
static class ScalarCheck
{
    /// <summary>What is wrong with a scalar, or null.</summary>
    /// <param name="shape">What the field takes.</param>
    /// <param name="scalar">The scalar; no null.</param>
    /// <param name="shown">Writes the value into a message.</param>
    public static (FindingRule Rule, string Message)? Problem(FieldShape shape, YamlScalar scalar, Func<YamlScalar, string> shown)
    {
        var value = scalar.Value;
        return shape switch
        {
            FieldShape.String => value is string ? null : Wrong($"must be a string: put {shown(scalar)} in quotes"),
            FieldShape.Boolean => value is bool ? null : Wrong($"must be true or false, not {Kind(scalar)} {shown(scalar)}{BooleanHint(scalar)}"),
            FieldShape.Int32 => Integer(scalar, int.MinValue, int.MaxValue, "a whole number", shown),
            FieldShape.Int64 => Integer(scalar, long.MinValue, long.MaxValue, "a whole number", shown),
            FieldShape.Double => value is long or ulong or double ? null : Wrong($"must be a number, not {Kind(scalar)} {shown(scalar)}"),
            FieldShape.IntOrString => value is string ? null : Integer(scalar, int.MinValue, int.MaxValue, "a whole number or a string", shown),
            FieldShape.Quantity => QuantityProblem(scalar, shown),
            FieldShape.DateTime => value is string text ? TimeProblem(text) : Wrong($"must be a time, not {Kind(scalar)} {shown(scalar)}"),
            FieldShape.Bytes => value is string text ? Base64Problem(text) : Wrong("must be a string in base64"),
            FieldShape.List => Wrong($"must be a list, not {Kind(scalar)} {shown(scalar)}"),
            FieldShape.Definition or FieldShape.Map => Wrong($"must be a mapping, not {Kind(scalar)} {shown(scalar)}"),
            _ => null,
        };
    }

    // A number with a fraction of zero is a whole one by the time it is JSON.
    static (FindingRule, string)? Integer(YamlScalar scalar, long least, long most, string expected, Func<YamlScalar, string> shown)
    {
        var number = scalar.Value switch
        {
            long whole => whole,
            double real when double.IsInteger(real) && Math.Abs(real) < long.MaxValue => (long)real,
            _ => (long?)null,
        };
        if (number is null)
        {
            var hint = scalar.Value is string && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
                ? ": take the quotes off"
                : "";
            return Wrong($"must be {expected}, not {Kind(scalar)} {shown(scalar)}{hint}");
        }

        return number < least || number > most ? (FindingRule.BadValue, $"{shown(scalar)} does not fit into 32 bits") : null;
    }

    static string BooleanHint(YamlScalar scalar) =>
        scalar.Value is string && scalar.Text.ToLowerInvariant() is "true" or "false" or "yes" or "no" or "on" or "off" ? ": take the quotes off" : "";

    static (FindingRule, string)? QuantityProblem(YamlScalar scalar, Func<YamlScalar, string> shown) => scalar.Value switch
    {
        long or ulong or double => null,
        string text when Quantity.TryParse(text.Trim(), out _) => null,
        string => (FindingRule.BadValue, $"'{scalar.Text}' is no quantity: write a number with or without suffix, as 500m, 2, 512Mi or 1Gi"),
        _ => Wrong($"must be a quantity, not {Kind(scalar)} {shown(scalar)}"),
    };

    static (FindingRule, string)? TimeProblem(string text) =>
        text.Length >= 20 && text[10] == 'T' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _)
            ? null
            : (FindingRule.BadValue, $"'{text}' is no time: write it as 2006-01-02T15:04:05Z");

    static (FindingRule, string)? Base64Problem(string text) =>
        Base64.IsValid(text)
            ? null
            : (FindingRule.BadValue, "is no base64: encode it, or write the plain text where there is a field for it (a Secret's stringData)");

    static (FindingRule, string)? Wrong(string message) => (FindingRule.WrongType, message);

    static string Kind(YamlScalar scalar) => scalar.Value switch
    {
        string => "the string",
        bool => "the boolean",
        _ => "the number",
    };
}
