using System.Globalization;
using System.Text;
using NinjaBuild.Yaml.Scalars;

namespace NinjaBuild.Yaml.Reading;

/// <summary>Values as Go's <c>%#v</c> prints them, for the keys that it refuses.</summary>
static class GoValue
{
    /// <summary>The value where it is what is printed.</summary>
    public static string Of(YamlNode node) => node is YamlScalar { Value: null } ? "<nil>" : Within(node);

    /// <summary>Go's name of a number that is not finite.</summary>
    public static string NotFinite(double number) => double.IsNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf";

    // The value as an item of another.
    static string Within(YamlNode node) => node switch
    {
        YamlSequence list => $"[]interface {{}}{{{string.Join(", ", list.Items.Select(Within))}}}",
        YamlMapping map => $"map[interface {{}}]interface {{}}{{{string.Join(", ", map.Entries.OrderBy(entry => entry.Key.Value, KeyOrder).Select(entry => $"{Within(entry.Key)}:{Within(entry.Value)}"))}}}",
        YamlScalar { Value: null } => "interface {}(nil)",
        YamlScalar { Value: string text } => Quote(text),
        YamlScalar { Value: bool truth } => truth ? "true" : "false",
        YamlScalar { Value: ulong number } => string.Create(CultureInfo.InvariantCulture, $"0x{number:x}"),
        YamlScalar { Value: double number } => double.IsFinite(number) ? GoFloat.General(number) : NotFinite(number),
        YamlScalar scalar => Convert.ToString(scalar.Value, CultureInfo.InvariantCulture)!,
        _ => "",
    };

    // fmt sorts the keys of a map: those of one type by value, the types by where they are in memory, which is this order in Helm.
    static readonly Comparer<object?> KeyOrder = Comparer<object?>.Create((a, b) => (a, b) switch
    {
        (string x, string y) => string.CompareOrdinal(x, y),
        (long x, long y) => x.CompareTo(y),
        (double x, double y) => x.CompareTo(y),
        (bool x, bool y) => x.CompareTo(y),
        _ => TypeRank(a).CompareTo(TypeRank(b)),
    });

    static int TypeRank(object? key) => key switch { null => 0, string => 1, long => 2, double => 3, bool => 4, _ => 5 };

    // strconv.Quote
    static string Quote(string text)
    {
        var quoted = new StringBuilder("\"", text.Length + 2);
        foreach (var rune in text.EnumerateRunes()) Append(quoted, rune);
        return quoted.Append('"').ToString();
    }

    static void Append(StringBuilder quoted, Rune rune)
    {
        const string Named = "\a\b\f\n\r\t\v\\\"";
        const string Names = "abfnrtv\\\"";
        int named = rune.Value < 0x80 ? Named.IndexOf((char)rune.Value, StringComparison.Ordinal) : -1;
        if (named >= 0) quoted.Append('\\').Append(Names[named]);
        else if (IsPrintable(rune)) quoted.Append(rune);
        else if (rune.Value < 0x80) quoted.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}");
        else if (rune.IsBmp) quoted.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
        else quoted.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}");
    }

    static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);
}
