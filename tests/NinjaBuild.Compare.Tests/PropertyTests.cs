using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NinjaBuild.Compare.Model;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Schema;

namespace NinjaBuild.Compare.Tests;

public sealed class PropertyTests
{
    static readonly string[] Kinds = ["apps/v1 Deployment", "v1 Service", "v1 ConfigMap", "batch/v1 Job", "networking.k8s.io/v1 Ingress", "example.com/v1 Widget"];
    static readonly string[] Names = ["web", "web-dev", "api", "api-dev", "worker", "a-b", "b-a"];
    static readonly string[] Fields = ["image: x:1", "image: y:1", "replicas: 2", "port: 80", "data: { a: b }", "selector: { app: web }", "template: { spec: { containers: [{ name: a, image: b }] } }", "rules: [{ host: a }, { host: a }]", "env: null", "list: [{ name: a }, 1]"];

    static Gen<string> Objects => Gen.Choose(0, 12).SelectMany(count => Gen.CollectToArray(Enumerable.Range(0, count), _ =>
        from kind in Gen.Elements(Kinds)
        from name in Gen.Elements(Names)
        from fields in Gen.SubListOf(Fields)
        select Manifest(kind, name, [.. fields]))).Select(objects => string.Join("---\n", objects.DistinctBy(text => text.Split('}')[0])));

    [Fact]
    public void A_release_does_not_differ_from_itself() => Check.QuickThrowOnFailure(Prop.ForAll(Objects.ToArbitrary(), text =>
        Compare(text, text).Objects.All(entry => entry is { Change: ObjectChange.Same, Differences: [] })));

    [Fact]
    public void Each_object_of_either_side_is_in_the_comparison_once() => Check.QuickThrowOnFailure(Prop.ForAll(Objects.ToArbitrary(), Objects.ToArbitrary(), (before, after) =>
    {
        var compared = Compare(before, after).Objects;
        return compared.Select(entry => entry.Before).OfType<ComparedObject>().Count() == Read(before).Count
            && compared.Select(entry => entry.After).OfType<ComparedObject>().Count() == Read(after).Count;
    }));

    [Fact]
    public void The_other_way_round_the_same_objects_are_paired() => Check.QuickThrowOnFailure(Prop.ForAll(Objects.ToArbitrary(), Objects.ToArbitrary(), (before, after) =>
        Pairs(Compare(before, after), isMirrored: false).SequenceEqual(Pairs(Compare(after, before), isMirrored: true))));

    [Fact]
    public void Thousands_of_objects_under_other_names_are_paired_and_not_each_with_each()
    {
        const int count = 4000;
        var before = string.Concat(Enumerable.Range(0, count).Select(i => Manifest("v1 ConfigMap", Name("old", i), [$"data: {{ key-{i}: a }}"]) + "---\n"));
        var after = string.Concat(Enumerable.Range(0, count).Select(i => Manifest("v1 ConfigMap", Name("new", i), [$"data: {{ key-{i}: a }}"]) + "---\n"));
        var comparison = Compare(before, after);
        Assert.Equal(count, comparison.Objects.Count(entry => entry.Change == ObjectChange.Renamed));
        Assert.Equal([$"{count} objects have the prefix 'new' in place of 'old'"], comparison.NamePatterns);

        static string Name(string prefix, int i) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-settings-{i}");
    }

    static IEnumerable<string> Pairs(EnvironmentComparison comparison, bool isMirrored) => comparison.Objects
        .Select(entry => isMirrored ? $"{entry.After} {entry.Before}" : $"{entry.Before} {entry.After}").Order(StringComparer.Ordinal);

    static EnvironmentComparison Compare(string before, string after) => ManifestComparison.Compare("dev", Read(before), Read(after), KubernetesSchema.Newest);

    static IReadOnlyList<Manifest> Read(string text) => ManifestReader.Read(text, "x", "ns").Manifests;

    static string Manifest(string kind, string name, IReadOnlyList<string> fields)
    {
        var text = new StringBuilder($"apiVersion: {kind.Split(' ')[0]}\nkind: {kind.Split(' ')[1]}\nmetadata: {{ name: {name} }}\n");
        foreach (var field in fields.Where(field => field.StartsWith("data", StringComparison.Ordinal)))
            text.Append(field).Append('\n');
        text.Append("spec:\n");
        foreach (var field in fields.Where(field => !field.StartsWith("data", StringComparison.Ordinal)))
            text.Append("  ").Append(field).Append('\n');
        return text.ToString();
    }
}
