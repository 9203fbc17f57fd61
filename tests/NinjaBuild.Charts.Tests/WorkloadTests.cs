namespace NinjaBuild.Charts.Tests;

public sealed class WorkloadTests
{
    [Fact]
    public void Each_type_has_the_objects_of_the_matrix()
    {
        var chart = ComposedCharts.Of(new Dictionary<string, string>
        {
            ["outer-api"] = "type: external-api\nport: 8000\nreplicas: 2\n",
            ["inner-api"] = "port: 8000\nreplicas: 2\n",
            ["worker"] = "type: worker\nreplicas: 2\n",
            ["once"] = "type: job\n",
            ["nightly"] = "type: job\nschedule: \"0 3 * * *\"\n",
        }).Render();

        Assert.Equal(
        [
            "CronJob/nightly", "Deployment/inner-api", "Deployment/outer-api", "Deployment/worker", "Ingress/shop", "Job/once",
            "PodDisruptionBudget/inner-api", "PodDisruptionBudget/outer-api", "PodDisruptionBudget/worker", "Service/inner-api", "Service/outer-api",
        ], chart.Names);
    }

    [Fact]
    public void An_app_that_is_not_enabled_goes_with_all_that_belongs_to_it()
    {
        var charts = ComposedCharts.Of(new Dictionary<string, string>
        {
            ["one-api"] = "type: external-api\nport: 8000\nreplicas: 2\ningress: { path: /one }\nconfig: { data: { A: b } }\nserviceAccount: { create: true }\n",
            ["two-api"] = "type: external-api\nport: 8000\ningress: { path: /two }\n",
        });

        var chart = charts.Render(values: "apps: { oneApi: { enabled: false } }");

        Assert.Equal(["Deployment/two-api", "Ingress/shop", "Service/two-api"], chart.Names);
        Assert.Equal("/two", chart.At("Ingress/shop", "spec", "rules", 0, "http", "paths", 0, "path"));
        Assert.Null(chart.At("Ingress/shop", "spec", "rules", 0, "http", "paths", 1, "path"));
    }

    [Fact]
    public void An_operator_tunes_an_app_through_values_alone()
    {
        var chart = ComposedCharts.Api().Render(values:
            "apps: { shopApi: { replicas: 5, image: { tag: v9 }, resources: { limits: { cpu: 2 } }, env: { PORT: 1234567, DEBUG: true }, nodeSelector: { disk: ssd } } }");

        Assert.Equal("5", chart.At("Deployment/shop-api", "spec", "replicas"));
        var pod = new object[] { "spec", "template", "spec" };
        Assert.Equal("ghcr.io/example/shop-api:v9", chart.At("Deployment/shop-api", [.. pod, "containers", 0, "image"]));
        Assert.Equal("ssd", chart.At("Deployment/shop-api", [.. pod, "nodeSelector", "disk"]));
        Assert.Equal("- name: DEBUG\n  value: \"true\"\n- name: PORT\n  value: \"1234567\"", chart.Yaml("Deployment/shop-api", [.. pod, "containers", 0, "env"]));
    }

    [Fact]
    public void Pods_meet_the_restricted_security_standard_unless_told_otherwise()
    {
        var secure = ComposedCharts.Api("sidecars: [{ name: proxy, image: proxy:1 }]\n").Render();
        var pod = new object[] { "spec", "template", "spec" };
        Assert.Equal("runAsNonRoot: true\nseccompProfile:\n  type: RuntimeDefault", secure.Yaml("Deployment/shop-api", [.. pod, "securityContext"]));
        Assert.Equal("false", secure.At("Deployment/shop-api", [.. pod, "automountServiceAccountToken"]));
        const string container = "allowPrivilegeEscalation: false\ncapabilities:\n  drop:\n  - ALL";
        Assert.Equal(container, secure.Yaml("Deployment/shop-api", [.. pod, "containers", 0, "securityContext"]));
        Assert.Equal(container, secure.Yaml("Deployment/shop-api", [.. pod, "containers", 1, "securityContext"]));

        var relaxed = ComposedCharts.Api("podSecurityContext: { runAsNonRoot: null, fsGroup: 1000 }\nsecurityContext: { capabilities: { add: [NET_BIND_SERVICE] } }\n").Render();
        Assert.Equal("fsGroup: 1000\nseccompProfile:\n  type: RuntimeDefault", relaxed.Yaml("Deployment/shop-api", [.. pod, "securityContext"]));
        Assert.Equal("NET_BIND_SERVICE", relaxed.At("Deployment/shop-api", [.. pod, "containers", 0, "securityContext", "capabilities", "add", 0]));
    }

    [Fact]
    public void Environment_variables_come_so_that_references_to_earlier_ones_work()
    {
        var charts = ComposedCharts.Of(
            new Dictionary<string, string> { ["shop-api"] = "type: external-api\nport: 8000\nenv: { A_URL: \"db://$(PASSWORD)\", SHARED: own }\nsecretEnv: { PASSWORD: { secret: db, key: password } }\n" },
            "env: { SHARED: chart, OTHER: chart }\nsecretEnv: { OTHER_SECRET: { secret: db, key: other } }\n");

        var env = charts.Render().Yaml("Deployment/shop-api", "spec", "template", "spec", "containers", 0, "env");

        Assert.Equal(["OTHER_SECRET", "PASSWORD", "OTHER", "SHARED", "A_URL"], env.Split('\n').Where(line => line.StartsWith("- name: ", StringComparison.Ordinal)).Select(line => line[8..]));
        Assert.Contains("- name: SHARED\n  value: own", env, StringComparison.Ordinal);
    }

    [Fact]
    public void Configuration_is_a_config_map_whose_change_replaces_the_pods()
    {
        var charts = ComposedCharts.Api("config: { data: { MODE: fast } }\n");
        var mounted = ComposedCharts.Api("config: { data: { app.toml: \"a = 1\" }, mountPath: /etc/app }\n").Render();

        var before = charts.Render();
        var after = charts.Render(values: "apps: { shopApi: { config: { data: { MODE: slow } } } }");

        Assert.Equal("fast", before.At("ConfigMap/shop-api-config", "data", "MODE"));
        Assert.Equal("shop-api-config", before.At("Deployment/shop-api", "spec", "template", "spec", "containers", 0, "envFrom", 0, "configMapRef", "name"));
        var checksum = new object[] { "spec", "template", "metadata", "annotations", "checksum/config" };
        Assert.NotEqual(before.At("Deployment/shop-api", checksum), after.At("Deployment/shop-api", checksum));
        Assert.Equal("/etc/app", mounted.At("Deployment/shop-api", "spec", "template", "spec", "containers", 0, "volumeMounts", 0, "mountPath"));
        Assert.Equal("shop-api-config", mounted.At("Deployment/shop-api", "spec", "template", "spec", "volumes", 0, "configMap", "name"));
    }

    [Fact]
    public void A_hook_brings_what_it_needs_as_hooks_before_it()
    {
        var chart = ComposedCharts.Of(new Dictionary<string, string> { ["once"] = "type: job\nconfig: { data: { A: b } }\nserviceAccount: { create: true }\n" }).Render();

        Assert.Equal("-1", chart.At("Job/once", "metadata", "annotations", "helm.sh/hook-weight"));
        Assert.All(["Job/once", "ConfigMap/once-config", "ServiceAccount/once"], name =>
            Assert.Equal("pre-install,pre-upgrade", chart.At(name, "metadata", "annotations", "helm.sh/hook")));
        Assert.All(["ConfigMap/once-config", "ServiceAccount/once"], name =>
            Assert.Equal("-2", chart.At(name, "metadata", "annotations", "helm.sh/hook-weight")));
    }

    [Fact]
    public void A_job_that_is_no_hook_has_a_name_that_changes_with_it()
    {
        var charts = ComposedCharts.Of(new Dictionary<string, string> { ["once"] = "type: job\nhook: false\n" });

        var first = charts.Render().Names.Single();
        var second = charts.Render(values: "apps: { once: { args: [again] } }").Names.Single();

        Assert.Matches("^Job/once-[0-9a-f]{8}$", first);
        Assert.NotEqual(first, second);
        Assert.Equal(first, charts.Render().Names.Single());
    }

    [Fact]
    public void One_replica_has_a_budget_only_where_it_is_asked_for()
    {
        Assert.DoesNotContain("PodDisruptionBudget/shop-api", ComposedCharts.Api().Render().Names);
        Assert.Contains("PodDisruptionBudget/shop-api", ComposedCharts.Api().Render(values: "apps: { shopApi: { replicas: 2 } }").Names);
        var asked = ComposedCharts.Api("podDisruptionBudget: { maxUnavailable: 25% }\n").Render();
        Assert.Equal("25%", asked.At("PodDisruptionBudget/shop-api", "spec", "maxUnavailable"));
        Assert.Null(asked.At("PodDisruptionBudget/shop-api", "spec", "minAvailable"));
    }

    [Fact]
    public void Dependents_are_in_later_waves()
    {
        var chart = ComposedCharts.Of(new Dictionary<string, string>
        {
            ["migrate"] = "type: job\n",
            ["db-api"] = "port: 8000\ndependsOn: [migrate]\n",
            ["web-api"] = "port: 8000\ndependsOn: [db-api]\n",
        }).Render();

        const string wave = "argocd.argoproj.io/sync-wave";
        Assert.Equal(("-1", "0", "1"), (
            chart.At("Job/migrate", "metadata", "annotations", wave),
            chart.At("Deployment/db-api", "metadata", "annotations", wave),
            chart.At("Deployment/web-api", "metadata", "annotations", wave)));
    }

    [Theory]
    [InlineData("health: { path: /ok }", "httpGet:\n  path: /ok\n  port: http\ninitialDelaySeconds: 10\nperiodSeconds: 10")]
    [InlineData("health: { liveness: { tcp: true, periodSeconds: 3 } }", "periodSeconds: 3\ntcpSocket:\n  port: http")]
    [InlineData("health: { liveness: { exec: [ls, /] } }", "exec:\n  command:\n  - ls\n  - /")]
    [InlineData("health: { liveness: { grpc: true, grpcService: shop } }", "grpc:\n  port: 8000\n  service: shop")]
    [InlineData("", "httpGet:\n  path: /health\n  port: http\ninitialDelaySeconds: 10\nperiodSeconds: 10")]
    public void Health_becomes_probes_of_every_kind(string health, string expected) =>
        Assert.Equal(expected, ComposedCharts.Api(health + "\n").Render().Yaml("Deployment/shop-api", "spec", "template", "spec", "containers", 0, "livenessProbe"));

    [Fact]
    public void Volumes_of_every_kind_are_mounted()
    {
        var chart = ComposedCharts.Api("volumes:\n  a: { claim: data, mountPath: /a }\n  b: { configMap: settings, mountPath: /b, readOnly: true }\n  c: { secret: keys, mountPath: /c }\n  d: { emptyDir: true, sizeLimit: 1Gi, mountPath: /d, subPath: x }\n").Render();

        Assert.Equal(
            "- name: a\n  persistentVolumeClaim:\n    claimName: data\n- configMap:\n    name: settings\n  name: b\n- name: c\n  secret:\n    secretName: keys\n- emptyDir:\n    sizeLimit: 1Gi\n  name: d",
            chart.Yaml("Deployment/shop-api", "spec", "template", "spec", "volumes"));
        Assert.Equal("true", chart.At("Deployment/shop-api", "spec", "template", "spec", "containers", 0, "volumeMounts", 1, "readOnly"));
    }

    [Fact]
    public void A_digest_wins_over_a_tag_and_a_mirror_replaces_the_registry()
    {
        var digest = "sha256:" + new string('a', 64);
        var chart = ComposedCharts.Api($"image: {{ repository: quay.io/team/shop, tag: v1, digest: \"{digest}\" }}\n");

        var image = new object[] { "spec", "template", "spec", "containers", 0, "image" };
        Assert.Equal($"quay.io/team/shop@{digest}", chart.Render().At("Deployment/shop-api", image));
        Assert.Equal($"mirror.local/team/shop@{digest}", chart.Render(values: "global: { imageRegistry: mirror.local }").At("Deployment/shop-api", image));
        Assert.Contains($"digest: {digest}", chart.Files()["images.lock"], StringComparison.Ordinal);
    }

    [Fact]
    public void Names_follow_their_patterns_and_a_pinned_selector_stays()
    {
        var chart = ComposedCharts.Api("selector: { app: legacy }\n", "naming: { workload: \"{release}-{app}\", service: \"{app}-svc\", ingress: \"{chart}-in\" }\n").Render();

        Assert.Equal(["Deployment/rel-shop-api", "Ingress/shop-in", "Service/shop-api-svc"], chart.Names);
        Assert.Equal("app: legacy", chart.Yaml("Deployment/rel-shop-api", "spec", "selector", "matchLabels"));
        Assert.Equal("legacy", chart.At("Deployment/rel-shop-api", "spec", "template", "metadata", "labels", "app"));
        Assert.Equal("app: legacy", chart.Yaml("Service/shop-api-svc", "spec", "selector"));
        Assert.Equal("shop-api-svc", chart.At("Ingress/shop-in", "spec", "rules", 0, "http", "paths", 0, "backend", "service", "name"));
    }

    [Fact]
    public void Names_and_selectors_can_contain_the_environment_and_the_release()
    {
        var chart = ComposedCharts.Api("podDisruptionBudget: {}\n",
            """
            naming:
              workload: "{app}-{environment}"
              service: "{app}-{environment}-service"
              ingress: "{chart}-{environment}-{release}"
              podDisruptionBudget: "{app}-{environment}-pdb"
              container: "{chart}"
              selector: { app: "{app}-{environment}", app.kubernetes.io/instance: "{release}" }

            """);

        var dev = chart.Render(environment: "dev");

        Assert.Equal(["Deployment/shop-api-dev", "Ingress/shop-dev-rel", "PodDisruptionBudget/shop-api-dev-pdb", "Service/shop-api-dev-service"], dev.Names);
        const string selector = "app: shop-api-dev\napp.kubernetes.io/instance: rel";
        Assert.Equal(selector, dev.Yaml("Deployment/shop-api-dev", "spec", "selector", "matchLabels"));
        Assert.Equal(selector, dev.Yaml("Service/shop-api-dev-service", "spec", "selector"));
        Assert.Equal(selector, dev.Yaml("PodDisruptionBudget/shop-api-dev-pdb", "spec", "selector", "matchLabels"));
        Assert.Equal("shop-api-dev", dev.At("Deployment/shop-api-dev", "spec", "template", "metadata", "labels", "app"));
        Assert.Equal("shop", dev.At("Deployment/shop-api-dev", "spec", "template", "spec", "containers", 0, "name"));
        Assert.Equal("shop-api-dev-service", dev.At("Ingress/shop-dev-rel", "spec", "rules", 0, "http", "paths", 0, "backend", "service", "name"));
        Assert.Contains("Deployment/shop-api-prod", chart.Render(environment: "prod").Names);
    }

    [Fact]
    public void An_own_Ingress_and_extra_manifests_stand_beside_names_that_Helm_fills_in()
    {
        var chart = ComposedCharts.Of(
            new Dictionary<string, string> { ["shop-api"] = "type: external-api\nport: 8000\nmanifests: [extra.yaml]\n" },
            "ingress: { mode: per-app }\nnaming: { service: \"{release}-{app}\", ingress: \"{app}-{environment}\" }\n",
            more: new Dictionary<string, string> { ["apps/shop-api/extra.yaml"] = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: extra }\n" }).Render(environment: "dev");

        Assert.Equal(["ConfigMap/extra", "Deployment/shop-api", "Ingress/shop-api-dev", "Service/rel-shop-api"], chart.Names);
        Assert.Equal("rel-shop-api", chart.At("Ingress/shop-api-dev", "spec", "rules", 0, "http", "paths", 0, "backend", "service", "name"));
    }

    [Fact]
    public void Names_that_Helm_fills_in_are_cut_to_the_length_that_Kubernetes_allows()
    {
        var chart = ComposedCharts.Api(chart: "naming: { workload: \"{app}-{environment}-{release}\", selector: { app: \"{app}-{environment}-{release}\" } }\n");

        // shop-api- and 54 letters are 63 characters: the hyphen that follows goes as well when one letter fewer is given.
        var cut = chart.Render(values: $"global: {{ environment: {new string('e', 54)} }}");
        var hyphen = chart.Render(values: $"global: {{ environment: {new string('e', 53)} }}");

        Assert.Equal($"app: shop-api-{new string('e', 54)}", cut.Yaml($"Deployment/shop-api-{new string('e', 54)}", "spec", "selector", "matchLabels"));
        Assert.Equal($"app: shop-api-{new string('e', 53)}", hyphen.Yaml($"Deployment/shop-api-{new string('e', 53)}", "spec", "selector", "matchLabels"));
    }

    [Fact]
    public void Only_files_of_apps_whose_names_are_left_to_Helm_have_them_filled_in()
    {
        var apps = new Dictionary<string, string>
        {
            ["shop-api"] = "type: internal-api\nport: 8000\nnaming: { workload: \"{app}-{environment}\" }\n",
            ["cart-api"] = "type: internal-api\nport: 8000\n",
        };

        var some = ComposedCharts.Of(apps).Files();
        var none = ComposedCharts.Api().Files();

        Assert.Contains("\"workload\" \"shop-api-{environment}\"", some["templates/shop-api-deployment.yaml"], StringComparison.Ordinal);
        Assert.Contains("include \"shop.fillNames\" $self", some["templates/shop-api-deployment.yaml"], StringComparison.Ordinal);
        Assert.DoesNotContain("fill", some["templates/cart-api-deployment.yaml"], StringComparison.Ordinal);
        Assert.DoesNotContain("shop.fill", string.Concat(none.Values), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_environment_that_names_contain_nothing_is_rendered()
    {
        var chart = ComposedCharts.Api(chart: "naming: { workload: \"{app}-{environment}\" }\n");

        var error = Assert.ThrowsAny<Exception>(() => chart.Render());

        Assert.Contains("give -f values-ENVIRONMENT.yaml", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rolling_update_can_be_told_to_miss_no_pod()
    {
        var strategy = ComposedCharts.Api("strategy: { maxSurge: 50%, maxUnavailable: 0 }\n").Render().Yaml("Deployment/shop-api", "spec", "strategy");

        Assert.Equal("rollingUpdate:\n  maxSurge: 50%\n  maxUnavailable: 0\ntype: RollingUpdate", strategy);
    }

    [Fact]
    public void An_own_request_above_the_default_limit_lifts_the_limit()
    {
        var resources = ComposedCharts.Api("language: python\nresources: { requests: { memory: 1Gi } }\n").Render()
            .Yaml("Deployment/shop-api", "spec", "template", "spec", "containers", 0, "resources");

        Assert.Equal("limits:\n  cpu: 100m\n  memory: 1Gi\nrequests:\n  cpu: 50m\n  memory: 1Gi", resources);
    }
}
