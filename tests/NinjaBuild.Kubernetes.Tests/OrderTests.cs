using NinjaBuild.Kubernetes.Changes;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Order;
using NinjaBuild.Kubernetes.Schema;

namespace NinjaBuild.Kubernetes.Tests;

public sealed class OrderTests
{
    const string Text = """
        { apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingWebhookConfiguration, metadata: { name: w } }
        ---
        { apiVersion: example.com/v1, kind: Widget, metadata: { name: custom } }
        ---
        { apiVersion: apps/v1, kind: Deployment, metadata: { name: b } }
        ---
        { apiVersion: apps/v1, kind: Deployment, metadata: { name: a } }
        ---
        { apiVersion: v1, kind: ConfigMap, metadata: { name: c } }
        ---
        { apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: { name: d } }
        ---
        { apiVersion: v1, kind: Namespace, metadata: { name: n } }
        ---
        { apiVersion: example.com/v1, kind: Gadget, metadata: { name: custom } }
        """;

    static readonly string[] InOrder = ["n", "c", "d", "b", "a", "custom", "custom", "w"];

    [Fact]
    public void What_others_need_is_applied_first_and_webhooks_last() =>
        Assert.Equal(InOrder, ApplyOrder.ForApplying(ManifestReader.Read(Text, "t").Manifests).Select(manifest => manifest.Name));

    [Fact]
    public void Deletion_goes_the_other_way() =>
        Assert.Equal(InOrder.Reverse(), ApplyOrder.ForDeleting(ManifestReader.Read(Text, "t").Manifests).Select(manifest => manifest.Name));

    [Theory]
    [InlineData("apps/v1", "Deployment", "spec.selector.matchLabels.app", true)]
    [InlineData("apps/v1", "Deployment", "spec.template.spec.containers[0].image", false)]
    [InlineData("apps/v1", "StatefulSet", "spec.serviceName", true)]
    [InlineData("apps/v1", "StatefulSet", "spec.volumeClaimTemplates[0].spec.resources", true)]
    [InlineData("apps/v1", "StatefulSet", "spec.replicas", false)]
    [InlineData("apps/v1", "StatefulSet", "spec.template.metadata.labels.app", false)]
    [InlineData("apps/v1", "StatefulSet", "metadata.labels.app", false)]
    [InlineData("batch/v1", "Job", "spec.template.spec.containers[0].image", true)]
    [InlineData("batch/v1", "Job", "spec.parallelism", false)]
    [InlineData("batch/v1", "CronJob", "spec.jobTemplate.spec.template", false)]
    [InlineData("v1", "Service", "spec.clusterIP", true)]
    [InlineData("v1", "Service", "spec.ports[0].port", false)]
    [InlineData("v1", "PersistentVolumeClaim", "spec.storageClassName", true)]
    [InlineData("v1", "PersistentVolumeClaim", "spec.resources.requests.storage", false)]
    [InlineData("v1", "Pod", "spec.containers[web].image", false)]
    [InlineData("v1", "Pod", "spec.containers[web].args[0]", true)]
    [InlineData("v1", "Secret", "type", true)]
    [InlineData("v1", "ConfigMap", "data.a", false)]
    [InlineData("rbac.authorization.k8s.io/v1", "RoleBinding", "roleRef.name", true)]
    [InlineData("rbac.authorization.k8s.io/v1", "RoleBinding", "subjects[0].name", false)]
    [InlineData("example.com/v1", "Widget", "spec.selector", false)]
    public void The_server_refuses_changes_of_some_fields(string apiVersion, string kind, string path, bool isImmutable) =>
        Assert.Equal(isImmutable, ImmutableFields.Find(new TypeName(apiVersion, kind), new Dictionary<string, object?>(), path) is not null);

    [Fact]
    public void A_ConfigMap_that_says_so_cannot_be_changed()
    {
        var live = new Dictionary<string, object?> { ["immutable"] = true };
        Assert.NotNull(ImmutableFields.Find(new TypeName("v1", "ConfigMap"), live, "data['a.b']"));
        Assert.NotNull(ImmutableFields.Find(new TypeName("v1", "ConfigMap"), live, "immutable"));
        Assert.Null(ImmutableFields.Find(new TypeName("v1", "ConfigMap"), live, "metadata.labels.a"));
    }

    [Fact]
    public void Every_immutable_field_exists()
    {
        foreach (var kind in KubernetesSchema.Newest.Kinds)
        {
            foreach (var field in ImmutableFields.Of(kind.Type.Group, kind.Type.Kind))
                Assert.All(field.Except.Prepend(field.Path), path => Assert.True(Exists(kind.DefinitionName, path), $"{kind.Type} {path}"));
        }
    }

    static bool Exists(string definition, string path)
    {
        var type = new FieldType(FieldShape.Definition, DefinitionName: definition);
        foreach (var name in path.Split('.'))
        {
            if (type.Shape is FieldShape.List or FieldShape.Map)
            {
                type = type.Element!;
                continue;
            }

            if (KubernetesSchema.Newest.Definition(type.DefinitionName ?? "")?.Fields.GetValueOrDefault(name) is not { } field) return false;
            type = field.Type;
        }

        return true;
    }
}
