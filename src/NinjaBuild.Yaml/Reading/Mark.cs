namespace NinjaBuild.Yaml.Reading;

/// <summary>A place in the text that is read.</summary>
/// <param name="Index">Characters before it.</param>
/// <param name="Line">Lines before it.</param>
/// <param name="Column">Characters before it on its line, which is what indentation is counted in.</param>
readonly record struct Mark(int Index, int Line, int Column)
{
    public Position Position => new(Line + 1, Column + 1);
}
