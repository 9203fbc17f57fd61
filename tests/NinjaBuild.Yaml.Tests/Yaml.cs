using System.Globalization;
using System.Text;

namespace NinjaBuild.Yaml.Tests;

/// <summary>Short ways to read in tests, and a compact form to compare values in.</summary>
static class Yaml
{
    public static YamlNode Node(string text, YamlDialect dialect = YamlDialect.Strict)
    {
        var read = YamlReader.Read(text, "f.yaml", dialect: dialect);
        Assert.Empty(read.Errors);
        return Assert.Single(read.Documents);
    }

    public static object? Value(string text, YamlDialect dialect = YamlDialect.Strict) => YamlValues.ToObject(Node(text, dialect));

    /// <summary>The errors, one a line, without the path.</summary>
    public static string Errors(string text, YamlLimits? limits = null) =>
        string.Join('\n', YamlReader.Read(text, "f", limits).Errors.Select(error => error.ToString()[2..]));

    /// <summary>A value on one line, with its types to be seen: 1 is long, 1.0 double, 1u ulong.</summary>
    public static string Show(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => $"'{text}'",
        long number => number.ToString(CultureInfo.InvariantCulture),
        ulong number => number.ToString(CultureInfo.InvariantCulture) + "u",
        double number => number == Math.Floor(number) && Math.Abs(number) < 1e15
            ? number.ToString("0.0", CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture),
        IReadOnlyList<object?> list => $"[{string.Join(", ", list.Select(Show))}]",
        IReadOnlyDictionary<string, object?> map => Show(map),
        _ => throw new ArgumentException(value.GetType().Name, nameof(value)),
    };

    static string Show(IReadOnlyDictionary<string, object?> map)
    {
        var text = new StringBuilder("{");
        foreach (var (key, value) in map) text.Append(text.Length > 1 ? ", " : "").Append(key).Append(": ").Append(Show(value));
        return text.Append('}').ToString();
    }
}
