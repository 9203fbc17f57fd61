using NinjaBuild.Helm.Charts;

namespace NinjaBuild.Helm.Dependencies;

/// <summary>A chart in its place in a release: under its alias, with the subcharts that are enabled and the values that it imports.</summary>
sealed class ChartInstance
{
    public ChartInstance(Chart chart, string name, string path, bool isRoot)
    {
        Chart = chart;
        Name = name;
        Path = path;
        IsRoot = isRoot;
        Values = chart.Values;
        Dependencies = chart.Metadata.Dependencies;
        Subcharts = [.. chart.Subcharts.Select(subchart => new ChartInstance(subchart, subchart.Name, $"{path}/charts/{subchart.Name}", isRoot: false))];
    }

    public Chart Chart { get; }

    /// <summary>The alias, or the chart's own name.</summary>
    public string Name { get; }

    /// <summary>What the names of its templates start with: <c>root/charts/name</c>.</summary>
    public string Path { get; }

    public bool IsRoot { get; }

    /// <summary>Its values, those taken over from subcharts included.</summary>
    public IReadOnlyDictionary<string, object?> Values { get; set; }

    /// <summary>The declared dependencies that are enabled.</summary>
    public IReadOnlyList<ChartDependency> Dependencies { get; set; }

    public List<ChartInstance> Subcharts { get; set; }

    /// <summary>This chart and all below it, parents first.</summary>
    public IEnumerable<ChartInstance> All => Subcharts.SelectMany(subchart => subchart.All).Prepend(this);

    /// <summary>The chart under the name by which a dependency wants it.</summary>
    public static ChartInstance Of(ChartInstance found, ChartDependency dependency, string parentPath)
    {
        // Helm leaves subcharts that Chart.yaml does not declare where they were before their parent got an alias.
        var path = $"{parentPath}/charts/{dependency.Key}";
        var instance = new ChartInstance(found.Chart, dependency.Key, path, isRoot: false);
        if (found.Chart.Metadata.Dependencies.Count == 0)
            instance.Subcharts = found.Subcharts;
        return instance;
    }

    /// <summary>The CustomResourceDefinitions of the chart, then those of its subcharts, each with its path in the release.</summary>
    public IEnumerable<(string Path, ChartFile File)> CustomResources()
    {
        foreach (var instance in All)
        {
            foreach (var file in instance.Chart.Files)
            {
                if (file.Path.StartsWith("crds/", StringComparison.Ordinal) && IsManifest(file.FileName))
                    yield return ($"{instance.Path}/{file.Path}", file);
            }
        }
    }

    static bool IsManifest(string name) => System.IO.Path.GetExtension(name).ToUpperInvariant() is ".YAML" or ".YML" or ".JSON";
}
