using NinjaBuild.Compare.Differences;
using NinjaBuild.Compare.Matching;
using NinjaBuild.Compare.Model;
using NinjaBuild.Compare.Severities;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Schema;
using NinjaBuild.Yaml;

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
        var (before, after) = (pair.Before is null ? null : Object(pair.Before), pair.After is null ? null : Object(pair.After));
        if (pair is not { Before: { } first, After: { } second })
        {
            var change = before is null ? ObjectChange.Added : ObjectChange.Removed;
            return new ObjectComparison(change, before, after, [Whole(change, (after ?? before)!.Kind, "", null, null)]);
        }

        var isRenamed = pair.Evidence.Length > 0;
        var differences = new TreeDifference(schema).Find(schema.DefinitionOf(second.Type), first.Tree, second.Tree)
            .Where(difference => !isRenamed || difference.Path.Steps is not ["metadata", "name"])
            .Select(difference => Judged(second.Kind, difference)).ToList();
        if (isRenamed)
            differences.Add(Whole(ObjectChange.Renamed, second.Kind, $" (taken for one by {pair.Evidence})", first.Identity.Name, second.Identity.Name));
        return new ObjectComparison(
            isRenamed ? ObjectChange.Renamed : differences.Count == 0 ? ObjectChange.Same : ObjectChange.Changed,
            before,
            after,
            [.. differences.OrderByDescending(difference => difference.Severity)]);
    }

    static Difference Whole(ObjectChange change, string kind, string evidence, string? before, string? after)
    {
        var (severity, rule, reason) = SeverityRules.JudgeObject(change, kind);
        var became = change switch { ObjectChange.Added => ChangeKind.Added, ObjectChange.Removed => ChangeKind.Removed, _ => ChangeKind.Changed };
        return new Difference("", became, before, after, severity, rule, reason + evidence);
    }

    static Difference Judged(string kind, FieldDifference found)
    {
        var rule = SeverityRules.Judge(kind, found);
        return new Difference(found.Path.ToString(), found.Kind, Text(found.Before), Text(found.After), rule.Severity, rule.Id, rule.Reason);
    }

    static string? Text(object? value) => value is null or string ? (string?)value : YamlWriter.Write(value).TrimEnd('\n');

    static ComparedObject Object(Manifest manifest)
    {
        var identity = manifest.Identity;
        return new ComparedObject(identity.Group, identity.Kind, identity.Namespace, identity.Name, manifest.Source, YamlWriter.Write(manifest.Tree));
    }
}
