using NinjaBuild.Deploy.Waiting;
using NinjaBuild.Kubernetes.Client;

namespace NinjaBuild.Deploy.Tests.Waiting;

/// <summary>Waits until something is gone.</summary>
public sealed class DeletionTests : WaitTest
{
    const string Settings = "{ apiVersion: v1, kind: ConfigMap, metadata: { name: settings } }";
    const string Held = "{ apiVersion: v1, kind: ConfigMap, metadata: { name: held, finalizers: [example.com/backup, example.com/audit] } }";

    [Fact]
    public async Task What_is_gone_is_seen_with_one_list_for_a_kind()
    {
        List<WaitItem> items = [await ApplyAsync(Settings), await ApplyAsync(Settings.Replace("settings", "more", StringComparison.Ordinal))];
        Server.Objects.Delete("configmaps", Ns, "settings");
        Server.Objects.Delete("configmaps", Ns, "more");
        Server.ForgetRequests();
        Assert.True((await WaitAsync(items)).IsHealthy);
        Assert.Equal(["configmaps"], Asked());
    }

    [Fact]
    public async Task It_waits_until_finalizers_let_go()
    {
        var item = await DeletedAsync(Held);
        var wait = WaitAsync([item]);
        await UntilAsync(() => Server.Requests.Any(request => request is { Verb: "watch", Resource: "configmaps" }));
        Assert.False(wait.IsCompleted);
        Server.Objects.Change("configmaps", Ns, "held", tree => ((Dictionary<string, object?>)tree["metadata"]!).Remove("finalizers"));
        Assert.True((await wait).IsHealthy);
    }

    [Fact]
    public async Task Finalizers_that_do_not_let_go_are_told_when_the_time_is_up()
    {
        var wait = WaitAsync([await DeletedAsync(Held), await DeletedAsync(Settings)]);
        await UntilAsync(() => Server.Requests.Any(request => request is { Verb: "watch", Resource: "configmaps" }));
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("is still there: held by example.com/backup, example.com/audit; whoever set that has to remove it", Assert.Single((await wait).Stuck).Reason);
    }

    [Fact]
    public async Task Another_object_of_the_same_name_is_not_waited_for()
    {
        var item = await DeletedAsync(Settings);
        await ApplyAsync(Settings);
        Assert.True((await WaitAsync([item])).IsHealthy);
    }

    [Fact]
    public async Task What_nobody_deleted_is_told()
    {
        var wait = WaitAsync([await ApplyAsync(Settings)]);
        await UntilAsync(() => Server.Requests.Any(request => request is { Verb: "watch", Resource: "configmaps" }));
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("is still there: nobody deletes it", Assert.Single((await wait).Stuck).Reason);
    }

    [Fact]
    public async Task A_namespace_says_what_is_left_in_it()
    {
        var item = await ApplyAsync("{ apiVersion: v1, kind: Namespace, metadata: { name: extra } }");
        Server.Objects.HoldNamespaces = true;
        Server.Objects.Delete("namespaces", "", "extra");
        Server.Objects.Change("namespaces", "", "extra", tree => ((Dictionary<string, object?>)tree["status"]!)["conditions"] = new List<object?>
        {
            new Dictionary<string, object?> { ["type"] = "NamespaceContentRemaining", ["status"] = "True", ["message"] = "Some resources are remaining: things.example.com has 1 resource instances" },
        }, subresource: "status");
        var wait = WaitAsync([item]);
        await UntilAsync(() => Server.Requests.Any(request => request is { Verb: "watch", Resource: "namespaces" }));
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("is still there: Some resources are remaining: things.example.com has 1 resource instances", Assert.Single((await wait).Stuck).Reason);
    }

    [Fact]
    public async Task Where_it_may_not_be_watched_one_look_has_to_do()
    {
        var gone = await DeletedAsync(Settings);
        var held = await DeletedAsync(Held);
        Server.Permissions.Forbid("list", "configmaps");
        Assert.StartsWith("is still there: held by example.com/backup", Assert.Single((await WaitAsync([gone, held])).Stuck).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_it_promptly()
    {
        using var user = new CancellationTokenSource();
        var wait = Watch.WaitForDeletionAsync([await DeletedAsync(Held)], TimeSpan.FromHours(1), user.Token);
        await UntilAsync(() => Server.Requests.Any(request => request is { Verb: "watch", Resource: "configmaps" }));
        await user.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    async Task<WaitItem> DeletedAsync(string yaml)
    {
        var item = await ApplyAsync(yaml);
        await Api.DeleteAsync(item.Resource, Ns, item.Identity.Name, new DeleteOptions(), CancellationToken.None);
        return item;
    }

    Task<WaveOutcome> WaitAsync(IReadOnlyList<WaitItem> items) =>
        Watch.WaitForDeletionAsync(items, TimeSpan.FromMinutes(1), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
}
