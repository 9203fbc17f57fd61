using NinjaBuild.Compare.Differences;
using NinjaBuild.Compare.Matching;
using NinjaBuild.Compare.Model;
using NinjaBuild.Compare.Severities;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Schema;

namespace NinjaBuild.Compare;

/// <summary>Compares the objects of two releases.</summary>
public static class ManifestComparison
{
    /// <summary>Compares what two charts render to in one environment.</summary>
    /// <param name="environment">The environment's name.</param>
    /// <param name="before">The objects that are live.</param>
    /// <param name="after">The objects that are to replace them.</param>
    /// <param name="schema">The schema of the cluster's version.</param>
    public static EnvironmentComparison Compare(string environment, IReadOnlyList<Manifest> before, IReadOnlyList<Manifest> after, KubernetesSchema schema)
    {
        var pairs = ObjectMatching.Match(before, after);
        return new EnvironmentComparison(environment, [.. pairs.Select(pair => Compare(pair, schema))]) { NamePatterns = NamePatterns.Find(pairs) };
    }

    static ObjectComparison Compare(ObjectPair pair, KubernetesSchema schema)
    {
        if (pair is not { Before: { } before, After: { } after })
            return Alone(pair);
        var differences = new TreeDifference(schema).Find(schema.DefinitionOf(after.Type), before.Tree, after.Tree)
            .Where(difference => pair.Evidence.Length == 0 || difference.Path.Steps is not ["metadata", "name"])
            .Select(difference => SeverityRules.Judge(after.Kind, difference))
            .OrderByDescending(difference => difference.Severity).ToList();
        if (pair.Evidence.Length > 0)
        {
            var (severity, rule, reason) = SeverityRules.JudgeObject(ObjectChange.Renamed, after.Kind);
            return new ObjectComparison(ObjectChange.Renamed, before, after, differences) { Severity = severity, Rule = rule, Reason = $"{reason} (taken for one by {pair.Evidence})" };
        }

        return differences.Count == 0
            ? new ObjectComparison(ObjectChange.Same, before, after, [])
            : new ObjectComparison(ObjectChange.Changed, before, after, differences) { Severity = differences[0].Severity };
    }

    static ObjectComparison Alone(ObjectPair pair)
    {
        var change = pair.Before is null ? ObjectChange.Added : ObjectChange.Removed;
        var (severity, rule, reason) = SeverityRules.JudgeObject(change, (pair.Before ?? pair.After)!.Kind);
        return new ObjectComparison(change, pair.Before, pair.After, []) { Severity = severity, Rule = rule, Reason = reason };
    }
}
