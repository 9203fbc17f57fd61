using FsCheck;
using FsCheck.Fluent;
using NinjaBuild.Kubernetes.Defaults;
using NinjaBuild.Kubernetes.Health;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Schema;
using NinjaBuild.Kubernetes.Validation;
using NinjaBuild.Yaml;

namespace NinjaBuild.Kubernetes.Tests;

public sealed class RobustnessTests
{
    static readonly string[] Values =
    [
        "null", "[]", "{}", "1", "-5", "1.5", "\"\"", "text", "true", "[null]", "[[1]]", "{ a: { b: [c] } }", "99999999999999999999", "\"25%\"",
    ];

    static readonly Lazy<List<string>> Texts = new(() =>
    [
        .. Directory.GetFiles(RepositoryFolder.Input("defaults"), "*.txt")
            .Select(path => CaseFile.Read("defaults", Path.GetFileNameWithoutExtension(path))["says"]),
        .. Directory.GetFiles(RepositoryFolder.Input("validation"), "*.txt")
            .Select(path => CaseFile.Read("validation", Path.GetFileNameWithoutExtension(path))["rendered.yaml"]),
    ]);

    /// <summary>Some value of a good object is replaced by another: everything still answers, whatever it says.</summary>
    [Fact]
    public void Whatever_stands_in_a_field_nothing_throws() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(400),
            Prop.ForAll(
                Gen.Choose(0, 1_000_000).Two().ToArbitrary(),
                Gen.Elements(Values).ToArbitrary(),
                (places, value) => Try(Mutated(Texts.Value[places.Item1 % Texts.Value.Count], places.Item2, value))));

    static string Mutated(string text, int place, string value)
    {
        var lines = text.Split('\n');
        int line = place % lines.Length;
        int colon = lines[line].IndexOf(": ", StringComparison.Ordinal);
        if (colon >= 0) lines[line] = lines[line][..(colon + 2)] + value;
        else lines[line] = lines[line].TrimEnd(':') + ": " + value;
        return string.Join('\n', lines);
    }

    static void Try(string text)
    {
        var set = ManifestReader.Read(text, "t", "ns");
        foreach (var finding in ManifestValidator.Validate(set.Manifests, KubernetesSchema.Newest).Findings) Assert.NotEmpty(finding.ToString());
        foreach (var manifest in set.Manifests)
        {
            YamlWriter.Write(Normalization.Normalized(manifest.Tree, manifest.Type, KubernetesSchema.Newest));
            HealthCheck.Of(manifest.Tree);
        }
    }
}
