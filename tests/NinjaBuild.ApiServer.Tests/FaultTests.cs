namespace NinjaBuild.ApiServer.Tests;

public sealed class FaultTests : ServerTest
{
    const string Map = ConfigMaps + "/map";

    [Fact]
    public async Task The_nth_request_is_refused_and_the_others_are_not()
    {
        var fault = Server.Faults.On("create", "configmaps").Nth(2).TooManyRequests(retryAfterSeconds: 7);
        var replies = new[] { "a", "b", "c" }.Select(name => Api.CreateAsync(ConfigMaps, ConfigMap(name)).Result).ToList();
        Assert.Equal([201, 429, 201], replies.Select(reply => reply.Status));
        Assert.Equal("7", replies[1].At("details", "retryAfterSeconds"));
        Assert.Equal(3, fault.Matched);
        Assert.Equal(["configmaps/a", "configmaps/c"], Server.Objects.NamesIn("default"));
    }

    [Fact]
    public async Task Faults_strike_the_verb_resource_and_name_they_are_for()
    {
        Server.Faults.On("apply", "configmaps", "map", isDryRun: false).Answer(500, "InternalError", "etcdserver: request timed out");
        Assert.Equal(201, (await Api.ApplyAsync(Map, ConfigMap("map"), more: "&dryRun=All")).Status);
        Assert.Equal(201, (await Api.ApplyAsync(ConfigMaps + "/other", ConfigMap("other"))).Status);
        var reply = await Api.ApplyAsync(Map, ConfigMap("map"));
        Assert.Equal((500, "etcdserver: request timed out"), (reply.Status, reply.Message));
    }

    [Fact]
    public async Task A_reset_before_does_nothing_and_one_after_does_it()
    {
        Server.Faults.On("create", name: "before").Reset();
        Server.Faults.On("create", name: "after").ResetAfter();
        await Assert.ThrowsAsync<HttpRequestException>(() => Api.CreateAsync(ConfigMaps, ConfigMap("before")));
        await Assert.ThrowsAsync<HttpRequestException>(() => Api.CreateAsync(ConfigMaps, ConfigMap("after")));
        Assert.Equal(["configmaps/after"], Server.Objects.NamesIn("default"));
    }

    [Fact]
    public async Task A_body_is_cut_off_or_comes_byte_by_byte()
    {
        await Api.CreateAsync(ConfigMaps, ConfigMap("map"));
        Server.Faults.On("get").Nth(1).Truncate(10);
        Server.Faults.On("get").Nth(2).Slow();
        await Assert.ThrowsAsync<HttpRequestException>(() => Api.GetAsync(Map));
        Assert.Equal("\"map\"", (await Api.GetAsync(Map)).At("metadata", "name"));
    }

    [Fact]
    public async Task A_request_is_held_until_the_test_says_so()
    {
        var gate = new TaskCompletionSource();
        Server.Faults.On("create", name: "held").HoldUntil(gate.Task);
        var held = Api.CreateAsync(ConfigMaps, ConfigMap("held"));
        await Api.CreateAsync(ConfigMaps, ConfigMap("other"));
        Assert.False(held.IsCompleted);
        gate.SetResult();
        Assert.Equal(201, (await held).Status);
    }

    [Fact]
    public async Task Something_else_happens_just_before_a_request()
    {
        await Api.CreateAsync(ConfigMaps, ConfigMap("map"));
        Server.Faults.On("apply").Nth(1).Run(_ => Server.Objects.Change("configmaps", "default", "map", map => map["data"] = new Dictionary<string, object?> { ["a"] = "2" }));
        var reply = await Api.ApplyAsync(Map, ConfigMap("map", "{a: '1'}"));
        Assert.Equal("Apply failed with 1 conflict: conflict with \"kubectl-edit\" using v1: .data.a", reply.Message);
    }

    [Fact]
    public async Task A_watch_is_dropped_after_some_events()
    {
        Server.Faults.On("watch").DropWatchAfter(1);
        using var events = await Api.WatchAsync($"{ConfigMaps}?resourceVersion={Server.Objects.Revision}");
        await Api.CreateAsync(ConfigMaps, ConfigMap("a"));
        Assert.Equal("ADDED a", await events.NextAsync());
        await Api.CreateAsync(ConfigMaps, ConfigMap("b"));
        await Assert.ThrowsAnyAsync<IOException>(() => events.NextAsync());
    }

    [Fact]
    public async Task A_restart_keeps_objects_and_address_and_drops_watches()
    {
        await Api.CreateAsync(ConfigMaps, ConfigMap("map"));
        using var events = await Api.WatchAsync($"{ConfigMaps}?resourceVersion={Server.Objects.Revision}");
        await Server.StopListeningAsync();
        await Assert.ThrowsAnyAsync<IOException>(() => events.NextAsync());
        await Assert.ThrowsAsync<HttpRequestException>(() => Api.GetAsync(Map));
        await Server.ListenAsync();
        Assert.Equal(200, (await Api.GetAsync(Map)).Status);
    }

    [Fact]
    public async Task A_restart_within_a_request_loses_its_answer()
    {
        var restart = Task.CompletedTask;
        Server.Faults.On("create", name: "lost").Nth(1).Run(_ => restart = Server.RestartAsync());
        await Assert.ThrowsAsync<HttpRequestException>(() => Api.CreateAsync(ConfigMaps, ConfigMap("lost")));
        await restart;
        Assert.Equal(201, (await Api.CreateAsync(ConfigMaps, ConfigMap("next"))).Status);
    }

    [Fact]
    public async Task What_is_forbidden_is_refused_and_reviews_say_so()
    {
        Server.Permissions.Forbid("patch", "deployments", "apps");
        var reply = await Api.ApplyAsync(Deployments + "/web", Deployment("web"));
        Assert.Equal(
            (403, "deployments.apps \"web\" is forbidden: User \"system:serviceaccount:ci:deployer\" cannot patch resource \"deployments\" in API group \"apps\" in the namespace \"default\""),
            (reply.Status, reply.Message));
        Assert.Equal("false", await Review("patch", "deployments"));
        Assert.Equal("true", await Review("get", "deployments"));

        async Task<string> Review(string verb, string resource) => (await Api.SendAsync(
            "POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
            $$$"""{"spec":{"resourceAttributes":{"namespace":"default","verb":"{{{verb}}}","group":"apps","resource":"{{{resource}}}"} } }""", "application/json")).At("status", "allowed");
    }

    [Fact]
    public async Task A_webhook_refuses()
    {
        Server.Faults.On("write", "configmaps").DeniedByWebhook("policy.example.com", "no owner label");
        var reply = await Api.ApplyAsync(Map, ConfigMap("map"));
        Assert.Equal((403, "admission webhook \"policy.example.com\" denied the request: no owner label"), (reply.Status, reply.Message));
    }

    [Fact]
    public async Task Requests_are_noted()
    {
        await Api.ApplyAsync(Map, ConfigMap("map"), more: "&dryRun=All");
        await Api.GetAsync("/version");
        Assert.Equal(["apply configmaps/map in default (dry run)", "get /version"], Server.Requests.Select(request => request.ToString()));
        Assert.Equal([201, 200], Server.Requests.Select(request => request.StatusCode));
    }
}
