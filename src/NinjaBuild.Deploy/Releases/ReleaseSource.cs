using NinjaBuild.Helm.Values;

namespace NinjaBuild.Deploy.Releases;

/// <summary>What a release is rendered from.</summary>
/// <param name="Chart">The folder of the composed chart.</param>
/// <param name="Values">The environment's values and what was given on the command line.</param>
public sealed record ReleaseSource(string Chart, ValuesSource Values)
{
    /// <summary>Values laid over all others: images that were given by name.</summary>
    public Tree Overrides { get; init; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>All values that are laid over the chart's own.</summary>
    /// <exception cref="Helm.Charts.ChartException">Everything that cannot be read.</exception>
    public Dictionary<string, object?> ReadValues()
    {
        var values = Values.Read();
        Lay(values, Overrides);
        return values;
    }

    static void Lay(Dictionary<string, object?> values, Tree over)
    {
        foreach (var (name, value) in over)
        {
            if (value is Tree inner && values.GetValueOrDefault(name) is Dictionary<string, object?> below)
                Lay(below, inner);
            else
                values[name] = value;
        }
    }
}
