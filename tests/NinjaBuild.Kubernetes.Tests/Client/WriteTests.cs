using System.Text;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Kubernetes.Tests.Client;

public sealed class WriteTests : ClientTest
{
    [Fact]
    public async Task An_object_is_created_by_its_first_application_only()
    {
        Assert.True((await ApplyAsync("map")).IsNew);
        Assert.False((await ApplyAsync("map", "2")).IsNew);
        Assert.Equal(["ninjabuild", "ninjabuild"], Server.Requests.Select(request => request.FieldManager));
    }

    [Fact]
    public async Task A_dry_run_answers_what_would_be_and_changes_nothing()
    {
        var dry = new ApplyOptions { DryRun = true };
        Assert.True((await Api.ApplyAsync(ConfigMaps, "default", "map", Map("map"), dry, None)).IsNew);
        Assert.Null(await Api.GetAsync(ConfigMaps, "default", "map", None));
        await ApplyAsync("map");
        Assert.Equal("2", (await Api.ApplyAsync(ConfigMaps, "default", "map", Map("map", "2"), dry, None)).Object.Text("data", "a"));
        Assert.Equal("3", (await Api.ReplaceAsync(ConfigMaps, "default", "map", Map("map", "3"), dry, None)).Text("data", "a"));
        Assert.Equal("4", (await Api.PatchAsync(ConfigMaps, "default", "map", PatchType.Merge, Object("data: { a: '4' }"), dry, None)).Text("data", "a"));
        Assert.Equal("new", (await Api.CreateAsync(ConfigMaps, "default", Map("new"), dry, None)).Text("metadata", "name"));
        Assert.True(await Api.DeleteAsync(ConfigMaps, "default", "map", new DeleteOptions { DryRun = true }, None));
        Assert.Equal(["configmaps/map"], Server.Objects.NamesIn("default"));
        Assert.Equal("1", Server.Objects.Find("configmaps", "default", "map").Text("data", "a"));
    }

    [Fact]
    public async Task A_conflict_names_the_manager_and_the_field_and_can_be_overridden()
    {
        Server.Objects.Apply(
            "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: default}, spec: {replicas: 3, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: web, image: 'web:1'}]}}}}",
            manager: "kubectl-edit");
        var body = Object("{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 5, template: {spec: {containers: [{name: web, image: 'web:2'}]}}}}");
        var failure = await Fails(() => Api.ApplyAsync(Deployments, "default", "web", body, new ApplyOptions(), None));
        Assert.Equal((ApiErrorKind.FieldConflict, 409), (failure.Kind, failure.Status));
        Assert.Equal(
            [new FieldConflict("kubectl-edit", ".spec.replicas"), new FieldConflict("kubectl-edit", ".spec.template.spec.containers[name=\"web\"].image")],
            failure.Conflicts.OrderBy(conflict => conflict.Field, StringComparer.Ordinal));
        var applied = await Api.ApplyAsync(Deployments, "default", "web", body, new ApplyOptions { Force = true }, None);
        Assert.Equal(5, applied.Object.Number("spec", "replicas"));
    }

    [Fact]
    public async Task A_version_in_the_body_guards_a_replacement()
    {
        var first = (await ApplyAsync("map")).Object;
        await ApplyAsync("map", "2");
        var failure = await Fails(() => Api.ReplaceAsync(ConfigMaps, "default", "map", first, new WriteOptions(), None));
        Assert.Equal(ApiErrorKind.StaleVersion, failure.Kind);
    }

    [Fact]
    public async Task Only_the_object_that_is_meant_is_deleted()
    {
        var uid = (await ApplyAsync("map")).Object.Text("metadata", "uid");
        Server.Objects.Delete("configmaps", "default", "map");
        await ApplyAsync("map");
        var failure = await Fails(() => Api.DeleteAsync(ConfigMaps, "default", "map", new DeleteOptions { Uid = uid }, None));
        Assert.Equal(ApiErrorKind.OtherObject, failure.Kind);
        failure = await Fails(() => Api.DeleteAsync(ConfigMaps, "default", "map", new DeleteOptions { ResourceVersion = "1" }, None));
        Assert.Equal(ApiErrorKind.StaleVersion, failure.Kind);
        uid = Server.Objects.Find("configmaps", "default", "map").Text("metadata", "uid");
        Assert.True(await Api.DeleteAsync(ConfigMaps, "default", "map", new DeleteOptions { Uid = uid }, None));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a%2fb")]
    public async Task What_is_no_name_is_not_sent(string name)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Api.DeleteAsync(ConfigMaps, "default", name, new DeleteOptions(), None));
        await Assert.ThrowsAsync<ArgumentException>(() => Api.DeleteAsync(ConfigMaps, name, "map", new DeleteOptions(), None));
        await Assert.ThrowsAsync<ArgumentException>(() => Api.CreateAsync(ConfigMaps, name, Map("map"), new WriteOptions(), None));
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task Names_with_signs_reach_the_server_as_they_are()
    {
        var roles = (await Api.DiscoverAsync(None)).Find("rbac.authorization.k8s.io/v1", "ClusterRole")!;
        var role = Object("{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: 'system:a b?c#d'}}");
        await Api.ApplyAsync(roles, "", "system:a b?c#d", role, new ApplyOptions(), None);
        Assert.NotNull(await Api.GetAsync(roles, "", "system:a b?c#d", None));
    }

    [Fact]
    public async Task Any_text_arrives_as_it_was()
    {
        // Controls, what YAML takes for line breaks, what JSON escapes, and what lies outside the first plane.
        var text = string.Concat(Enumerable.Range(1, 0x2ff).Select(code => (char)code)) + "\u2028\u2029\ufeff😀\"\\/<>&";
        await ApplyAsync("map");
        var body = new Dictionary<string, object?>(Map("map")) { ["data"] = new Dictionary<string, object?> { ["a"] = text } };
        Assert.Equal(text, (await Api.ApplyAsync(ConfigMaps, "default", "map", body, new ApplyOptions(), None)).Object.Text("data", "a"));
        Assert.Equal(text, (await Api.GetAsync(ConfigMaps, "default", "map", None)).Text("data", "a"));

        // An API server reads what is applied as YAML.
        var sent = Encoding.UTF8.GetString(Server.Requests.Last(request => request.Verb == "apply").Body.Span);
        Assert.Equal(text, Object(sent).Text("data", "a"));
    }

    [Fact]
    public async Task What_cannot_be_merged_is_an_error_of_the_object_though_the_server_says_500()
    {
        var body = Object("{apiVersion: v1, kind: ConfigMap, metadata: {name: map}, dota: {}}");
        var failure = await Fails(() => Api.ApplyAsync(ConfigMaps, "default", "map", body, new ApplyOptions(), None));
        Assert.Equal((ApiErrorKind.Invalid, 500), (failure.Kind, failure.Status));
        Assert.Single(Server.Requests);
    }

    [Fact]
    public async Task Warnings_of_the_server_are_handed_on()
    {
        await using var server = new ScriptedServer(head => head.StartsWith("GET", StringComparison.Ordinal)
            ? ScriptedServer.Version
            : ScriptedServer.Answer(200, "application/json", "{}", "Warning: 299 - \"v1 \\\"ComponentStatus\\\" is deprecated\"\r\nWarning: 299 - \"unknown field\"\r\n"));
        await using var api = await ApiClient.ConnectAsync(server.Address, Options, None);
        var applied = await api.ApplyAsync(ConfigMaps, "default", "map", Map("map"), new ApplyOptions(), None);
        Assert.Equal(["v1 \"ComponentStatus\" is deprecated", "unknown field"], applied.Warnings);
    }
}
