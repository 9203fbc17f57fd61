using System.Globalization;
using NinjaBuild.GoTemplates.Formatting;

namespace NinjaBuild.Helm.Schemas;

/// <summary>Values in messages, as github.com/santhosh-tekuri/jsonschema prints them.</summary>
static class SchemaText
{
    /// <summary>In single quotes.</summary>
    public static string Quote(string text) =>
        "'" + Quoting.Quote(text)[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal) + "'";

    public static string Quote(IEnumerable<string> texts) => string.Join(", ", texts.Select(Quote));

    /// <summary>A number with commas between its thousands.</summary>
    public static string Number(double number) => number.ToString("#,0.###############", CultureInfo.InvariantCulture);

    public static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Display(object? value) => value switch
    {
        string text => Quote(text),
        IReadOnlyDictionary<string, object?> or IReadOnlyList<object?> => "value",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => GoFormat.Print(value),
    };

    public static string TypeOf(object? value) => value switch
    {
        null => "null",
        bool => "boolean",
        string => "string",
        IReadOnlyDictionary<string, object?> => "object",
        IReadOnlyList<object?> => "array",
        _ => "number",
    };
}
