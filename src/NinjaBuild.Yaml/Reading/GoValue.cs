using System.Globalization;

namespace NinjaBuild.Yaml.Reading;

/// <summary>Values as Go's <c>%#v</c> prints them, for the keys that it refuses.</summary>
static class GoValue
{
    public static string Of(YamlNode node) => node switch
    {
        YamlSequence list => $"[]interface {{}}{{{string.Join(", ", list.Items.Select(Of))}}}",
        YamlMapping map => $"map[interface {{}}]interface {{}}{{{string.Join(", ", map.Entries.Select(entry => $"{Of(entry.Key)}:{Of(entry.Value)}"))}}}",
        YamlScalar { Value: null } => "interface {}(nil)",
        YamlScalar { Value: string text } => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
        YamlScalar { Value: bool truth } => truth ? "true" : "false",
        YamlScalar scalar => Convert.ToString(scalar.Value, CultureInfo.InvariantCulture)!,
        _ => "",
    };
}
