using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Schema;

namespace NinjaBuild.Kubernetes.Tests;

public sealed class SchemaTests
{
    static readonly KubernetesSchema V34 = Of("1.34");

    static KubernetesSchema Of(string version) => KubernetesSchema.Nearest(KubernetesVersion.TryParse(version, out var parsed) ? parsed : default);

    [Fact]
    public void Versions_1_31_to_1_36_are_known() =>
        Assert.Equal(["1.31", "1.32", "1.33", "1.34", "1.35", "1.36"], KubernetesSchema.Versions.Select(version => version.ToString()));

    [Theory]
    [InlineData("1.20", "1.31")]
    [InlineData("1.34", "1.34")]
    [InlineData("1.99", "1.36")]
    public void The_nearest_version_stands_in_for_one_that_is_not_known(string wanted, string got) => Assert.Equal(got, Of(wanted).Version.ToString());

    [Theory]
    [InlineData("1.34", "1.34")]
    [InlineData("v1.34.2", "1.34")]
    [InlineData("v1.30.5-gke.100", "1.30")]
    [InlineData("1.33+", "1.33")]
    [InlineData("1", null)]
    [InlineData("1.x", null)]
    [InlineData("", null)]
    public void Versions_are_read_as_servers_write_them(string text, string? version) =>
        Assert.Equal(version, KubernetesVersion.TryParse(text, out var parsed) ? parsed.ToString() : null);

    [Fact]
    public void A_kind_knows_its_path_and_scope()
    {
        var deployment = V34.Kind(new TypeName("apps/v1", "Deployment"))!;
        Assert.Equal(("deployments", true), (deployment.Plural, deployment.IsNamespaced));
        Assert.False(V34.Kind(new TypeName("v1", "Namespace"))!.IsNamespaced);
        Assert.Null(V34.Kind(new TypeName("apps/v1", "Deploymint")));
    }

    [Fact]
    public void A_kind_has_one_scope_in_all_versions()
    {
        var scopes = KubernetesSchema.Versions.SelectMany(version => Of(version.ToString()).Kinds)
            .Select(kind => (kind.Type.Group, kind.Type.Kind, kind.IsNamespaced)).Distinct();
        Assert.All(scopes.GroupBy(each => (each.Group, each.Kind)), each => Assert.Single(each));
    }

    [Fact]
    public void Every_definition_that_a_field_names_is_there()
    {
        foreach (var version in KubernetesSchema.Versions)
        {
            var schema = Of(version.ToString());
            var seen = new HashSet<string>();
            var open = new Stack<string>(schema.Kinds.Select(kind => kind.DefinitionName));
            while (open.TryPop(out var name))
            {
                if (!seen.Add(name)) continue;
                var definition = schema.Definition(name);
                Assert.True(definition is not null, $"{version} {name}");
                foreach (var field in definition.Fields.Values)
                {
                    if (field.Type.Innermost.DefinitionName is { } next) open.Push(next);
                }
            }

            Assert.InRange(seen.Count, 350, 700);
        }
    }

    [Theory]
    [InlineData("core.v1.PodSpec", "containers", "name")]
    [InlineData("core.v1.Container", "env", "name")]
    [InlineData("core.v1.Container", "ports", "containerPort,protocol")]
    [InlineData("core.v1.ServiceSpec", "ports", "port,protocol")]
    [InlineData("core.v1.PodSpec", "volumes", "name")]
    [InlineData("core.v1.Container", "volumeMounts", "mountPath")]
    [InlineData("core.v1.PodSpec", "tolerations", "")]
    [InlineData("core.v1.PodSpec", "imagePullSecrets", "name")]
    [InlineData("networking.v1.IngressSpec", "rules", "")]
    public void Lists_are_matched_by_their_keys(string definition, string field, string keys) =>
        Assert.Equal(keys, string.Join(',', ListKeys.Of(V34.Definition(definition)!.Fields[field])));

    [Fact]
    public void A_port_without_a_protocol_is_a_TCP_port()
    {
        var ports = V34.Definition("core.v1.ServiceSpec")!.Fields["ports"];
        Assert.Equal("port=80,protocol=TCP", ListKeys.KeyOf(ports, new Dictionary<string, object?> { ["port"] = 80L }));
        Assert.Null(ListKeys.KeyOf(ports, new Dictionary<string, object?> { ["name"] = "http" }));
    }

    [Fact]
    public void A_version_whose_source_tells_no_allowed_values_has_those_of_its_neighbours() =>
        Assert.Equal(["Recreate", "RollingUpdate"], V34.Definition("apps.v1.DeploymentStrategy")!.Fields["type"].Enum);

    [Fact]
    public void The_versions_that_have_a_field_are_known()
    {
        Assert.Equal("1.34", KubernetesSchema.VersionsWith("core.v1.Container", "restartPolicyRules")[0].ToString());
        Assert.Empty(KubernetesSchema.VersionsWith("core.v1.Container", "nothing"));
    }
}
