namespace NinjaBuild.Helm.Charts;

/// <summary>Chart.yaml (https://helm.sh/docs/topics/charts/#the-chartyaml-file). What is not given is empty.</summary>
public sealed record ChartMetadata
{
    /// <summary><c>v2</c>, or <c>v1</c> for charts that Helm 2 knew; v1 where nothing is given.</summary>
    public string ApiVersion { get; init; } = "v1";

    /// <summary>The name; required.</summary>
    public string Name { get; init; } = "";

    /// <summary>A semantic version; required.</summary>
    public string Version { get; init; } = "";

    /// <summary>A range of the versions of Kubernetes that it works on.</summary>
    public string KubeVersion { get; init; } = "";

    /// <summary>One sentence.</summary>
    public string Description { get; init; } = "";

    /// <summary><c>application</c> (or nothing) or <c>library</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary>For search.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>The project's page.</summary>
    public string Home { get; init; } = "";

    /// <summary>Where the sources are.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>The charts that it needs.</summary>
    public IReadOnlyList<ChartDependency> Dependencies { get; init; } = [];

    /// <summary>Who keeps it.</summary>
    public IReadOnlyList<ChartMaintainer> Maintainers { get; init; } = [];

    /// <summary>The URL of an icon.</summary>
    public string Icon { get; init; } = "";

    /// <summary>The version of what it installs; any text.</summary>
    public string AppVersion { get; init; } = "";

    /// <summary>Whether it should not be used any more.</summary>
    public bool Deprecated { get; init; }

    /// <summary>What Helm hands through.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Helm 2's condition of the chart itself; without effect.</summary>
    public string Condition { get; init; } = "";

    /// <summary>Helm 2's tags of the chart itself; without effect.</summary>
    public string Tags { get; init; } = "";
}

/// <summary>Who keeps a chart.</summary>
/// <param name="Name">A person or organization.</param>
/// <param name="Email">An address, or nothing.</param>
/// <param name="Page">A URL, or nothing.</param>
public sealed record ChartMaintainer(string Name, string Email = "", string Page = "");
