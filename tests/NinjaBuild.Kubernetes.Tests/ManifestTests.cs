using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Kubernetes.Tests;

public sealed class ManifestTests
{
    public static TheoryData<string> Cases => CaseFile.Names("manifests");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Reads(string name)
    {
        var file = CaseFile.Read("manifests", name);
        var set = ManifestReader.Read(file["rendered.yaml"], "rendered.yaml", "ns1");
        var said = new StringBuilder();
        foreach (var manifest in set.Manifests) said.Append(Line(manifest)).Append('\n');
        foreach (var fault in set.Faults) said.Append(fault).Append('\n');
        file.Check(said.ToString());
    }

    static string Line(Manifest manifest)
    {
        var line = new StringBuilder($"{manifest.At} {manifest.Identity}");
        if (manifest.Source is { } source) line.Append($" from {source}");
        if (HelmHook.Of(manifest) is { } hook) line.Append($" hook [{string.Join(' ', hook.Events)}] {hook.Weight} {hook.DeletePolicies}");
        if (ArgoCdHook.Phases(manifest) is not SyncPhases.None and var phases) line.Append($" phase {phases}, deleted {ArgoCdHook.DeletePolicies(manifest)}");
        if (ArgoCdHook.Wave(manifest) is not 0 and var wave) line.Append($" wave {wave}");
        return line.ToString();
    }

    [Fact]
    public void The_place_of_a_field_is_that_in_the_whole_text()
    {
        var set = ManifestReader.Read("---\n# Source: a.yaml\na: 1\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n", "t");
        var manifest = Assert.Single(set.Manifests);
        Assert.Equal("8:9", manifest.Place(((Yaml.YamlMapping)manifest.Node["metadata"]!)["name"]!).ToString());
    }

    [Fact]
    public void No_text_makes_it_throw() =>
        Check.QuickThrowOnFailure(Prop.ForAll(
            Gen.Elements("---", "kind: List", "items:", "- a", "apiVersion: v1", "metadata:", "  name: x", "...", "\t", "[", "kind: X", "%YAML", "&a *a")
                .ArrayOf().ToArbitrary(),
            lines => { ManifestReader.Read(string.Join('\n', lines), "t"); }));
}
