using System.Text;
using System.Text.Json;
using NinjaBuild.Deploy.Requests;
using NinjaBuild.Helm.Values;
using NinjaBuild.Workspace;
using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Deploy.Tests.Requests;

public sealed class RequestReaderTests
{
    const string Declared = """
        workspace: bakery
        imageRegistry: ghcr.io/example
        kubernetes: "1.33"
        engine: native
        environments:
          dev: { context: kind-dev, namespace: dev-ns, createNamespace: true }
          prod:
            contexts: [eu, us]
            rollout: { strategy: parallel, maxFailures: 1 }
            protected: true
            requirePinnedImages: true
            timeout: 5m
            engine: helm
          lab: {}
        """;

    static readonly (string Name, string Text)[] Charts =
    [
        ("a-front", "apps: [web-api]\ndependsOn: [b-back]\n"),
        ("b-back", "apps: [back-worker]\njobs: [migrate]\ndependsOn: [c-base]\nnamespaces: [monitoring]\nclusterScoped: [ClusterRole]\nenvironments: { prod: { namespace: back-prod, namespaces: [logs] } }\n"),
        ("c-base", "apps: [base-worker]\n"),
    ];

    [Fact]
    public void What_is_declared_of_an_environment_and_its_charts_is_what_is_deployed()
    {
        var settings = Read(new DeployRequest(DeployVerb.Deploy, "/w/artifacts") { Environment = "prod" });

        Assert.Equal(("/w/artifacts", "prod", DeployEngine.Helm), (settings.Artifacts, settings.Environment, settings.Engine));
        Assert.Equal(["eu", "us"], settings.Contexts);
        Assert.Equal(new RolloutDeclaration { Strategy = RolloutStrategy.Parallel, MaxFailures = 1 }, settings.Rollout);
        Assert.True(settings is { IsProtected: true, RequirePinnedImages: true, CreateNamespace: false, Confirmed: null, PlanOnly: false });
        Assert.Equal((5, 5, 5), (settings.Timeout.TotalMinutes, settings.WaveTimeout.TotalMinutes, settings.LockTimeout.TotalMinutes));
        Assert.Equal(["c-base (c-base)", "b-back (back-prod)", "a-front (a-front)"], settings.Charts.Select(chart => $"{chart.Name} ({chart.Namespace})"));
        var back = settings.Charts[1];
        Assert.Equal(
            (false, "/w/artifacts/charts/b-back", "c-base", "logs", "ClusterRole"),
            (back.IsElsewhere, back.Source.Chart, string.Join(' ', back.DependsOn), string.Join(' ', back.Namespaces), string.Join(' ', back.ClusterScoped)));
        Assert.Equal(["/w/artifacts/charts/b-back/values-prod.yaml"], back.Source.Values.Files);
    }

    [Fact]
    public void The_command_line_wins_over_what_is_declared()
    {
        var settings = Read(Request("prod") with
        {
            Engine = "native",
            Timeout = "1h",
            WaveTimeout = "90s",
            LockTimeout = "1s",
            Confirm = "prod",
            ConfirmVariable = "dev",
            PlanOnly = true,
            DryRun = true,
            AllowReplace = true,
            ForceConflicts = true,
            Adopt = true,
            NoRollback = true,
            Values = new ValuesSource { Files = ["more.yaml"], Set = ["a=b"] },
        });

        Assert.Equal((DeployEngine.Native, "prod"), (settings.Engine, settings.Confirmed));
        Assert.Equal((3600, 90, 1), (settings.Timeout.TotalSeconds, settings.WaveTimeout.TotalSeconds, settings.LockTimeout.TotalSeconds));
        Assert.True(settings is { PlanOnly: true, DryRun: true, AllowReplace: true, ForceConflicts: true, Adopt: true, NoRollback: true });
        Assert.Equal(["/artifacts/charts/c-base/values-prod.yaml", "more.yaml"], settings.Charts[0].Source.Values.Files);
        Assert.Equal(["a=b"], settings.Charts[0].Source.Values.Set);
    }

    [Fact]
    public void An_environment_says_what_its_charts_do_not() => Assert.Equal(
        ["c-base dev-ns ", "b-back dev-ns monitoring", "a-front dev-ns "],
        Read(Request("dev")).Charts.Select(chart => $"{chart.Name} {chart.Namespace} {string.Join(' ', chart.Namespaces)}"));

    [Fact]
    public void Only_the_charts_that_were_asked_for_are_deployed_and_in_their_order_all_the_same()
    {
        var settings = Read(Request("dev") with { Charts = ["a-front", "c-base"] });
        Assert.Equal(["c-base <- ", "a-front <- c-base"], settings.Charts.Select(chart => $"{chart.Name} <- {string.Join(' ', chart.DependsOn)}"));
    }

    [Fact]
    public void The_variable_of_CI_confirms_where_no_flag_does() =>
        Assert.Equal("prod", Read(Request("prod") with { ConfirmVariable = "prod" }).Confirmed);

    [Fact]
    public void A_plan_ends_with_itself() => Assert.True(Read(Request("dev") with { Verb = DeployVerb.DeployPlan }).PlanOnly);

    [Fact]
    public void A_revision_is_that_of_one_chart() =>
        Assert.Equal(3, Read(Request("dev") with { Verb = DeployVerb.Rollback, Charts = ["a-front"], Revision = "3" }).Revision);

    [Fact]
    public void Images_of_apps_and_jobs_become_values_of_the_charts_that_have_them()
    {
        var settings = Read(Request("dev") with { Images = [$"web-api=ghcr.io/x/web:v2@{Digest}", "back-worker=:v3", $"migrate=@{Digest}"] });
        Assert.Equal(
            [
                "{}",
                """{"apps":{"backWorker":{"image":{"tag":"v3","digest":""}},"migrate":{"image":{"digest":"DIGEST"}}}}""",
                """{"apps":{"webApi":{"image":{"repository":"ghcr.io/x/web","tag":"v2","digest":"DIGEST"}}}}""",
            ],
            settings.Charts.Select(chart => JsonSerializer.Serialize(chart.Source.Overrides).Replace(Digest, "DIGEST", StringComparison.Ordinal)));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once() => Assert.Equal(
        [
            "--env prd: there is none of that name; did you mean 'prod'?",
            "--engine hlem: is none of native, helm; did you mean 'helm'?",
            "--chart b-bakc: there is none of that name; did you mean 'b-back'?",
            "--image web-api: write it as APP=REF, REF being REPOSITORY[:TAG][@DIGEST], :TAG or @DIGEST",
            "--image web-ap=:v1: no app 'web-ap' is deployed; did you mean 'web-api'?; there are web-api",
            "--image migrate=:v1: no app 'migrate' is deployed; there are web-api",
            "--image web-api=a b: 'a b' is no image repository: write it like ghcr.io/example/app, in lower case, without tag or digest",
            "--image web-api=:v2: 'web-api' has an image already",
            "--revision 1: Deploy goes to no revision; leave it out, or run Rollback",
            "--timeout 10: is no time: write hours, minutes and seconds such as 90s, 10m or 1h30m, from a second to a day",
            "--wave-timeout x: is no time: write hours, minutes and seconds such as 90s, 10m or 1h30m, from a second to a day",
            "--lock-timeout 0s: is no time: write hours, minutes and seconds such as 90s, 10m or 1h30m, from a second to a day",
            "--confirm prod: the environment is prd",
        ],
        Problems(Request("prd") with
        {
            Charts = ["a-front", "b-bakc"],
            Engine = "hlem",
            Timeout = "10",
            WaveTimeout = "x",
            LockTimeout = "0s",
            Revision = "1",
            Confirm = "prod",
            Images = ["web-api", "web-ap=:v1", "migrate=:v1", "web-api=a b", "web-api=:v1", "web-api=:v2"],
        }));

    [Theory]
    [InlineData(DeployVerb.Deploy, null, "Deploy needs --env NAME: one of dev, lab, prod")]
    [InlineData(DeployVerb.Undeploy, "dev", "Undeploy needs --chart NAME")]
    [InlineData(DeployVerb.Rollback, "dev", "Rollback needs --chart NAME")]
    [InlineData(DeployVerb.DeployStatus, "lab", "ninja.yaml:14:8: environment 'lab' names no cluster: give it the kubectl context of one, 'context: NAME'")]
    public void What_is_missing_is_said(DeployVerb verb, string? environment, string problem) =>
        Assert.Equal([problem], Problems(Request(environment) with { Verb = verb }));

    [Theory]
    [InlineData(DeployVerb.Undeploy)]
    [InlineData(DeployVerb.Rollback)]
    [InlineData(DeployVerb.DeployStatus)]
    [InlineData(DeployVerb.DiffLive)]
    public void What_is_deployed_of_a_chart_that_is_no_longer_declared_is_where_its_record_is(DeployVerb verb)
    {
        var request = Request("dev") with { Verb = verb, Charts = ["gone", "c-base"] };
        Assert.Equal(["c-base (dev-ns)", "gone ()"], Read(request).Charts.Select(chart => $"{chart.Name} ({chart.Namespace})"));
        Assert.Contains("dev-ns", Read(request).DeclaredNamespaces);
        Assert.Equal([false, true], Read(request with { RecordNamespace = "dev-ns" }).Charts.Select(chart => chart.IsElsewhere));
        Assert.Equal([true, true], Read(request with { RecordNamespace = "old" }).Charts.Select(chart => chart.IsElsewhere));
        Assert.Equal(["c-base (old)", "gone (old)"], Read(request with { RecordNamespace = "old" }).Charts.Select(chart => $"{chart.Name} ({chart.Namespace})"));
    }

    [Fact]
    public void A_release_of_helms_is_not_looked_for_since_any_of_its_name_would_do()
    {
        var request = Request("prod") with { Verb = DeployVerb.Undeploy, Charts = ["gone"] };
        Assert.Equal(
            ["--chart gone: there is none of that name; for a release of helm's whose chart is no longer declared, add --record-namespace NAMESPACE"], Problems(request));
        Assert.Equal("old", Assert.Single(Read(request with { RecordNamespace = "old" }).Charts).Namespace);
    }

    [Theory]
    [InlineData(DeployVerb.Deploy, "old", "--record-namespace old: Deploy goes to the namespace that is declared; leave it out")]
    [InlineData(DeployVerb.Undeploy, "a/b", "--record-namespace a/b: is no DNS-1123 label: use lower-case letters, digits and hyphens, with a letter or digit at both ends")]
    public void The_namespace_of_a_record_is_for_what_is_deployed_already(DeployVerb verb, string ns, string problem) =>
        Assert.Equal([problem], Problems(Request("dev") with { Verb = verb, Charts = ["c-base"], RecordNamespace = ns }));

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("last")]
    public void A_revision_is_a_number(string revision) => Assert.Equal(
        [$"--revision {revision}: is no number of a revision; DeployStatus lists them"],
        Problems(Request("dev") with { Verb = DeployVerb.Rollback, Charts = ["a-front"], Revision = revision }));

    [Fact]
    public void One_revision_is_not_for_two_charts() => Assert.Equal(
        ["--revision 1: each chart counts its revisions by itself; go back with one --chart at a time"],
        Problems(Request("dev") with { Verb = DeployVerb.Rollback, Charts = ["a-front", "b-back"], Revision = "1" }));

    [Theory]
    [InlineData(DeployVerb.Deploy)]
    [InlineData(DeployVerb.DeployPlan)]
    [InlineData(DeployVerb.Undeploy)]
    [InlineData(DeployVerb.DeployStatus)]
    [InlineData(DeployVerb.DiffLive)]
    public void A_revision_is_for_going_back_alone(DeployVerb verb) => Assert.Equal(
        [$"--revision 3: {verb} goes to no revision; leave it out, or run Rollback"],
        Problems(Request("dev") with { Verb = verb, Charts = ["a-front"], Revision = "3" }));

    [Fact]
    public void What_helm_cannot_do_is_not_asked_of_it() => Assert.Equal(
        ["--allow-replace: helm replaces no objects; leave it out, or deploy with --engine native"], Problems(Request("prod") with { AllowReplace = true }));

    static string Digest { get; } = "sha256:" + new string('a', 64);

    static DeployRequest Request(string? environment) => new(DeployVerb.Deploy, "/artifacts") { Environment = environment };

    static DeploySettings Read(DeployRequest request)
    {
        var problems = new List<string>();
        var settings = Read(request, problems);
        Assert.Empty(problems);
        return settings!;
    }

    static List<string> Problems(DeployRequest request)
    {
        var problems = new List<string>();
        Assert.Null(Read(request, problems));
        return problems;
    }

    static DeploySettings? Read(DeployRequest request, List<string> problems)
    {
        var diagnostics = new List<Diagnostic>();
        var workspace = DeclarationReader.ReadWorkspace(Encoding.UTF8.GetBytes(Declared), "ninja.yaml", diagnostics)!;
        AppDeclaration[] apps = [App("web-api", "external-api"), App("back-worker", "worker"), App("base-worker", "worker"), App("migrate", "job")];
        var charts = Charts.Select(chart => DeclarationReader.ReadChart(
            Encoding.UTF8.GetBytes($"name: {chart.Name}\nversion: 1.0.0\n{chart.Text}"), $"charts/{chart.Name}/compose.yaml", diagnostics)!).ToList();
        var model = WorkspaceModel.Resolve(new WorkspaceParts(workspace, apps, charts), new Dictionary<string, string>(), diagnostics);
        Assert.Empty(diagnostics);
        return RequestReader.Read(request, workspace, [.. model.Charts.Values], problems);

        AppDeclaration App(string name, string type) => DeclarationReader.ReadApp(
            Encoding.UTF8.GetBytes($"name: {name}\ntype: {type}\nversion: 1.0.0\n{(type == "external-api" ? "port: 80\ningress: { path: / }\n" : "")}"), $"apps/{name}/app.yaml", diagnostics)!;
    }
}
