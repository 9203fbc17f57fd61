using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Kubernetes.Tests.Client;

public sealed class ListTests : ClientTest
{
    [Fact]
    public async Task Lists_are_read_page_by_page()
    {
        for (int i = 0; i < 7; i++) await ApplyAsync($"map-{i}");
        Server.ForgetRequests();
        Assert.Equal(7, await CountAsync(new ListOptions { PageSize = 3 }));
        Assert.Equal(3, Server.Requests.Count);
        Assert.Equal(7, await CountAsync(new ListOptions()));
        Assert.Equal(4, Server.Requests.Count);
    }

    [Fact]
    public async Task Pages_that_are_dropped_are_read_again()
    {
        for (int i = 0; i < 7; i++) await ApplyAsync($"map-{i}");
        Server.Faults.On("list").Nth(2).Reset();
        Server.Faults.On("list").Nth(4).Truncate(100);
        Assert.Equal(7, await CountAsync(new ListOptions { PageSize = 3 }));
    }

    [Fact]
    public async Task A_page_that_is_too_old_makes_no_object_come_twice_and_none_get_lost()
    {
        for (int i = 0; i < 7; i++) await ApplyAsync($"map-{i}");
        Server.Faults.On("list").Nth(2).Run(_ =>
        {
            Server.Objects.Apply("{apiVersion: v1, kind: ConfigMap, metadata: {name: another}}");
            Server.Compact();
        });
        Assert.Equal(8, await CountAsync(new ListOptions { PageSize = 3 }));
    }

    [Fact]
    public async Task Lists_are_of_a_namespace_or_of_all_and_of_what_is_selected()
    {
        Server.Objects.Apply("""
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: one, namespace: kube-system, labels: { app: web } }
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: two, namespace: default, labels: { app: "a b" } }
            """);
        Assert.Equal(["one", "two"], (await NamesAsync(ns: null, new ListOptions { Labels = "app" })).Order(StringComparer.Ordinal));
        Assert.Equal(["two"], await NamesAsync("default", new ListOptions()));
        Assert.Equal(["one"], await NamesAsync(ns: null, new ListOptions { Labels = "app=web" }));
        Assert.Equal(["two"], await NamesAsync(ns: null, new ListOptions { Fields = "metadata.name=two" }));
    }

    [Fact]
    public async Task Managed_fields_are_left_out_of_lists_and_of_what_is_applied_unless_asked_for_and_kept_elsewhere()
    {
        Assert.Null((await ApplyAsync("map")).Object.At("metadata", "managedFields"));
        var applied = await Api.ApplyAsync(ConfigMaps, "default", "map", Map("map", "1"), new ApplyOptions { KeepManagedFields = true }, None);
        Assert.NotNull(applied.Object.At("metadata", "managedFields"));
        Assert.NotNull((await Api.GetAsync(ConfigMaps, "default", "map", None)).At("metadata", "managedFields"));
        Assert.Null(Assert.Single(await All(Api.ListAsync(ConfigMaps, "default", new ListOptions(), None))).At("metadata", "managedFields"));
        var whole = Assert.Single(await All(Api.ListAsync(ConfigMaps, "default", new ListOptions { KeepManagedFields = true }, None)));
        Assert.NotNull(whole.At("metadata", "managedFields"));
    }

    async Task<int> CountAsync(ListOptions options) => (await NamesAsync("default", options)).Distinct().Count();

    async Task<List<string>> NamesAsync(string? ns, ListOptions options)
    {
        var found = await All(Api.ListAsync(ConfigMaps, ns, options, None));
        Assert.All(found, map => Assert.Equal("v1 ConfigMap", $"{map.Text("apiVersion")} {map.Text("kind")}"));
        Assert.Equal(found.Count, found.Select(map => map.Text("metadata", "uid")).Distinct().Count());
        return [.. found.Select(map => map.Text("metadata", "name")!)];
    }
}
