namespace NinjaBuild.Yaml.Writing;

/// <summary>The ways in which a string can stand in block context.</summary>
enum ScalarStyle
{
    Plain,
    SingleQuoted,
    DoubleQuoted,
    Literal,
}
