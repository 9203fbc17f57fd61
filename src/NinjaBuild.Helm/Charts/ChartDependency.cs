namespace NinjaBuild.Helm.Charts;

/// <summary>An entry of <c>dependencies</c> in Chart.yaml (of <c>requirements.yaml</c> for <c>apiVersion: v1</c>).</summary>
public sealed record ChartDependency
{
    /// <summary>The name that the chart has in its own Chart.yaml.</summary>
    public string Name { get; init; } = "";

    /// <summary>A range of versions; a version where a lock pins it.</summary>
    public string Version { get; init; } = "";

    /// <summary>Where it is to be had.</summary>
    public string Repository { get; init; } = "";

    /// <summary>Paths of values, separated by commas: the first that is a boolean says whether it is used.</summary>
    public string Condition { get; init; } = "";

    /// <summary>Names below <c>tags</c> in the values of the root chart.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The values of the subchart that its parent takes over.</summary>
    public IReadOnlyList<ImportedValues> ImportValues { get; init; } = [];

    /// <summary>The name under which it is used; empty where that is <see cref="Name"/>.</summary>
    public string Alias { get; init; } = "";

    /// <summary>The name under which its values stand.</summary>
    public string Key => Alias.Length > 0 ? Alias : Name;
}

/// <summary>A table of a subchart's values and where its parent wants it.</summary>
/// <param name="Child">The path in the subchart's values: <c>exports.NAME</c> for an entry that is only a name.</param>
/// <param name="Parent">The path in the parent's values; "." for their root.</param>
public sealed record ImportedValues(string Child, string Parent);
