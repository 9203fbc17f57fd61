namespace NinjaBuild.Yaml.Reading;

/// <summary>What to call a node in a message.</summary>
static class NodeKind
{
    public static string Of(YamlNode node) => node switch
    {
        YamlMapping => "a mapping",
        YamlSequence => "a list",
        YamlScalar { Value: null } => "null",
        YamlScalar { Value: bool } => "a boolean",
        YamlScalar { Value: long or ulong } => "an integer",
        YamlScalar { Value: double } => "a number",
        _ => "a string",
    };
}
