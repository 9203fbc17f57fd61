using NinjaBuild.Compare.Import;
using NinjaBuild.Compare.Model;
using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Compare.Tests.Import;

public sealed class InferenceTests
{
    [Fact]
    public void Deployment_Service_and_Ingress_path_are_an_external_api()
    {
        using var workspace = ImportedWorkspace.Of(
            LiveText.Deployment("web", LiveText.HttpPort), LiveText.Service("web", "web"), LiveText.Ingress("shop", ("/web", "web")));

        var result = workspace.Import();

        Assert.Equal(("web", AppType.ExternalApi, Certainty.Certain), Assert.Single(result.Apps.Select(app => (app.Name, app.Type, app.Certainty))));
        var app = workspace.Read("apps/shop/web/app.yaml");
        Assert.Contains("port: 8000\n", app, StringComparison.Ordinal);
        Assert.Contains("ingress: { path: /web }\n", app, StringComparison.Ordinal);
        Assert.Contains("ingress: { className: nginx, host: shop.example.com }\n", workspace.Read("charts/shop/compose.yaml"), StringComparison.Ordinal);
        Assert.Equal(0, workspace.Compare("dev").Count(Severity.Breaking));
        Assert.Empty(Removed(workspace.Compare("dev")));
    }

    [Fact]
    public void A_Deployment_without_a_Service_is_a_worker_and_one_without_a_route_an_internal_api()
    {
        using var workspace = ImportedWorkspace.Of(
            LiveText.Deployment("mailer"), LiveText.Deployment("stock", LiveText.HttpPort), LiveText.Service("stock", "stock"));

        var result = workspace.Import();

        Assert.Equal([("mailer", AppType.Worker), ("stock", AppType.InternalApi)], result.Apps.Select(app => (app.Name, app.Type)).Order());
        Assert.Equal(Certainty.Likely, result.Apps.Single(app => app.Name == "stock").Certainty);
        Assert.Empty(Removed(workspace.Compare("dev")));
    }

    [Fact]
    public void A_hook_stays_a_hook_with_its_events_and_a_CronJob_keeps_its_schedule()
    {
        using var workspace = ImportedWorkspace.Of(
            """
            apiVersion: batch/v1
            kind: Job
            metadata:
              name: migrate
              annotations: { helm.sh/hook: "post-install,post-upgrade", helm.sh/hook-weight: "7" }
            spec:
              template:
                spec:
                  restartPolicy: OnFailure
                  containers: [{ name: migrate, image: "ghcr.io/example/migrate:2" }]
            """,
            """
            apiVersion: batch/v1
            kind: CronJob
            metadata: { name: report }
            spec:
              schedule: "0 3 * * *"
              successfulJobsHistoryLimit: 1
              jobTemplate:
                spec:
                  template:
                    spec:
                      restartPolicy: Never
                      containers: [{ name: report, image: "ghcr.io/example/report:2" }]
            """);

        var result = workspace.Import();
        var comparison = workspace.Compare("dev");

        Assert.All(result.Apps, app => Assert.Equal(AppType.Job, app.Type));
        Assert.Empty(Removed(comparison));
        Assert.DoesNotContain(comparison.Objects, item => item.Change is ObjectChange.Removed or ObjectChange.Renamed);
    }

    [Fact]
    public void Names_that_start_with_the_release_as_Helms_own_do_keep_it_as_a_pattern()
    {
        using var workspace = ImportedWorkspace.Of(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: "{{ .Release.Name }}-web" }
            spec:
              selector: { matchLabels: { app.kubernetes.io/name: web, app.kubernetes.io/instance: "{{ .Release.Name }}" } }
              template:
                metadata: { labels: { app.kubernetes.io/name: web, app.kubernetes.io/instance: "{{ .Release.Name }}" } }
                spec: { containers: [{ name: web, image: "ghcr.io/example/web:1" }] }
            """);

        var result = workspace.Import();

        Assert.Equal("web", Assert.Single(result.Apps).Name);
        Assert.Contains("naming: { workload: \"{release}-{app}\" }\n", workspace.Read("charts/shop/compose.yaml"), StringComparison.Ordinal);
        Assert.DoesNotContain("selector", workspace.Read("apps/shop/web/app.yaml"), StringComparison.Ordinal);
        Assert.Empty(Removed(workspace.Compare("dev")));
    }

    [Fact]
    public void A_Job_of_the_release_itself_is_said_to_get_another_name()
    {
        using var workspace = ImportedWorkspace.Of("""
            apiVersion: batch/v1
            kind: Job
            metadata: { name: seed }
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers: [{ name: seed, image: "ghcr.io/example/seed:2" }]
            """);

        var result = workspace.Import();

        Assert.Contains("hook: false\n", workspace.Read("apps/shop/seed/app.yaml"), StringComparison.Ordinal);
        Assert.Contains(result.Decisions, decision => decision.StartsWith("Job seed gets a name that ends in a hash", StringComparison.Ordinal));
        Assert.Contains("objects: Job/seed*\n", workspace.Read("charts/shop/migration.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_no_field_says_is_carried_as_Kubernetes_has_it()
    {
        using var workspace = ImportedWorkspace.Of(LiveText.Deployment(
            "web",
            container: """
                      workingDir: /srv
                      env:
                        - { name: FIRST, value: one }
                        - { name: NODE, valueFrom: { fieldRef: { fieldPath: spec.nodeName } } }
                        - { name: LAST, value: "$(FIRST)-$(NODE)" }
                      volumeMounts:
                        - { name: data, mountPath: /a, subPath: a }
                        - { name: data, mountPath: /b, subPath: b }
            """,
            pod: "      dnsPolicy: Default\n      volumes: [{ name: data, hostPath: { path: /var/data } }]\n"));

        workspace.Import();

        Assert.Empty(Removed(workspace.Compare("dev")));
    }

    [Fact]
    public void Configuration_of_one_app_is_its_config_and_long_texts_are_files()
    {
        var long_ = string.Concat(Enumerable.Range(1, 9).Select(line => $"    line {line}: {{{{ \"{{{{ braces }}}}\" }}}}\n"));
        using var workspace = ImportedWorkspace.Of(
            LiveText.Deployment("web", "          envFrom: [{ configMapRef: { name: web-config } }]\n          volumeMounts: [{ name: files, mountPath: /etc/web }]\n", "      volumes: [{ name: files, configMap: { name: web-config } }]\n"),
            $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: web-config }}\ndata:\n  MODE: fast\n  app.conf: |\n{long_}");

        workspace.Import();

        Assert.StartsWith("line 1: {{ braces }}\n", workspace.Read("apps/shop/web/config/app.conf"), StringComparison.Ordinal);
        Assert.Empty(Removed(workspace.Compare("dev")));
    }

    [Fact]
    public void What_no_app_makes_is_kept_as_manifests_and_said()
    {
        using var workspace = ImportedWorkspace.Of(
            LiveText.Deployment("web"),
            """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: { name: db }
            spec:
              serviceName: db
              selector: { matchLabels: { app: db } }
              template:
                metadata: { labels: { app: db }, annotations: { template: '{{ "{{ .Values.x }}" }}' } }
                spec: { containers: [{ name: db, image: "postgres:17" }] }
            """,
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: { name: reader, namespace: kube-system }
            rules: [{ apiGroups: [""], resources: [pods], verbs: [get] }]
            """);

        var result = workspace.Import();
        var comparison = workspace.Compare("dev");

        Assert.Equal(["Role reader", "StatefulSet db"], result.Kept.Select(item => $"{item.Kind} {item.Name}").Order(StringComparer.Ordinal));
        Assert.Empty(Removed(comparison));
        Assert.DoesNotContain(comparison.Objects, item => item.Change is ObjectChange.Removed or ObjectChange.Renamed);
    }

    [Fact]
    public void A_chart_without_any_app_is_a_chart_of_manifests()
    {
        using var workspace = ImportedWorkspace.Of("apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata: { A: b }\n");

        var result = workspace.Import();

        Assert.Empty(result.Apps);
        Assert.Empty(Removed(workspace.Compare("dev")));
    }

    [Fact]
    public void A_workload_whose_declaration_would_be_refused_is_kept_as_it_is()
    {
        // The other container has the app's name.
        using var workspace = ImportedWorkspace.Of(LiveText.Deployment("web", "        - { name: web, image: \"ghcr.io/example/proxy:1\" }\n"));

        var result = workspace.Import();

        Assert.Empty(result.Apps);
        Assert.Contains("would be refused", Assert.Single(result.Kept).Why, StringComparison.Ordinal);
        Assert.Empty(Removed(workspace.Compare("dev")));
    }

    /// <summary>The fields of live objects that the composed ones do not have with the same meaning, labels of the chart itself apart.</summary>
    internal static IEnumerable<string> Removed(EnvironmentComparison comparison) => comparison.Objects
        .Where(item => item.Before is not null && item.Before.Kind != "Secret")
        .SelectMany(item => item.Differences.Where(difference => difference.Kind != ChangeKind.Added && !difference.Path.Contains("labels", StringComparison.Ordinal) && !difference.Path.Contains("checksum/", StringComparison.Ordinal))
            .Select(difference => $"{item.Before} {difference.Path}: {difference.Before} -> {difference.After}"));
}
