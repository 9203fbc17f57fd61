using NinjaBuild.Compare.Model;

namespace NinjaBuild.Compare.Reports.Terminal;

/// <summary>An open difference, and the environments that have it. Names may have the environment's in them, and namespaces are each environment's own.</summary>
/// <param name="Object">The object, with <c>{env}</c> for the environment's name.</param>
/// <param name="Difference">The difference as the first of the environments has it.</param>
/// <param name="Environments">The environments.</param>
sealed record SharedDifference(string Object, Difference Difference, List<string> Environments)
{
    /// <summary>The open differences of a chart by object, those that matter most first.</summary>
    public static IReadOnlyList<IGrouping<string, SharedDifference>> Of(ChartComparison chart)
    {
        var found = new Dictionary<string, SharedDifference>(StringComparer.Ordinal);
        Func<string, string, string> general = chart.Environments.Count > 1 ? General : static (text, _) => text;
        foreach (var environment in chart.Environments)
        {
            var isOneNamespace = environment.Objects.Select(entry => entry.Object.Namespace).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).Count() == 1;
            foreach (var entry in environment.Objects)
            {
                var name = general(isOneNamespace ? $"{entry.Object.Kind} {entry.Object.Name}" : entry.Object.ToString(), environment.Environment);
                foreach (var difference in entry.Differences.Where(difference => difference.IsOpen))
                {
                    // The same values first: 1.4.0-dev may be a version that all environments have.
                    var (literal, key) = (Key(name, difference), general(Key(name, difference), environment.Environment));
                    if (found.TryGetValue(literal, out var shared) || found.TryGetValue(key, out shared))
                    {
                        shared.Environments.Add(environment.Environment);
                        continue;
                    }

                    found[literal] = found[key] = new SharedDifference(name, difference, [environment.Environment]);
                }
            }
        }

        return [.. found.Values.Distinct().GroupBy(shared => shared.Object, StringComparer.Ordinal).OrderByDescending(group => group.Max(shared => shared.Difference.Severity))];
    }

    static string Key(string name, Difference difference) => string.Join(
        '\n', [name, difference.Path, difference.Rule, difference.Reason, difference.Before, difference.After, .. difference.Lines.Select(line => $"{line.Change}{line.Text}")]);

    static string General(string text, string environment) => text.Replace($"-{environment}", "-{env}", StringComparison.Ordinal).Replace($"{environment}-", "{env}-", StringComparison.Ordinal);
}
