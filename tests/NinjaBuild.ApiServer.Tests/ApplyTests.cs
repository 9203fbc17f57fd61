namespace NinjaBuild.ApiServer.Tests;

/// <summary>Server-side apply, held against what the documentation of Kubernetes and the cases of structured-merge-diff say.</summary>
public sealed class ApplyTests : ServerTest
{
    const string Web = Deployments + "/web";
    const string Map = ConfigMaps + "/map";

    [Fact]
    public async Task An_applier_owns_what_it_applies_and_no_defaults()
    {
        var reply = await Api.ApplyAsync(Web, Deployment("web"));
        Assert.Equal(201, reply.Status);
        Assert.Equal("600", reply.At("spec", "progressDeadlineSeconds"));
        Assert.Equal(
            ".spec.replicas .spec.selector .spec.template.metadata.labels.app .spec.template.spec.containers[name=\"web\"] "
            + ".spec.template.spec.containers[name=\"web\"].image .spec.template.spec.containers[name=\"web\"].name",
            reply.OwnedBy("one"));
    }

    [Fact]
    public async Task What_is_applied_twice_stays_the_same_version()
    {
        var first = await Api.ApplyAsync(Web, Deployment("web"));
        Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await Api.ApplyAsync(Web, Deployment("web"));
        Assert.Equal((200, first.Text), (second.Status, second.Text));
    }

    [Fact]
    public async Task A_field_that_is_no_longer_applied_is_removed()
    {
        await Api.ApplyAsync(Map, ConfigMap("map", "{a: '1', b: '2'}"));
        var reply = await Api.ApplyAsync(Map, ConfigMap("map", "{a: '1'}"));
        Assert.Equal("""{"a":"1"}""", reply.At("data"));
        Assert.Equal(".data.a", reply.OwnedBy("one"));
    }

    [Fact]
    public async Task A_field_that_goes_back_to_its_default_when_no_longer_applied()
    {
        await Api.ApplyAsync(Web, Deployment("web", moreSpec: "revisionHistoryLimit: 3"));
        var reply = await Api.ApplyAsync(Web, Deployment("web"));
        Assert.Equal("10", reply.At("spec", "revisionHistoryLimit"));
        Assert.Equal("2", reply.At("metadata", "generation"));
    }

    [Fact]
    public async Task A_field_that_another_owns_too_stays()
    {
        await Api.ApplyAsync(Map, ConfigMap("map", "{a: '1', b: '2'}"));
        await Api.ApplyAsync(Map, ConfigMap("map", "{b: '2'}"), "two");
        var reply = await Api.ApplyAsync(Map, ConfigMap("map", "{a: '1'}"));
        Assert.Equal("""{"a":"1","b":"2"}""", reply.At("data"));
        Assert.Equal(".data.b", reply.OwnedBy("two"));
    }

    [Fact]
    public async Task A_change_of_what_another_applied_is_a_conflict_that_names_it_and_the_field()
    {
        await Api.ApplyAsync(Web, Deployment("web", replicas: 1));
        var reply = await Api.ApplyAsync(Web, Deployment("web", replicas: 2), "two");
        Assert.Equal((409, "Conflict"), (reply.Status, reply.Reason));
        Assert.Equal("Apply failed with 1 conflict: conflict with \"one\": .spec.replicas", reply.Message);
        Assert.Equal("""[{"reason":"FieldManagerConflict","message":"conflict with \"one\"","field":".spec.replicas"}]""", reply.At("details", "causes"));
        Assert.Equal("1", (await Api.GetAsync(Web)).At("spec", "replicas"));
    }

    [Fact]
    public async Task Several_conflicts_are_listed_by_manager()
    {
        await Api.ApplyAsync(Map, ConfigMap("map", "{a: '1', b: '1'}"));
        await Api.PatchAsync(Map, """{"data":{"c":"1"}}""", "kubectl-edit");
        var reply = await Api.ApplyAsync(Map, ConfigMap("map", "{a: '2', b: '2', c: '2'}"), "two");
        Assert.Equal(
            "Apply failed with 3 conflicts: conflicts with \"kubectl-edit\" using v1:\n- .data.c\nconflicts with \"one\":\n- .data.a\n- .data.b",
            reply.Message);
    }

    [Fact]
    public async Task Force_takes_fields_over()
    {
        await Api.ApplyAsync(Web, Deployment("web", replicas: 1));
        var reply = await Api.ApplyAsync(Web, Deployment("web", replicas: 2), "two", isForced: true);
        Assert.Equal("2", reply.At("spec", "replicas"));
        Assert.DoesNotContain(".spec.replicas", reply.OwnedBy("one"), StringComparison.Ordinal);
        Assert.Contains(".spec.replicas", reply.OwnedBy("two"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_value_from_two_is_shared_and_no_conflict()
    {
        await Api.ApplyAsync(Map, ConfigMap("map", "{a: '1'}"));
        var reply = await Api.ApplyAsync(Map, ConfigMap("map", "{a: '1'}"), "two");
        Assert.Equal((200, ".data.a", ".data.a"), (reply.Status, reply.OwnedBy("one"), reply.OwnedBy("two")));
    }

    [Fact]
    public async Task A_write_takes_ownership_and_a_later_apply_conflicts_with_it()
    {
        await Api.ApplyAsync(Map, ConfigMap("map", "{a: '1'}"));
        var patched = await Api.PatchAsync(Map, """{"data":{"a":"2"}}""", "kubectl-edit");
        Assert.Equal(("", ".data.a"), (patched.OwnedBy("one"), patched.OwnedBy("kubectl-edit")));
        var reply = await Api.ApplyAsync(Map, ConfigMap("map", "{a: '1'}"));
        Assert.Equal("Apply failed with 1 conflict: conflict with \"kubectl-edit\" using v1: .data.a", reply.Message);
    }

    [Fact]
    public async Task Items_of_a_list_are_matched_by_their_keys_and_their_defaults()
    {
        const string Path = Services + "/web";
        await Api.ApplyAsync(Path, "{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{name: http, port: 80}]}}");
        var other = await Api.ApplyAsync(
            Path, "{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{name: dns, port: 53, protocol: UDP}, {name: http, port: 80, protocol: TCP}]}}", "two");
        Assert.Equal(200, other.Status);
        var alone = await Api.ApplyAsync(
            Path, "{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{name: http, port: 80, protocol: TCP}]}}", "two");
        Assert.Equal("""[{"name":"http","port":80,"protocol":"TCP","targetPort":80}]""", alone.At("spec", "ports"));
        Assert.Contains("[port=80,protocol=\"TCP\"].port", alone.OwnedBy("one"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Appliers_of_one_list_keep_each_others_items()
    {
        static string Pods(string containers) => Deployment("web").Replace("{ name: web, image: \"web:1\" }", containers, StringComparison.Ordinal);
        await Api.ApplyAsync(Web, Pods("{name: a, image: a}, {name: c, image: c}"));
        await Api.ApplyAsync(Web, Pods("{name: b, image: b}, {name: c, image: c}"), "two");
        var reply = await Api.ApplyAsync(Web, Pods("{name: c, image: c}"));
        var names = Enumerable.Range(0, 3).Select(i => reply.At("spec", "template", "spec", "containers", $"{i}", "name"));
        Assert.Equal(["\"b\"", "\"c\"", "null"], names);
    }

    [Fact]
    public async Task Sets_are_merged_value_by_value()
    {
        await Api.ApplyAsync(Map, ConfigMap("map", more: ", finalizers: [example.com/a, example.com/b]"));
        await Api.ApplyAsync(Map, ConfigMap("map", more: ", finalizers: [example.com/c]"), "two");
        var reply = await Api.ApplyAsync(Map, ConfigMap("map", more: ", finalizers: [example.com/a]"));
        Assert.Equal(["\"example.com/a\"", "\"example.com/c\""], [.. new[] { "0", "1" }.Select(i => reply.At("metadata", "finalizers", i)).Order(StringComparer.Ordinal)]);
        Assert.Contains(".metadata.finalizers[=\"example.com/c\"]", reply.OwnedBy("two"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Atomic_lists_are_owned_and_replaced_as_a_whole()
    {
        await Api.ApplyAsync(Web, Deployment("web").Replace("image: \"web:1\"", "image: \"web:1\", args: [a, b]", StringComparison.Ordinal));
        var reply = await Api.ApplyAsync(Web, Deployment("web").Replace("image: \"web:1\"", "image: \"web:1\", args: [b]", StringComparison.Ordinal), "two");
        Assert.Equal("Apply failed with 1 conflict: conflict with \"one\": .spec.template.spec.containers[name=\"web\"].args", reply.Message);
    }

    [Fact]
    public async Task An_item_that_nobody_applies_any_more_goes_with_its_defaults()
    {
        await Api.ApplyAsync(Web, Deployment("web").Replace("containers: [", "containers: [ {name: side, image: side},", StringComparison.Ordinal));
        var reply = await Api.ApplyAsync(Web, Deployment("web"));
        Assert.Equal("null", reply.At("spec", "template", "spec", "containers", "1"));
    }

    [Fact]
    public async Task Unknown_fields_are_refused_whatever_the_validation()
    {
        var reply = await Api.ApplyAsync(Web, Deployment("web", moreSpec: "replicaz: 1"));
        Assert.Equal(
            (500, "failed to create typed patch object (default/web; apps/v1, Kind=Deployment): .spec.replicaz: field not declared in schema"),
            (reply.Status, reply.Message));
    }

    [Fact]
    public async Task Two_items_with_one_key_are_refused()
    {
        var reply = await Api.ApplyAsync(Web, Deployment("web").Replace("containers: [", "containers: [ {name: web, image: side},", StringComparison.Ordinal));
        Assert.Contains(".spec.template.spec.containers: duplicate entries for key [name=\"web\"]", reply.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_answers_what_would_be_and_changes_nothing()
    {
        var created = await Api.ApplyAsync(Web, Deployment("web"), more: "&dryRun=All");
        Assert.Equal((201, "600"), (created.Status, created.At("spec", "progressDeadlineSeconds")));
        Assert.Equal(404, (await Api.GetAsync(Web)).Status);

        var live = await Api.ApplyAsync(Web, Deployment("web"));
        var changed = await Api.ApplyAsync(Web, Deployment("web", replicas: 5), more: "&dryRun=All");
        Assert.Equal(("5", "2", live.At("metadata", "resourceVersion")), (changed.At("spec", "replicas"), changed.At("metadata", "generation"), changed.At("metadata", "resourceVersion")));
        Assert.Equal(live.Text, (await Api.GetAsync(Web)).Text);
    }

    [Fact]
    public async Task The_status_is_left_to_its_subresource()
    {
        await Api.ApplyAsync(Web, Deployment("web") + "\nstatus: { replicas: 7 }");
        Assert.Equal("{}", (await Api.GetAsync(Web)).At("status"));
        var reply = await Api.ApplyAsync(Web + "/status", Deployment("web", replicas: 9) + "\nstatus: { replicas: 7 }", "controller");
        Assert.Equal(("7", "1"), (reply.At("status", "replicas"), reply.At("spec", "replicas")));
        Assert.Equal(".status.replicas", reply.OwnedBy("controller"));
    }

    [Theory]
    [InlineData("?force=true", "{apiVersion: v1, kind: ConfigMap, metadata: {name: map}}", 422, "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch")]
    [InlineData("?fieldManager=one", "{apiVersion: v1, kind: ConfigMap, metadata: {name: other}}", 400, "the name of the object (other) does not match the name on the URL (map)")]
    [InlineData("?fieldManager=one", "{apiVersion: v1, kind: Secret, metadata: {name: map}}", 400, "the kind in the data (Secret) does not match the expected kind (ConfigMap)")]
    [InlineData("?fieldManager=one", "{apiVersion: v1, kind: ConfigMap, metadata: {name: map, managedFields: [{manager: one}]}}", 400, "metadata.managedFields must be nil")]
    public async Task What_is_no_apply_is_refused(string query, string body, int status, string message)
    {
        var reply = await Api.SendAsync("PATCH", Map + query, body, Api.ApplyPatch);
        Assert.Equal((status, message), (reply.Status, reply.Message));
    }

    [Fact]
    public async Task Keys_that_stand_twice_are_refused_when_validation_is_strict()
    {
        var reply = await Api.SendAsync(
            "PATCH", Map + "?fieldManager=one&fieldValidation=Strict", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"map"},"data":{"a":"1","a":"2"}}""", Api.ApplyPatch);
        Assert.Equal(400, reply.Status);
        Assert.Contains("key \"a\" already set in map", reply.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resource_version_in_what_is_applied_is_a_precondition()
    {
        await Api.ApplyAsync(Map, ConfigMap("map"));
        var reply = await Api.ApplyAsync(Map, ConfigMap("map", "{a: '1'}", ", resourceVersion: '1'"));
        Assert.Equal(
            (409, "Operation cannot be fulfilled on configmaps \"map\": the object has been modified; please apply your changes to the latest version and try again"),
            (reply.Status, reply.Message));
    }

    [Fact]
    public async Task Custom_resources_are_merged_by_their_schema()
    {
        Server.Objects.Apply(CustomTests.Widgets);
        const string Path = "/apis/example.com/v1/namespaces/default/widgets/w";
        static string Widget(string parts) => $"{{apiVersion: example.com/v1, kind: Widget, metadata: {{name: w}}, spec: {{parts: [{parts}]}}}}";
        await Api.ApplyAsync(Path, Widget("{name: a, size: 1}"));
        var reply = await Api.ApplyAsync(Path, Widget("{name: b, size: 2}"), "two");
        Assert.Equal("""[{"name":"a","size":1},{"name":"b","size":2}]""", reply.At("spec", "parts"));
        Assert.Equal("\"round\"", reply.At("spec", "shape"));
    }
}
