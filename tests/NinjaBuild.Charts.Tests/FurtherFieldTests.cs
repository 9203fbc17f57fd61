namespace NinjaBuild.Charts.Tests;

/// <summary>What an app says as Kubernetes has it, because no field of its own makes it.</summary>
public sealed class FurtherFieldTests
{
    [Fact]
    public void Further_fields_stand_beside_what_the_chart_makes()
    {
        var chart = ComposedCharts.Api("""
            env: { A: "1" }
            volumes: { cache: { emptyDir: true, mountPath: /cache } }
            containerSpec: { workingDir: /srv, env: [{ name: NODE, valueFrom: { fieldRef: { fieldPath: spec.nodeName } } }], volumeMounts: [{ name: host, mountPath: /host }] }
            podSpec: { dnsPolicy: Default, volumes: [{ name: host, hostPath: { path: /var } }] }
            workloadSpec: { revisionHistoryLimit: 3 }
            service: { spec: { sessionAffinity: ClientIP } }

            """).Render();

        var pod = new object[] { "spec", "template", "spec" };
        Assert.Equal("3", chart.At("Deployment/shop-api", "spec", "revisionHistoryLimit"));
        Assert.Equal("Default", chart.At("Deployment/shop-api", [.. pod, "dnsPolicy"]));
        Assert.Equal("/srv", chart.At("Deployment/shop-api", [.. pod, "containers", 0, "workingDir"]));
        Assert.Equal("A", chart.At("Deployment/shop-api", [.. pod, "containers", 0, "env", 0, "name"]));
        Assert.Equal("NODE", chart.At("Deployment/shop-api", [.. pod, "containers", 0, "env", 1, "name"]));
        Assert.Equal("/host", chart.At("Deployment/shop-api", [.. pod, "containers", 0, "volumeMounts", 1, "mountPath"]));
        Assert.Equal("/var", chart.At("Deployment/shop-api", [.. pod, "volumes", 1, "hostPath", "path"]));
        Assert.Equal("ClientIP", chart.At("Service/shop-api", "spec", "sessionAffinity"));
    }

    [Fact]
    public void Ports_of_the_Service_can_be_said_in_full()
    {
        var chart = ComposedCharts.Api("service: { spec: { ports: [{ port: 80, targetPort: 8000 }] } }\n").Render();

        Assert.Equal("- port: 80\n  targetPort: 8000", chart.Yaml("Service/shop-api", "spec", "ports"));
    }

    [Fact]
    public void Defaults_of_resources_and_health_can_be_done_without()
    {
        var chart = ComposedCharts.Api("resources: { defaults: false, requests: { cpu: 10m } }\nhealth: { enabled: false }\n").Render();

        var container = new object[] { "spec", "template", "spec", "containers", 0 };
        Assert.Equal("requests:\n  cpu: 10m", chart.Yaml("Deployment/shop-api", [.. container, "resources"]));
        Assert.Equal("null", chart.Yaml("Deployment/shop-api", [.. container, "livenessProbe"]));
        Assert.Equal("null", chart.Yaml("Deployment/shop-api", [.. container, "readinessProbe"]));
    }

    [Fact]
    public void A_jobs_own_hook_annotations_win_and_it_can_be_without_a_time_limit()
    {
        var chart = ComposedCharts.Of(new Dictionary<string, string>
        {
            ["once"] = "type: job\nactiveDeadlineSeconds: 0\nannotations: { helm.sh/hook: post-install, helm.sh/hook-weight: \"7\" }\npodSpec: { restartPolicy: OnFailure }\n",
        }).Render();

        Assert.Equal("post-install", chart.At("Job/once", "metadata", "annotations", "helm.sh/hook"));
        Assert.Equal("7", chart.At("Job/once", "metadata", "annotations", "helm.sh/hook-weight"));
        Assert.Equal("OnFailure", chart.At("Job/once", "spec", "template", "spec", "restartPolicy"));
        Assert.Null(chart.At("Job/once", "spec", "activeDeadlineSeconds"));
    }

    [Fact]
    public void An_apps_own_names_win_over_the_charts_patterns()
    {
        var chart = ComposedCharts.Api("naming: { service: web, container: main }\n", "naming: { workload: \"{chart}-{app}\" }\n").Render();

        Assert.Contains("Deployment/shop-shop-api", chart.Names);
        Assert.Contains("Service/web", chart.Names);
        Assert.Equal("main", chart.At("Deployment/shop-shop-api", "spec", "template", "spec", "containers", 0, "name"));
    }

    [Fact]
    public void A_chart_of_manifests_alone_has_those_of_all_environments_and_those_of_its_own()
    {
        var charts = new ComposedCharts(new Dictionary<string, string>
        {
            ["ninja.yaml"] = "workspace: test\nenvironments: { dev: {}, prod: {} }\n",
            ["charts/shop/compose.yaml"] = "name: shop\nversion: 0.1.0\nmanifests: [all.yaml]\nenvironments: { prod: { manifests: [prod.yaml] } }\n",
            ["charts/shop/all.yaml"] = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: all, annotations: { ninjabuild.dev/namespace: kube-system } }\n",
            ["charts/shop/prod.yaml"] = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: only }\n",
        });

        Assert.Equal(["ConfigMap/all"], charts.Render(environment: "dev").Names);
        Assert.Equal(["ConfigMap/all", "ConfigMap/only"], charts.Render(environment: "prod").Names);
        Assert.Equal("kube-system", charts.Render(environment: "dev").At("ConfigMap/all", "metadata", "namespace"));
        Assert.Equal("ns1", charts.Render(environment: "prod").At("ConfigMap/only", "metadata", "namespace"));
    }
}
