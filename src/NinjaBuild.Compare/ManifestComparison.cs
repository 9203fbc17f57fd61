using NinjaBuild.Compare.Differences;
using NinjaBuild.Compare.Matching;
using NinjaBuild.Compare.Meaning;
using NinjaBuild.Compare.Model;
using NinjaBuild.Compare.Severities;
using NinjaBuild.Compare.Texts;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Schema;

namespace NinjaBuild.Compare;

/// <summary>Compares the objects of two releases.</summary>
public sealed class ManifestComparison
{
    readonly KubernetesSchema _schema;
    readonly Side _before;
    readonly Side _after;
    readonly ObjectMatching _matching;
    readonly Dictionary<(string Kind, string Name), string> _renames;

    ManifestComparison(Side before, Side after, KubernetesSchema schema)
    {
        (_before, _after, _schema) = (before, after, schema);
        _matching = ObjectMatching.Of(before, after);
        _renames = _matching.Pairs.Where(pair => pair.IsRenamed).DistinctBy(pair => (pair.Before!.Kind, pair.Before.Identity.Name))
            .ToDictionary(pair => (pair.Before!.Kind, pair.Before.Identity.Name), pair => pair.After!.Identity.Name);
    }

    /// <summary>Compares what two charts render to in one environment.</summary>
    /// <param name="environment">The environment's name.</param>
    /// <param name="before">The objects that are live; no two of one identity.</param>
    /// <param name="after">The objects that are to replace them; no two of one identity.</param>
    /// <param name="schema">The schema of the cluster's version.</param>
    public static EnvironmentComparison Compare(string environment, IReadOnlyList<Manifest> before, IReadOnlyList<Manifest> after, KubernetesSchema schema)
    {
        var comparison = new ManifestComparison(new Side(before, schema), new Side(after, schema), schema);
        return new EnvironmentComparison(environment, [.. comparison._matching.Pairs.Select(comparison.Compare)])
        {
            NamePatterns = comparison._matching.NamePatterns,
            Routes = IngressRules.Compare(comparison._before, comparison._after),
        };
    }

    ObjectComparison Compare(ObjectPair pair)
    {
        var (before, after) = (pair.Before is null ? null : Shown(pair.Before), pair.After is null ? null : Shown(pair.After));
        if (pair is not { Before: { } first, After: { } second })
        {
            var change = before is null ? ObjectChange.Added : ObjectChange.Removed;
            return new ObjectComparison(change, before, after, [Whole(pair, change)]);
        }

        var differences = Differences(first, second).ToList();
        if (pair.IsRenamed)
            differences.Add(Whole(pair, ObjectChange.Renamed));
        var became = pair.IsRenamed ? ObjectChange.Renamed : differences.Count == 0 ? ObjectChange.Same : ObjectChange.Changed;
        return new ObjectComparison(became, before, after, [.. differences.OrderByDescending(difference => difference.Severity).ThenBy(difference => difference.Path, StringComparer.Ordinal)]);
    }

    IEnumerable<Difference> Differences(Manifest first, Manifest second)
    {
        var pair = new ComparedPair(_before, first, _after, second, _renames);
        var (before, after) = ResolvedEnv.Resolve(
            _before, _after, first.Identity.Namespace, second.Identity.Namespace, _before.Tree(first), _after.Tree(second), _schema);
        (before, after) = new InheritedSecurity(_schema).Align(before, after);
        var definition = _schema.DefinitionOf(second.Type) ?? _schema.DefinitionOf(first.Type);
        return new TreeDifference(_schema).Find(definition, before, after)
            .Where(difference => difference.Path.Steps is not ["metadata", "name" or "namespace" or "creationTimestamp" or "generateName"])
            .Where(difference => !HookAnnotations.IsSame(difference, first, second))
            .Where(difference => definition is null || difference.Path.Steps is not [.., "template", "metadata", "name" or "namespace" or "creationTimestamp"]) // pods get their own
            .Where(difference => !NamedPorts.IsSamePort(difference, _before, first, _after, second))
            .Select(difference => Judged(pair, difference));
    }

    Difference Whole(ObjectPair pair, ObjectChange change)
    {
        var (side, manifest, other) = pair.Before is null ? (_after, pair.After!, _before) : (_before, pair.Before, _after);
        var rule = ObjectRules.Judge(change, side, manifest, other);
        if (change != ObjectChange.Renamed)
            return new Difference("", change == ObjectChange.Added ? ChangeKind.Added : ChangeKind.Removed, null, null, rule.Severity, rule.Id, rule.Reason);
        var (first, second) = (pair.Before!.Identity, pair.After!.Identity);
        var evidence = pair.Evidence.Length == 0 ? rule.Reason : $"{rule.Reason} (taken for one by {pair.Evidence})";
        return first.Name == second.Name
            ? new Difference("metadata.namespace", ChangeKind.Changed, first.Namespace, second.Namespace, rule.Severity, rule.Id, evidence)
            : new Difference("metadata.name", ChangeKind.Changed, first.Name, second.Name, rule.Severity, rule.Id, evidence);
    }

    static Difference Judged(ComparedPair pair, FieldDifference found)
    {
        var rule = SeverityRules.Judge(pair, found);
        var path = found.Path.ToString();
        if (SecretValues.IsSecret(pair.After.Kind, found))
            return new Difference(path, found.Kind, null, null, rule.Severity, rule.Id, rule.Reason) { IsSecret = true };

        var (before, after) = (SecretValues.Masked(found.Before, found.Path.Last), SecretValues.Masked(found.After, found.Path.Last));
        var (textBefore, textAfter) = (ValueText.Of(before), ValueText.Of(after));
        if (textBefore == textAfter)
            (textBefore, textAfter) = (ValueText.Yaml(before), ValueText.Yaml(after)); // the text "1" is not the number
        return before is string first && after is string second && (first.Contains('\n', StringComparison.Ordinal) || second.Contains('\n', StringComparison.Ordinal))
            ? new Difference(path, found.Kind, null, null, rule.Severity, rule.Id, rule.Reason) { Lines = LineDifference.Of(first, second) }
            : new Difference(path, found.Kind, textBefore, textAfter, rule.Severity, rule.Id, rule.Reason);
    }

    static ComparedObject Shown(Manifest manifest)
    {
        var identity = manifest.Identity;
        return new ComparedObject(identity.Group, identity.Kind, identity.Namespace, identity.Name, manifest.Source, ValueText.Yaml(SecretValues.Masked(manifest.Tree)));
    }
}
