namespace NinjaBuild.Yaml.Scalars;

/// <summary>What a plain scalar is taken for.</summary>
enum ScalarType
{
    String,
    Null,
    Bool,
    Int,
    Float,
    Timestamp,

    /// <summary>A tag of the user's own: the text stays as it is.</summary>
    Other,
}
