namespace NinjaBuild.Charts.Tests;

public sealed class LiteralTextTests
{
    const string Hostile = "{{ fail \\\"x\\\" }} [[ fail \\\"x\\\" ]] {{ .Values }}";
    const string Plain = "{{ fail \"x\" }} [[ fail \"x\" ]] {{ .Values }}";

    [Fact]
    public void Template_syntax_in_any_text_comes_out_as_it_stands()
    {
        var chart = ComposedCharts.Api(
            $"description: \"{Hostile}\"\nenv: {{ A: \"{Hostile}\" }}\nargs: [\"{Hostile}\"]\nannotations: {{ example.com/a: \"{Hostile}\" }}\nconfig: {{ data: {{ B: \"{Hostile}\" }} }}\n",
            $"description: \"{Hostile}\"\n").Render();

        Assert.Equal(Plain, chart.At("ConfigMap/shop-api-config", "data", "B"));
        Assert.Equal(Plain, chart.At("Deployment/shop-api", "metadata", "annotations", "example.com/a"));
        var container = new object[] { "spec", "template", "spec", "containers", 0 };
        Assert.Equal(Plain, chart.At("Deployment/shop-api", [.. container, "args", 0]));
        Assert.Equal(Plain, chart.At("Deployment/shop-api", [.. container, "env", 0, "value"]));
    }

    [Fact]
    public void Extra_manifests_get_namespace_and_labels_and_are_literal_otherwise()
    {
        var charts = ComposedCharts.Of(
            new Dictionary<string, string> { ["shop-api"] = "type: external-api\nport: 8000\nmanifests: [extra.yaml]\n" },
            more: new Dictionary<string, string>
            {
                ["apps/shop-api/extra.yaml"] = $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: extra, namespace: other, labels: {{ a: b }} }}\ndata: {{ C: \"{Hostile}\" }}\n"
                    + "---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: reader }\nrules: []\n",
            });

        var chart = charts.Render();

        Assert.Equal(Plain, chart.At("ConfigMap/extra", "data", "C"));
        Assert.Equal("ns1", chart.At("ConfigMap/extra", "metadata", "namespace"));
        Assert.Equal("b", chart.At("ConfigMap/extra", "metadata", "labels", "a"));
        Assert.Equal("shop-api", chart.At("ConfigMap/extra", "metadata", "labels", "app.kubernetes.io/name"));
        Assert.Null(chart.At("ClusterRole/reader", "metadata", "namespace"));
        Assert.DoesNotContain("ConfigMap/extra", charts.Render(values: "apps: { shopApi: { enabled: false } }").Names);
    }
}
