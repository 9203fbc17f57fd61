namespace NinjaBuild.ApiServer.Tests;

public sealed class DeletionTests : ServerTest
{
    const string Map = ConfigMaps + "/map";

    [Fact]
    public async Task What_is_deleted_is_gone()
    {
        await Api.CreateAsync(ConfigMaps, ConfigMap("map"));
        var reply = await Api.DeleteAsync(Map);
        Assert.Equal((200, "\"Success\"", "\"configmaps\""), (reply.Status, reply.At("status"), reply.At("details", "kind")));
        Assert.Equal(404, (await Api.DeleteAsync(Map)).Status);
    }

    [Fact]
    public async Task A_finalizer_keeps_an_object_until_it_is_taken_away()
    {
        await Api.CreateAsync(ConfigMaps, ConfigMap("map", more: ", finalizers: [example.com/f]"));
        var marked = await Api.DeleteAsync(Map);
        Assert.Equal("\"2030-01-01T12:00:00Z\"", marked.At("metadata", "deletionTimestamp"));
        Assert.Equal(200, (await Api.GetAsync(Map)).Status);
        await Api.PatchAsync(Map, """{"metadata":{"finalizers":null}}""");
        Assert.Equal(404, (await Api.GetAsync(Map)).Status);
    }

    [Fact]
    public async Task Another_object_than_was_meant_is_not_deleted()
    {
        await Api.CreateAsync(ConfigMaps, ConfigMap("map"));
        var reply = await Api.DeleteAsync(Map, """{"kind":"DeleteOptions","apiVersion":"v1","preconditions":{"uid":"other"}}""");
        Assert.Equal((409, "Conflict"), (reply.Status, reply.Reason));
        Assert.Equal(200, (await Api.GetAsync(Map)).Status);
    }

    [Fact]
    public async Task A_dry_run_deletes_nothing()
    {
        await Api.CreateAsync(ConfigMaps, ConfigMap("map"));
        Assert.Equal(200, (await Api.DeleteAsync(Map + "?dryRun=All")).Status);
        Assert.Equal(200, (await Api.GetAsync(Map)).Status);
    }

    [Theory]
    [InlineData("Background", "")]
    [InlineData("Foreground", "")]
    [InlineData("Orphan", "configmaps/child configmaps/grandchild")]
    public async Task What_belongs_to_it_goes_too_unless_it_is_orphaned(string policy, string rest)
    {
        await Family();
        await Api.DeleteAsync(Map, $$"""{"kind":"DeleteOptions","apiVersion":"v1","propagationPolicy":"{{policy}}"}""");
        Assert.Equal(rest, string.Join(' ', Server.Objects.NamesIn("default")));
    }

    [Fact]
    public async Task In_the_foreground_an_owner_waits_for_what_belongs_to_it()
    {
        await Family(", finalizers: [example.com/f]");
        await Api.DeleteAsync(Map, """{"kind":"DeleteOptions","apiVersion":"v1","propagationPolicy":"Foreground"}""");
        Assert.Equal("[\"foregroundDeletion\"]", (await Api.GetAsync(Map)).At("metadata", "finalizers"));
        await Api.PatchAsync(ConfigMaps + "/grandchild", """{"metadata":{"finalizers":null}}""");
        Assert.Empty(Server.Objects.NamesIn("default"));
    }

    [Fact]
    public async Task A_namespace_goes_once_it_is_empty()
    {
        Server.Objects.Apply("{apiVersion: v1, kind: Namespace, metadata: {name: old}}");
        Server.Objects.Apply("{apiVersion: v1, kind: ConfigMap, metadata: {name: kept, namespace: old, finalizers: [example.com/f]}}");
        Server.Objects.Apply("{apiVersion: v1, kind: ConfigMap, metadata: {name: map, namespace: old}}");
        var reply = await Api.DeleteAsync("/api/v1/namespaces/old");
        Assert.Equal("\"Terminating\"", reply.At("status", "phase"));
        Assert.Equal(["configmaps/kept"], Server.Objects.NamesIn("old"));
        await Api.PatchAsync("/api/v1/namespaces/old/configmaps/kept", """{"metadata":{"finalizers":null}}""");
        Assert.Equal(404, (await Api.GetAsync("/api/v1/namespaces/old")).Status);
    }

    [Fact]
    public async Task A_selection_is_deleted_at_once()
    {
        await Api.CreateAsync(ConfigMaps, ConfigMap("a", more: ", labels: {app: web}"));
        await Api.CreateAsync(ConfigMaps, ConfigMap("b"));
        await Api.DeleteAsync(ConfigMaps + "?labelSelector=app%3Dweb");
        Assert.Equal(["configmaps/b"], Server.Objects.NamesIn("default"));
    }

    async Task Family(string moreOfGrandchild = "")
    {
        var map = await Api.CreateAsync(ConfigMaps, ConfigMap("map"));
        var child = await Api.CreateAsync(ConfigMaps, ConfigMap("child", more: OwnedBy("map", map)));
        await Api.CreateAsync(ConfigMaps, ConfigMap("grandchild", more: OwnedBy("child", child) + moreOfGrandchild));
    }

    static string OwnedBy(string name, Reply owner) =>
        $", ownerReferences: [{{apiVersion: v1, kind: ConfigMap, name: {name}, uid: {owner.At("metadata", "uid")}, blockOwnerDeletion: true}}]";
}
