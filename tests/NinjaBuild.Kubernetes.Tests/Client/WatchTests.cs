using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Kubernetes.Tests.Client;

public sealed class WatchTests : ClientTest
{
    [Fact]
    public async Task What_is_there_comes_first_and_then_what_changes()
    {
        await ApplyAsync("a");
        await ApplyAsync("b");
        await using var watch = Watch(new ListOptions { PageSize = 1 });
        Assert.Equal("Reset, Changed a=1, Changed b=1, Synced", await watch.TakeAsync(4));
        await ApplyAsync("c");
        await ApplyAsync("a", "2");
        await Api.DeleteAsync(ConfigMaps, "default", "b", new DeleteOptions(), None);
        Assert.Equal("Changed c=1, Changed a=2, Deleted b=1", await watch.TakeAsync(3));
    }

    [Fact]
    public async Task Only_what_is_selected_is_told()
    {
        await ApplyAsync("a");
        await ApplyAsync("b");
        await using var watch = Watch(new ListOptions { Fields = "metadata.name=b" });
        Assert.Equal("Reset, Changed b=1, Synced", await watch.TakeAsync(3));
        await ApplyAsync("a", "2");
        await ApplyAsync("b", "2");
        Assert.Equal("Changed b=2", await watch.TakeAsync(1));
    }

    [Fact]
    public async Task A_watch_that_is_dropped_goes_on_where_it_was()
    {
        Server.Faults.On("watch").Times(5).DropWatchAfter(1);
        await using var watch = Watch();
        Assert.Equal("Reset, Synced", await watch.TakeAsync(2));
        for (int i = 0; i < 12; i++) await ApplyAsync($"map-{i}");
        Assert.Equal(string.Join(", ", Enumerable.Range(0, 12).Select(i => $"Changed map-{i}=1")), await watch.TakeAsync(12));
        Assert.Equal(1, Server.Requests.Count(request => request.Verb == "list"));
        Assert.Equal(6, Server.Requests.Count(request => request.Verb == "watch"));
    }

    [Fact]
    public async Task A_restart_of_the_server_is_not_noticed()
    {
        await using var watch = Watch();
        Assert.Equal("Reset, Synced", await watch.TakeAsync(2));
        await ApplyAsync("a");
        Assert.Equal("Changed a=1", await watch.TakeAsync(1));
        await Server.RestartAsync();
        await ApplyAsync("b");
        Assert.Equal("Changed b=1", await watch.TakeAsync(1));
    }

    [Fact]
    public async Task A_version_that_is_too_old_makes_the_list_start_anew()
    {
        await ApplyAsync("gone");
        await ApplyAsync("kept");
        await using var watch = Watch();
        Assert.Equal("Reset, Changed gone=1, Changed kept=1, Synced", await watch.TakeAsync(4));
        await Server.StopListeningAsync();
        Server.Objects.Delete("configmaps", "default", "gone");
        Server.Compact();
        await Server.ListenAsync();
        Assert.Equal("Reset, Changed kept=1, Synced", await watch.TakeAsync(3));
        Assert.Contains(Notes, note => note.StartsWith("watch configmaps in default: the list starts anew", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_410_as_status_is_the_same()
    {
        Server.Faults.On("watch").Nth(1).Answer(410, "Expired", "too old resource version: 1 (2)");
        await using var watch = Watch();
        Assert.Equal("Reset, Synced, Reset, Synced", await watch.TakeAsync(4));
    }

    [Fact]
    public async Task A_page_that_is_too_old_makes_the_list_start_anew()
    {
        foreach (var name in new[] { "a", "b", "c" }) await ApplyAsync(name);
        Server.Faults.On("list").Nth(2).Run(_ =>
        {
            Server.Objects.Delete("configmaps", "default", "b");
            Server.Compact();
        });
        await using var watch = Watch(new ListOptions { PageSize = 1 });
        Assert.Equal("Reset, Changed a=1, Reset, Changed a=1, Changed c=1, Synced", await watch.TakeAsync(6));
    }

    [Fact]
    public async Task Bookmarks_move_the_version_on_and_are_not_told()
    {
        await using var watch = Watch();
        Assert.Equal("Reset, Synced", await watch.TakeAsync(2));
        Server.Objects.Apply("{apiVersion: v1, kind: Secret, metadata: {name: other}}");
        Server.SendBookmarks();
        await ApplyAsync("a");
        Assert.Equal("Changed a=1", await watch.TakeAsync(1));
    }

    [Fact]
    public async Task A_server_that_ends_watches_at_once_is_asked_less_and_less_often()
    {
        var enough = new TaskCompletionSource();
        await using var server = new ScriptedServer(head =>
        {
            if (head.StartsWith("GET /version", StringComparison.Ordinal)) return ScriptedServer.Version;
            if (!head.Contains("watch=true", StringComparison.Ordinal)) return ScriptedServer.Answer(200, "application/json", """{"metadata":{"resourceVersion":"7"},"items":[]}""");
            if (Clock.Elapsed > TimeSpan.FromMinutes(5)) enough.TrySetResult();
            return ScriptedServer.Answer(200, "application/json", "");
        });
        await using var api = await ApiClient.ConnectAsync(server.Address, Options, None);
        using var cancellation = new CancellationTokenSource();
        var watching = All(api.WatchAsync(ConfigMaps, "default", new ListOptions(), cancellation.Token));
        await enough.Task;
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
        Assert.InRange(server.Requests, 30, 90);
    }

    [Fact]
    public async Task A_refusal_ends_a_watch()
    {
        Server.Permissions.Forbid("watch", "configmaps");
        await using var watch = Watch();
        Assert.Equal("Reset, Synced", await watch.TakeAsync(2));
        var failure = await Fails(() => watch.TakeAsync(1));
        Assert.Equal((ApiErrorKind.Forbidden, "watch configmaps in default"), (failure.Kind, failure.Request));
    }

    [Fact]
    public async Task A_server_that_stays_away_ends_a_watch()
    {
        await using var watch = Watch();
        Assert.Equal("Reset, Synced", await watch.TakeAsync(2));
        await Server.StopListeningAsync();
        Assert.Equal(ApiErrorKind.Unreachable, (await Fails(() => watch.TakeAsync(1))).Kind);
    }

    [Fact]
    public async Task A_watch_ends_when_it_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        await using var watch = Watch(cancellation: cancellation.Token);
        Assert.Equal("Reset, Synced", await watch.TakeAsync(2));
        var next = watch.TakeAsync(1);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    [Fact]
    public async Task Objects_bear_their_type_and_no_managed_fields()
    {
        await ApplyAsync("a");
        await using var events = Api.WatchAsync(ConfigMaps, "default", new ListOptions(), None).GetAsyncEnumerator();
        await events.MoveNextAsync();
        await events.MoveNextAsync();
        var listed = events.Current.Object;
        await events.MoveNextAsync();
        await ApplyAsync("a", "2");
        await events.MoveNextAsync();
        foreach (var seen in new[] { listed, events.Current.Object })
        {
            Assert.Equal(("v1", "ConfigMap"), (seen.Text("apiVersion"), seen.Text("kind")));
            Assert.Null(seen.At("metadata", "managedFields"));
            Assert.NotNull(seen.Text("metadata", "uid"));
        }
    }

    Events Watch(ListOptions? options = null, CancellationToken cancellation = default) =>
        new(Api.WatchAsync(ConfigMaps, "default", options ?? new ListOptions(), cancellation));

    sealed class Events(IAsyncEnumerable<WatchEvent> events) : IAsyncDisposable
    {
        readonly IAsyncEnumerator<WatchEvent> _events = events.GetAsyncEnumerator();

        /// <summary>The next events, as <c>Changed a=1</c>.</summary>
        public async Task<string> TakeAsync(int count)
        {
            var taken = new List<string>();
            for (int i = 0; i < count && await _events.MoveNextAsync(); i++)
            {
                var (kind, tree) = _events.Current;
                taken.Add(tree is null ? $"{kind}" : $"{kind} {tree.Text("metadata", "name")}={tree.Text("data", "a")}");
            }

            return string.Join(", ", taken);
        }

        public ValueTask DisposeAsync() => _events.DisposeAsync();
    }
}
