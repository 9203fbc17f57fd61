using System.Text;
using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Workspace.Tests;

public sealed class ModelTests
{
    static readonly Dictionary<string, string> NoInputs = [];

    [Fact]
    public void Waves_follow_the_longest_path_and_jobs_come_first()
    {
        var chart = Model(
            "apps: [a-api, b-api, c-api, d-api]\njobs: [migrate, seed]",
            ("a-api", "port: 1\ndependsOn: [migrate]\n"), ("b-api", "port: 1\ndependsOn: [a-api, c-api]\ningress: { path: /b }\n"),
            ("c-api", "port: 1\ndependsOn: [a-api]\ningress: { path: /c }\n"), ("d-api", "port: 1\ningress: { path: /d }\ndependsOn: [seed]\n"),
            ("migrate", "type: job\n"), ("seed", "type: job\ndependsOn: [migrate]\n"));
        Assert.Equal(
            ["a-api 0", "b-api 2", "c-api 1", "d-api 1", "migrate -1 hook", "seed 0 hook"],
            chart.Apps.Select(app => $"{app.App.Name} {app.Wave}{(app.IsHook ? " hook" : "")}"));
    }

    [Fact]
    public void A_chain_of_dependencies_may_be_longer_than_the_stack_is_deep()
    {
        const int Length = 20_000;
        var apps = Enumerable.Range(0, Length).ToDictionary(i => $"w{i}", i => new AppDeclaration
        {
            Name = $"w{i}",
            Type = AppType.Worker,
            DependsOn = i + 1 < Length ? [$"w{i + 1}"] : [],
        });
        var diagnostics = new List<Diagnostic>();
        var chart = ChartModel.Resolve(
            new ChartDeclaration { Name = "c", Apps = [.. apps.Keys] }, apps.GetValueOrDefault, new WorkspaceDeclaration(), diagnostics);
        Assert.Empty(diagnostics);
        Assert.Equal(Length - 1, chart.Apps[0].Wave);
    }

    [Fact]
    public void Names_are_filled_from_patterns_and_the_release_is_left_for_Helm()
    {
        var chart = Model(
            "apps: [a-api]\nnaming: { workload: \"{domain}-{app}\", service: \"{chart}-{app}\", config: \"{release}-{app}\" }",
            ("a-api", "domain: shop\nport: 1\n"));
        Assert.Equal(new AppNames("shop-a-api", "c-a-api", "c", "{release}-a-api", "a-api", "a-api", "a-api"), chart.Apps[0].Names);
        Assert.Equal("aApi", chart.Apps[0].Key);
    }

    [Fact]
    public void An_app_has_the_selector_of_its_chart_unless_it_pins_one()
    {
        var chart = Model(
            "apps: [a-api, b-api]\nnaming: { workload: \"{app}-{environment}\", selector: { app: \"{app}-{environment}\", tier: \"{domain}\" } }",
            ("a-api", "domain: shop\nport: 1\n"), ("b-api", "port: 1\ningress: { path: /b }\nselector: { app: \"old-{release}\" }\n"));
        Assert.Equal(new Dictionary<string, string> { ["app"] = "a-api-{environment}", ["tier"] = "shop" }, chart.Apps[0].Selector);
        Assert.Equal(new Dictionary<string, string> { ["app"] = "old-{release}" }, chart.Apps[1].Selector);
        Assert.All(chart.Apps, app => Assert.True(app.HasEnvironmentInNames));
    }

    [Fact]
    public void Every_environment_of_the_workspace_has_the_apps_as_they_are_there()
    {
        var chart = Model(
            "apps: [a-api]\nenvironments: { dev: { namespace: x } }",
            ("a-api", "port: 1\nreplicas: 2\nenv: { A: 1, B: 2 }\nargs: [a, b]\nenvironments: { dev: { replicas: null, env: { B: null, C: 3 }, args: [c] } }\n"));
        Assert.Equal(["dev", "prod"], chart.Environments.Select(environment => environment.Name));
        var dev = chart.Environments[0].Apps["a-api"];
        Assert.Equal((1, "A=1,C=3", "c"), (dev.Replicas, string.Join(',', dev.Env.Select(pair => $"{pair.Key}={pair.Value}")), string.Join(',', dev.Args)));
        Assert.Equal("x", chart.Environments[0].Overlay?.Namespace);
        Assert.Same(chart.Apps[0].App, chart.Environments[1].Apps["a-api"]);
    }

    [Fact]
    public void Texts_are_taken_as_they_are_spelt()
    {
        var app = Read("name: a\ntype: worker\nversion: 1.10\nenv: { PORT: 8000, DEBUG: true, RATIO: 0.10, OCTAL: 0o17, YES: yes, BIG: 12345678901234567890 }\n");
        Assert.Equal("8000 true 0.10 0o17 yes 12345678901234567890", string.Join(' ', app.Env.Values));
        Assert.Equal("1.10", app.Version);
    }

    [Fact]
    public void Template_syntax_stays_text() =>
        Assert.Equal("{{ fail \"x\" }} [[ y ]]", Read("name: a\ntype: worker\nenv: { A: '{{ fail \"x\" }} [[ y ]]' }\n").Env["A"]);

    [Fact]
    public void An_image_is_filled_from_version_inputs_and_their_defaults()
    {
        var workspace = DeclarationReader.ReadWorkspace("workspace: w\nimageRegistry: ghcr.io/x\ninputs: { git-sha: { default: dev }, n: {} }\n"u8.ToArray(), "ninja.yaml", new List<Diagnostic>())!;
        var app = Read("name: a\ntype: worker\nversion: 1.0.0\nimage: { tag: \"{version}-{git-sha}-{n}\" }\n");
        Assert.Equal(new ResolvedImage("ghcr.io/x/a", "1.0.0-dev-2", null), ResolvedImage.Of(app, workspace, new Dictionary<string, string> { ["n"] = "2" }));
        Assert.Equal(["git-sha", "n"], ResolvedImage.InputsOf(app));
        Assert.Equal(new ResolvedImage("ghcr.io/x/a", "1.0.0", null), ResolvedImage.Of(Read("name: a\ntype: worker\nversion: 1.0.0\n"), workspace, NoInputs));
    }

    [Fact]
    public void A_field_says_where_it_stands_and_a_missing_one_where_it_would()
    {
        var app = Read("name: a\ntype: worker\nenv:\n  A: 1\nargs:\n- x\n- y\n");
        Assert.Equal("apps/a/app.yaml:4:6", app.Place("env", "A"));
        Assert.Equal("apps/a/app.yaml:4:3", app.Place("env", "B"));
        Assert.Equal("apps/a/app.yaml:7:3", app.Place("args", 1));
        Assert.Equal("apps/a/app.yaml:1:1", app.Place("ingress", "path"));
    }

    [Fact]
    public void A_large_file_is_refused_by_its_size()
    {
        var diagnostics = new List<Diagnostic>();
        Assert.Null(DeclarationReader.ReadApp(new byte[100 << 20], "apps/a/app.yaml", diagnostics));
        Assert.Equal("apps/a/app.yaml:1:1: is 104,857,600 bytes long; at most 1,048,576 are read", Assert.Single(diagnostics).ToString());
    }

    [Fact]
    public void Invalid_UTF8_is_refused_where_it_stands()
    {
        var diagnostics = new List<Diagnostic>();
        Assert.Null(DeclarationReader.ReadApp(new byte[] { (byte)'a', (byte)':', (byte)'\n', (byte)'b', 0xff }, "apps/a/app.yaml", diagnostics));
        Assert.StartsWith("apps/a/app.yaml:2:2: ", Assert.Single(diagnostics).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_very_many_errors_gives_some_of_them_and_says_so()
    {
        var diagnostics = new List<Diagnostic>();
        var text = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"unknown-{i}: 1\n"));
        Assert.Null(DeclarationReader.ReadApp(Encoding.UTF8.GetBytes(text), "apps/a/app.yaml", diagnostics));
        Assert.Equal(51, diagnostics.Count);
        Assert.Equal("apps/a/app.yaml:51:1: there are more errors from here on: correct the ones above first", diagnostics[^1].ToString());
    }

    [Theory]
    [InlineData("ninja.yaml", DeclarationKind.Workspace)]
    [InlineData("apps/a/app.yaml", DeclarationKind.App)]
    [InlineData("apps/a/b/c/app.yaml", DeclarationKind.App)]
    [InlineData("apps/app.yaml", DeclarationKind.App)]
    [InlineData("charts/c/compose.yaml", DeclarationKind.Chart)]
    [InlineData("charts/c/migration.yaml", DeclarationKind.Migration)]
    [InlineData("charts/c/manual/migration.yaml", DeclarationKind.None)]
    [InlineData("charts/c/manual/compose.yaml", DeclarationKind.None)]
    [InlineData("charts/compose.yaml", DeclarationKind.None)]
    [InlineData("appsx/a/app.yaml", DeclarationKind.None)]
    [InlineData("apps/a/myapp.yaml", DeclarationKind.None)]
    [InlineData("sub/ninja.yaml", DeclarationKind.None)]
    public void A_path_says_what_its_file_declares(string path, DeclarationKind kind) => Assert.Equal(kind, WorkspaceLayout.KindOf(path));

    [Fact]
    public void A_name_that_is_not_there_comes_with_the_nearest()
    {
        var model = Said.Model(Files("apps: [a-api]", ("a-api", "port: 1\n")), [])!;
        Assert.Equal("a-api", model.App("a-api").Name);
        Assert.Equal("there is no app 'a-ap' in the workspace; did you mean 'a-api'?", Assert.Throws<KeyNotFoundException>(() => model.App("a-ap")).Message);
        Assert.Equal("there is no chart 'x' in the workspace", Assert.Throws<KeyNotFoundException>(() => model.Chart("x")).Message);
    }

    [Fact]
    public void Every_enum_of_the_model_is_written_as_its_owner_writes_it() => Assert.Equal(
        "external-api internal-api worker job | single per-app | IfNotPresent Always Never | TCP UDP SCTP | HTTP HTTPS | RollingUpdate Recreate | Prefix Exact ImplementationSpecific",
        string.Join(" | ", new[] { typeof(AppType), typeof(IngressMode), typeof(PullPolicy), typeof(Protocol), typeof(HttpScheme), typeof(StrategyType), typeof(PathType) }
            .Select(type => string.Join(' ', ModelType.NamesOf(type)))));

    static AppDeclaration Read(string yaml)
    {
        var diagnostics = new List<Diagnostic>();
        var app = DeclarationReader.ReadApp(Encoding.UTF8.GetBytes(yaml), "apps/a/app.yaml", diagnostics);
        Assert.Empty(diagnostics);
        return app!;
    }

    static ChartModel Model(string chart, params (string Name, string Yaml)[] apps)
    {
        var diagnostics = new List<Diagnostic>();
        var model = Said.Model(Files(chart, apps), diagnostics);
        Assert.Empty(diagnostics);
        return model!.Charts["c"];
    }

    static IEnumerable<(string Path, byte[] Content)> Files(string chart, params (string Name, string Yaml)[] apps) => apps
        .Select(app => ($"apps/{app.Name}/app.yaml", Encoding.UTF8.GetBytes($"name: {app.Name}\n{(app.Yaml.Contains("type:", StringComparison.Ordinal) ? "" : "type: external-api\n")}version: 1.0.0\n{app.Yaml}")))
        .Append(("ninja.yaml", "workspace: w\nimageRegistry: ghcr.io/x\nenvironments: { prod: {}, dev: {} }\n"u8.ToArray()))
        .Append(("charts/c/compose.yaml", Encoding.UTF8.GetBytes($"name: c\nversion: 0.1.0\n{chart}\n")));
}
