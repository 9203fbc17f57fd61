using NinjaBuild.Compare.Import;
using NinjaBuild.Compare.Model;

namespace NinjaBuild.Compare.Tests.Import;

public sealed class EnvironmentTests
{
    [Fact]
    public void Names_and_selectors_with_the_environment_in_them_become_patterns()
    {
        using var workspace = new ImportedWorkspace(new Dictionary<string, string>
        {
            ["templates/web.yaml"] = LiveText.Deployment("web-{{ .Values.env }}", LiveText.HttpPort),
            ["templates/api.yaml"] = LiveText.Deployment("api-{{ .Values.env }}", LiveText.HttpPort),
            ["templates/service.yaml"] = LiveText.Service("web-{{ .Values.env }}-svc", "web-{{ .Values.env }}"),
            ["values.yaml"] = "env: none\n",
            ["values-dev.yaml"] = "env: dev\n",
            ["values-prod.yaml"] = "env: prod\n",
        });

        var result = workspace.Import();

        Assert.Equal(["api", "web"], result.Apps.Select(app => app.Name).Order(StringComparer.Ordinal));
        var chart = workspace.Read("charts/shop/compose.yaml");
        Assert.Contains("workload: \"{app}-{environment}\"", chart, StringComparison.Ordinal);
        Assert.Contains("service: \"{app}-{environment}-svc\"", chart, StringComparison.Ordinal);
        Assert.Contains("selector: { app: \"{app}-{environment}\" }", chart, StringComparison.Ordinal);
        Assert.All(["dev", "prod"], environment => Assert.Empty(InferenceTests.Removed(workspace.Compare(environment))));
    }

    [Fact]
    public void An_environment_that_is_called_otherwise_in_names_is_pointed_out()
    {
        using var workspace = new ImportedWorkspace(new Dictionary<string, string>
        {
            ["templates/web.yaml"] = LiveText.Deployment("web-{{ .Values.env }}", LiveText.HttpPort),
            ["templates/api.yaml"] = LiveText.Deployment("api-{{ .Values.env }}", LiveText.HttpPort),
            ["values-dev.yaml"] = "env: dev\n",
            ["values-prod.yaml"] = "env: production\n",
        });

        var result = workspace.Import();

        Assert.Contains(result.Decisions, decision => decision.StartsWith("Objects of environment 'prod' are named after 'production': call the environment so", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Decisions, decision => decision.Contains("'dev'", StringComparison.Ordinal));
    }

    [Fact]
    public void What_differs_becomes_overlays_and_what_all_apps_share_moves_to_the_chart()
    {
        const string env = "          env: [{ name: LOG_LEVEL, value: \"{{ .Values.level }}\" }, { name: REGION, value: eu }]\n";
        using var workspace = new ImportedWorkspace(new Dictionary<string, string>
        {
            ["templates/web.yaml"] = LiveText.Deployment("web", env).Replace("spec:\n  selector", "spec:\n  replicas: {{ .Values.replicas }}\n  selector", StringComparison.Ordinal),
            ["templates/mailer.yaml"] = LiveText.Deployment("mailer", env),
            ["templates/only.yaml"] = "{{- if eq .Values.level \"warn\" }}\n" + LiveText.Deployment("only", env) + "\n{{- end }}\n",
            ["values.yaml"] = "level: info\nreplicas: 1\n",
            ["values.dev.yaml"] = "level: debug\n",
            ["environments/prod.yaml"] = "level: warn\nreplicas: 3\n",
        });

        workspace.Import();

        var chart = workspace.Read("charts/shop/compose.yaml");
        Assert.Contains("env: { LOG_LEVEL: debug, REGION: eu }\n", chart, StringComparison.Ordinal);
        Assert.Contains("global: { env: { LOG_LEVEL: warn } }", chart, StringComparison.Ordinal);
        Assert.Contains("only: { enabled: false }", chart, StringComparison.Ordinal);
        Assert.DoesNotContain("LOG_LEVEL", workspace.Read("apps/shop/web/app.yaml"), StringComparison.Ordinal);
        Assert.Contains("prod: { replicas: 3", workspace.Read("apps/shop/web/app.yaml"), StringComparison.Ordinal);
        File.Copy(Path.Combine(workspace.Chart, "values.dev.yaml"), Path.Combine(workspace.Chart, "values-dev.yaml"));
        File.Copy(Path.Combine(workspace.Chart, "environments/prod.yaml"), Path.Combine(workspace.Chart, "values-prod.yaml"));
        Assert.All(["dev", "prod"], environment =>
        {
            var comparison = workspace.Compare(environment);
            Assert.Empty(InferenceTests.Removed(comparison));
            Assert.DoesNotContain(comparison.Objects, item => item.Change is ObjectChange.Added or ObjectChange.Removed or ObjectChange.Renamed);
        });
    }

    [Fact]
    public void Objects_that_differ_are_manifests_of_their_environment()
    {
        using var workspace = new ImportedWorkspace(new Dictionary<string, string>
        {
            ["templates/settings.yaml"] = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata: { LEVEL: \"{{ .Values.level }}\" }\n",
            ["templates/only.yaml"] = "{{- if eq .Values.level \"warn\" }}\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: only }\ndata: { A: b }\n{{- end }}\n",
            ["values-dev.yaml"] = "level: debug\n",
            ["values-prod.yaml"] = "level: warn\n",
        });

        var result = workspace.Import();

        Assert.Contains("charts/shop/manifests/prod/configmaps.yaml", result.Files.Select(file => file.Path));
        Assert.All(["dev", "prod"], environment =>
        {
            var comparison = workspace.Compare(environment);
            Assert.Empty(InferenceTests.Removed(comparison));
            Assert.DoesNotContain(comparison.Objects, item => item.Change is ObjectChange.Added or ObjectChange.Removed);
        });
    }

    [Fact]
    public void Values_files_that_are_given_belong_to_the_environments_in_their_order()
    {
        using var workspace = ImportedWorkspace.Of(LiveText.Deployment("web").Replace("spec:\n  selector", "spec:\n  replicas: {{ .Values.replicas }}\n  selector", StringComparison.Ordinal));
        var (small, large) = (workspace.Write("small.yaml", "replicas: 2\n"), workspace.Write("large.yaml", "replicas: 5\n"));

        var result = ChartImport.Run(workspace.Request with { Environments = ["dev", "prod"], ValuesFiles = [small, large] });

        var app = result.Files.Single(file => file.Path == "apps/shop/web/app.yaml").Text;
        Assert.Contains("replicas: 2\n", app, StringComparison.Ordinal);
        Assert.Contains("prod: { replicas: 5 }", app, StringComparison.Ordinal);
        Assert.DoesNotContain("manual:", result.Files.Single(file => file.Path == "charts/shop/migration.yaml").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_files_of_the_chart_and_the_live_release_are_noted_for_the_comparison()
    {
        using var workspace = new ImportedWorkspace(new Dictionary<string, string> { ["templates/a.yaml"] = LiveText.Deployment("{{ .Release.Name }}"), ["conf/common.yaml"] = "a: b\n", ["conf/p.yaml"] = "c: d\n" });
        string[] files = [Path.Combine(workspace.Chart, "conf/common.yaml"), Path.Combine(workspace.Chart, "conf/p.yaml")];

        var result = ChartImport.Run(workspace.Request with { Environments = ["prod"], ValuesFiles = files, Release = "live" });

        Assert.Contains("manual: { release: live, values: { prod: [conf/common.yaml, conf/p.yaml] } }\n", result.Files.Single(file => file.Path == "charts/shop/migration.yaml").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("manman-host")]
    [InlineData("todo-backend")]
    [InlineData("todo-frontend")]
    public void Importing_a_hand_written_chart_of_this_repository_breaks_nothing(string chart)
    {
        var folder = Path.Combine(Repository.Root, "charts", chart, "manual");
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllText);
        using var workspace = new ImportedWorkspace(files, "dev: {}, staging: {}, prod: {}");

        workspace.Import();

        Assert.All(["dev", "staging", "prod"], environment =>
        {
            var comparison = workspace.Compare(environment);
            Assert.Equal([], comparison.Open().Where(difference => difference.Severity == Severity.Breaking));
            Assert.DoesNotContain(comparison.Objects, item => item.Change is ObjectChange.Added or ObjectChange.Removed or ObjectChange.Renamed);
        });
    }
}
