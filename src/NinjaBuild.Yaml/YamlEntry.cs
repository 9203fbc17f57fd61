namespace NinjaBuild.Yaml;

/// <summary>A key of a mapping with its value.</summary>
/// <param name="Key">The key as it stands in the source.</param>
/// <param name="Value">The value.</param>
public sealed record YamlEntry(YamlScalar Key, YamlNode Value)
{
    /// <summary>
    /// The key as JSON has it: a number or boolean becomes its canonical text (<c>0x10</c> is <c>16</c>, <c>yes</c> is <c>true</c>),
    /// as sigs.k8s.io/yaml converts it.
    /// </summary>
    public string Name { get; } = Scalars.KeyName.Of(Key.Value) ?? Key.Text;
}
