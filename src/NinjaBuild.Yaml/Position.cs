namespace NinjaBuild.Yaml;

/// <summary>A place in a text. The default value means that the place is unknown.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1, in UTF-16 units as editors count them.</param>
public readonly record struct Position(int Line, int Column)
{
    /// <summary><c>line:column</c>.</summary>
    public override string ToString() => $"{Line}:{Column}";
}
