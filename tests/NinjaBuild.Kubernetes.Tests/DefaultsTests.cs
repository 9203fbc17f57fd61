using System.Text;
using NinjaBuild.Kubernetes.Defaults;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Schema;
using NinjaBuild.Yaml;

namespace NinjaBuild.Kubernetes.Tests;

public sealed class DefaultsTests
{
    static readonly KubernetesSchema Schema = KubernetesSchema.Newest;

    public static TheoryData<string> Cases => CaseFile.Names("defaults");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fills_in(string name)
    {
        var file = CaseFile.Read("defaults", name);
        var said = new StringBuilder();
        foreach (var manifest in Read(file["objects.yaml"]))
            said.Append("---\n").Append(YamlWriter.Write(ServerDefaults.Defaulted(manifest.Tree, manifest.Type, Schema)));
        file.Check(said.ToString());
    }

    [Fact]
    public void Every_rule_is_about_a_field_that_exists()
    {
        foreach (var name in DefaultRules.Definitions)
        {
            var definition = Schema.Definition(name);
            Assert.True(definition is not null, name);
            Assert.All(DefaultRules.Of(name), rule =>
            {
                Assert.Contains(rule.Field, definition.Fields.Keys);
                if (rule.Condition is { } condition) Assert.Contains(condition.Field, definition.Fields.Keys);
            });
        }
    }

    [Fact]
    public void What_is_filled_in_is_valid()
    {
        foreach (var path in Directory.GetFiles(RepositoryFolder.Input("defaults"), "*.txt"))
        {
            var file = CaseFile.Read("defaults", Path.GetFileNameWithoutExtension(path));
            foreach (var manifest in Read(file["objects.yaml"]))
            {
                var filled = YamlWriter.Write(ServerDefaults.Defaulted(manifest.Tree, manifest.Type, Schema));
                Assert.Empty(Validation.ManifestValidator.Validate(Read(filled), Schema).Findings.Select(finding => finding.ToString()));
            }
        }
    }

    [Fact]
    public void Filling_in_twice_is_filling_in_once_and_the_object_itself_stays()
    {
        foreach (var path in Directory.GetFiles(RepositoryFolder.Input("defaults"), "*.txt"))
        {
            foreach (var manifest in Read(CaseFile.Read("defaults", Path.GetFileNameWithoutExtension(path))["objects.yaml"]))
            {
                var before = YamlWriter.Write(manifest.Tree);
                var once = ServerDefaults.Defaulted(manifest.Tree, manifest.Type, Schema);
                Assert.Equal(YamlWriter.Write(once), YamlWriter.Write(ServerDefaults.Defaulted(once, manifest.Type, Schema)));
                var normal = Normalization.Normalized(manifest.Tree, manifest.Type, Schema);
                Assert.Equal(YamlWriter.Write(normal), YamlWriter.Write(Normalization.Normalized(once, manifest.Type, Schema)));
                Assert.Equal(before, YamlWriter.Write(manifest.Tree));
            }
        }
    }

    [ConformanceFact]
    public void An_object_of_a_public_chart_means_what_the_server_makes_of_it()
    {
        foreach (var (name, text) in ConformanceFactAttribute.Rendered())
        {
            foreach (var manifest in ManifestReader.Read(text, name, "ns1").Manifests)
            {
                var stored = ServerDefaults.Defaulted(manifest.Tree, manifest.Type, Schema);
                var normal = Normalization.Normalized(manifest.Tree, manifest.Type, Schema);
                Assert.Equal(YamlWriter.Write(normal), YamlWriter.Write(Normalization.Normalized(stored, manifest.Type, Schema)));
                Assert.Equal(YamlWriter.Write(normal), YamlWriter.Write(Normalization.Normalized(normal, manifest.Type, Schema)));
            }
        }
    }

    [Theory]
    [InlineData("nginx", "Always")]
    [InlineData("nginx:latest", "Always")]
    [InlineData("nginx:1.27", "IfNotPresent")]
    [InlineData("localhost:5000/nginx", "Always")]
    [InlineData("localhost:5000/nginx:1", "IfNotPresent")]
    [InlineData("nginx@sha256:abc", "IfNotPresent")]
    [InlineData("nginx:latest@sha256:abc", "IfNotPresent")]
    public void The_tag_tells_whether_an_image_is_pulled_each_time(string image, string policy) =>
        Assert.Equal(policy, ImageReference.PullPolicy(image));

    [Theory]
    [InlineData("kind: Secret, type: Opaque, stringData: { a: hello }", "kind: Secret, data: { a: aGVsbG8= }")]
    [InlineData("kind: Secret, data: { a: old }, stringData: { a: hello }", "kind: Secret, data: { a: aGVsbG8= }")]
    [InlineData("kind: ConfigMap, data: {}, binaryData: null", "kind: ConfigMap")]
    [InlineData("kind: ConfigMap, immutable: false", "kind: ConfigMap")]
    [InlineData("kind: Service, spec: { ports: [{ port: 80, targetPort: 80, protocol: TCP }], clusterIP: '', externalIPs: [] }", "kind: Service, spec: { ports: [{ port: 80 }] }")]
    [InlineData("kind: Pod, spec: { hostNetwork: false, containers: [{ name: a, env: [{ name: A, value: '' }], args: [] }] }", "kind: Pod, spec: { containers: [{ name: a, env: [{ name: A }] }] }")]
    [InlineData("kind: Pod, spec: { containers: [], volumes: [{ name: a }] }", "kind: Pod, spec: { volumes: [{ name: a, emptyDir: {} }] }")]
    public void Objects_that_mean_the_same_have_one_normal_form(string a, string b) => Assert.Equal(Normal(a), Normal(b));

    [Theory]
    [InlineData("kind: PersistentVolumeClaim, spec: { storageClassName: '' }", "kind: PersistentVolumeClaim")]
    [InlineData("kind: ConfigMap, data: { a: '' }", "kind: ConfigMap")]
    [InlineData("kind: Pod, spec: { volumes: [{ name: a, emptyDir: {} }] }", "kind: Pod, spec: { volumes: [{ name: a, configMap: {} }] }")]
    public void What_means_something_stays(string a, string b) => Assert.NotEqual(Normal(a), Normal(b));

    static string Normal(string fields)
    {
        var manifest = Assert.Single(Read($"{{ apiVersion: v1, metadata: {{ name: x }}, {fields} }}"));
        return YamlWriter.Write(Normalization.Normalized(manifest.Tree, manifest.Type, Schema));
    }

    static IReadOnlyList<Manifest> Read(string text)
    {
        var set = ManifestReader.Read(text, "objects.yaml");
        Assert.Empty(set.Faults);
        return set.Manifests;
    }
}
