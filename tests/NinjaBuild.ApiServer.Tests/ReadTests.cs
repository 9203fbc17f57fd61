namespace NinjaBuild.ApiServer.Tests;

/// <summary>Discovery, lists and watches.</summary>
public sealed class ReadTests : ServerTest
{
    [Fact]
    public async Task Discovery_names_groups_and_resources()
    {
        Assert.Equal("[\"v1\"]", (await Api.GetAsync("/api")).At("versions"));
        var groups = await Api.GetAsync("/apis");
        Assert.Contains("\"preferredVersion\":{\"groupVersion\":\"autoscaling/v2\",\"version\":\"v2\"}", groups.Text, StringComparison.Ordinal);
        var apps = await Api.GetAsync("/apis/apps/v1");
        Assert.Contains("\"name\":\"deployments/scale\"", apps.Text, StringComparison.Ordinal);
        Assert.Contains("\"shortNames\":[\"deploy\"]", apps.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await Api.GetAsync("/apis/apps/v9")).Status);
    }

    [Fact]
    public async Task Aggregated_discovery_is_given_to_those_who_ask()
    {
        var reply = await Api.SendAsync("GET", "/apis", accept: "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json");
        Assert.Equal("\"APIGroupDiscoveryList\"", reply.At("kind"));
        Assert.Contains("\"responseKind\":{\"group\":\"apps\",\"version\":\"v1\",\"kind\":\"Deployment\"}", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_are_ordered_and_carry_a_version()
    {
        await Api.CreateAsync(ConfigMaps, ConfigMap("b"));
        await Api.CreateAsync(ConfigMaps, ConfigMap("a"));
        var reply = await Api.GetAsync(ConfigMaps);
        Assert.Equal(("\"ConfigMapList\"", "\"a\"", "\"b\""), (reply.At("kind"), reply.At("items", "0", "metadata", "name"), reply.At("items", "1", "metadata", "name")));
        Assert.Equal($"\"{Server.Objects.Revision}\"", reply.At("metadata", "resourceVersion"));
    }

    [Theory]
    [InlineData("labelSelector=app%3Dweb", "a b")]
    [InlineData("labelSelector=app%3Dweb,tier%20in%20(x,y)", "b")]
    [InlineData("labelSelector=app!%3Dweb", "c d")]
    [InlineData("labelSelector=app%20notin%20(web)", "c d")]
    [InlineData("labelSelector=app", "a b c")]
    [InlineData("labelSelector=!app", "d")]
    [InlineData("fieldSelector=metadata.name%3Dc", "c")]
    [InlineData("fieldSelector=metadata.name!%3Dc,metadata.namespace%3Ddefault", "a b d")]
    public async Task Selectors_select(string query, string names)
    {
        Server.Objects.Apply("{apiVersion: v1, kind: Secret, metadata: {name: a, labels: {app: web}}}");
        Server.Objects.Apply("{apiVersion: v1, kind: Secret, metadata: {name: b, labels: {app: web, tier: x}}}");
        Server.Objects.Apply("{apiVersion: v1, kind: Secret, metadata: {name: c, labels: {app: db}}}");
        Server.Objects.Apply("{apiVersion: v1, kind: Secret, metadata: {name: d}}");
        var reply = await Api.GetAsync("/api/v1/secrets?" + query);
        Assert.Equal(names, string.Join(' ', Enumerable.Range(0, 5).Select(i => reply.At("items", $"{i}", "metadata", "name").Trim('"')).Where(name => name != "null")));
    }

    [Fact]
    public async Task Pages_go_on_from_the_state_of_the_first()
    {
        foreach (var name in (string[])["a", "b", "c"]) await Api.CreateAsync(ConfigMaps, ConfigMap(name));
        var first = await Api.GetAsync(ConfigMaps + "?limit=2");
        await Api.DeleteAsync(ConfigMaps + "/c");
        var second = await Api.GetAsync($"{ConfigMaps}?limit=2&continue={first.At("metadata", "continue").Trim('"')}");
        Assert.Equal(("\"b\"", "\"c\"", "1"), (first.At("items", "1", "metadata", "name"), second.At("items", "0", "metadata", "name"), first.At("metadata", "remainingItemCount")));
        Assert.Equal(first.At("metadata", "resourceVersion"), second.At("metadata", "resourceVersion"));
    }

    [Fact]
    public async Task A_page_after_a_compaction_is_expired()
    {
        foreach (var name in (string[])["a", "b"]) await Api.CreateAsync(ConfigMaps, ConfigMap(name));
        var first = await Api.GetAsync(ConfigMaps + "?limit=1");
        Server.Compact();
        var second = await Api.GetAsync($"{ConfigMaps}?limit=1&continue={first.At("metadata", "continue").Trim('"')}");
        Assert.Equal((410, "Expired"), (second.Status, second.Reason));
    }

    [Fact]
    public async Task Metadata_alone_is_given_to_those_who_ask()
    {
        await Api.CreateAsync(ConfigMaps, ConfigMap("a"));
        var reply = await Api.SendAsync("GET", ConfigMaps, accept: "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1");
        Assert.Equal(("\"PartialObjectMetadataList\"", "null", "\"a\""), (reply.At("kind"), reply.At("items", "0", "data"), reply.At("items", "0", "metadata", "name")));
    }

    [Fact]
    public async Task A_watch_tells_what_happens_after_a_version()
    {
        await Api.CreateAsync(ConfigMaps, ConfigMap("before"));
        using var events = await Api.WatchAsync($"{ConfigMaps}?resourceVersion={Server.Objects.Revision}");
        await Api.CreateAsync(ConfigMaps, ConfigMap("map"));
        await Api.PatchAsync(ConfigMaps + "/map", """{"data":{"a":"1"}}""");
        await Api.CreateAsync(Services, "{apiVersion: v1, kind: Service, metadata: {name: other}, spec: {ports: [{port: 1}]}}");
        await Api.DeleteAsync(ConfigMaps + "/map");
        Assert.Equal("ADDED map, MODIFIED map, DELETED map", await events.TakeAsync(3));
    }

    [Fact]
    public async Task A_watch_without_a_version_starts_with_what_is_there()
    {
        await Api.CreateAsync(ConfigMaps, ConfigMap("map"));
        using var events = await Api.WatchAsync(ConfigMaps);
        Assert.Equal("ADDED map", await events.NextAsync());
    }

    [Fact]
    public async Task A_watch_that_asks_for_the_start_is_told_where_it_ends()
    {
        await Api.CreateAsync(ConfigMaps, ConfigMap("map"));
        using var events = await Api.WatchAsync(ConfigMaps + "?sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan");
        Assert.Equal($"ADDED map, BOOKMARK {Server.Objects.Revision}", await events.TakeAsync(2));
    }

    [Fact]
    public async Task An_object_that_leaves_the_selection_is_deleted_for_the_watch()
    {
        await Api.CreateAsync(ConfigMaps, ConfigMap("map", more: ", labels: {a: b}"));
        using var events = await Api.WatchAsync($"{ConfigMaps}?labelSelector=a%3Db&resourceVersion={Server.Objects.Revision}");
        await Api.PatchAsync(ConfigMaps + "/map", """{"metadata":{"labels":{"a":"c"}}}""");
        await Api.PatchAsync(ConfigMaps + "/map", """{"metadata":{"labels":{"a":"b"}}}""");
        Assert.Equal("DELETED map, ADDED map", await events.TakeAsync(2));
    }

    [Fact]
    public async Task A_watch_from_before_a_compaction_is_expired_and_so_is_one_that_runs()
    {
        await Api.CreateAsync(ConfigMaps, ConfigMap("map"));
        long old = Server.Objects.Revision;
        using var running = await Api.WatchAsync($"{ConfigMaps}?resourceVersion={old}");
        Server.Compact();
        using var late = await Api.WatchAsync($"{ConfigMaps}?resourceVersion={old}");
        foreach (var events in new[] { running, late })
        {
            Assert.Equal($"ERROR 410 Expired: too old resource version: {old} ({Server.Objects.Revision})", await events.NextAsync());
            Assert.Null(await events.NextAsync());
        }
    }

    [Fact]
    public async Task Bookmarks_tell_the_version_without_an_event()
    {
        using var events = await Api.WatchAsync($"{ConfigMaps}?allowWatchBookmarks=true&resourceVersion={Server.Objects.Revision}");
        await Api.CreateAsync(Services, "{apiVersion: v1, kind: Service, metadata: {name: other}, spec: {ports: [{port: 1}]}}");
        Server.SendBookmarks();
        Assert.Equal($"BOOKMARK {Server.Objects.Revision}", await events.NextAsync());
    }

    [Fact]
    public async Task A_watch_ends_after_the_time_it_asked_for()
    {
        using var events = await Api.WatchAsync($"{ConfigMaps}?timeoutSeconds=300&resourceVersion={Server.Objects.Revision}");
        Clock.Advance(TimeSpan.FromSeconds(301));
        Assert.Null(await events.NextAsync());
    }
}
