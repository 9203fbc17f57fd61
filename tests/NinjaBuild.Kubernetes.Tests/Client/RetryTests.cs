using NinjaBuild.ApiServer.Faults;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Kubernetes.Tests.Client;

public sealed class RetryTests : ClientTest
{
    public static TheoryData<string> PassingTroubles => ["429", "500", "502", "503", "504", "webhook", "reset", "reset after", "cut off"];

    [Theory]
    [MemberData(nameof(PassingTroubles))]
    public async Task What_passes_is_tried_again(string trouble)
    {
        Strike(Server.Faults.On("get", "configmaps").Times(3), trouble);
        Strike(Server.Faults.On("apply", "configmaps").Times(3), trouble);
        await ApplyAsync("map");
        Assert.Equal("1", (await Api.GetAsync(ConfigMaps, "default", "map", None)).Text("data", "a"));
        Assert.Equal(8, Server.Requests.Count);
        Assert.Equal(6, Clock.Waits.Count);
        Assert.NotEmpty(Notes);
    }

    [Theory]
    [InlineData(400, "BadRequest", ApiErrorKind.BadRequest)]
    [InlineData(403, "Forbidden", ApiErrorKind.Forbidden)]
    [InlineData(405, "MethodNotAllowed", ApiErrorKind.NotAllowed)]
    [InlineData(409, "Conflict", ApiErrorKind.StaleVersion)]
    [InlineData(410, "Expired", ApiErrorKind.Gone)]
    [InlineData(413, "RequestEntityTooLarge", ApiErrorKind.TooLarge)]
    [InlineData(415, "UnsupportedMediaType", ApiErrorKind.BadRequest)]
    [InlineData(422, "Invalid", ApiErrorKind.Invalid)]
    public async Task What_will_not_pass_is_not_tried_again(int status, string reason, ApiErrorKind kind)
    {
        Server.Faults.On("get").Answer(status, reason, "no");
        var failure = await Fails(() => Api.GetAsync(ConfigMaps, "default", "map", None));
        Assert.Equal((kind, status, reason, "no"), (failure.Kind, failure.Status, failure.Reason, failure.Message));
        Assert.Single(Server.Requests);
        Assert.Empty(Clock.Waits);
    }

    [Fact]
    public async Task Credentials_that_are_refused_are_tried_once_more_for_kubectl_to_renew_them()
    {
        Server.Faults.On("get").Nth(1).Answer(401, "Unauthorized", "Unauthorized");
        Assert.Null(await Api.GetAsync(ConfigMaps, "default", "map", None));

        Server.Faults.On("get").Answer(401, "Unauthorized", "Unauthorized");
        Server.ForgetRequests();
        var failure = await Fails(() => Api.GetAsync(ConfigMaps, "default", "map", None));
        Assert.Equal(ApiErrorKind.Unauthorized, failure.Kind);
        Assert.Equal(2, Server.Requests.Count);
    }

    [Fact]
    public async Task An_error_of_the_server_is_asked_for_only_so_often()
    {
        Server.Faults.On("get").Answer(500, "InternalError", "etcdserver: request timed out");
        var failure = await Fails(() => Api.GetAsync(ConfigMaps, "default", "map", None));
        Assert.Equal((ApiErrorKind.Server, "etcdserver: request timed out"), (failure.Kind, failure.Message));
        Assert.Equal("get configmaps/map in default", failure.Request);
        Assert.Equal(8, Server.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_is_busy_or_away_is_asked_for_only_so_long()
    {
        Server.Faults.On("get").TooManyRequests();
        var failure = await Fails(() => Api.GetAsync(ConfigMaps, "default", "map", None));
        Assert.Equal(ApiErrorKind.TooManyRequests, failure.Kind);
        Assert.InRange(Clock.Elapsed, TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(96));

        await Server.StopListeningAsync();
        var start = Clock.Elapsed;
        failure = await Fails(() => Api.GetAsync(ConfigMaps, "default", "map", None));
        Assert.Equal(ApiErrorKind.Unreachable, failure.Kind);
        Assert.StartsWith($"cannot reach {Server.Address.ToString().TrimEnd('/')}: the connection was dropped (", failure.Message, StringComparison.Ordinal);
        Assert.InRange(Clock.Elapsed - start, TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(96));
    }

    [Fact]
    public async Task Who_comes_after_others_have_waited_in_vain_does_not_wait_as_long_again()
    {
        await Server.StopListeningAsync();
        await Fails(() => Api.GetAsync(ConfigMaps, "default", "map", None));
        int waits = Clock.Waits.Count;
        await Fails(() => Api.GetAsync(ConfigMaps, "default", "map", None));
        Assert.Equal(waits, Clock.Waits.Count);

        await Server.ListenAsync();
        Assert.Null(await Api.GetAsync(ConfigMaps, "default", "map", None));
        Server.Faults.On("get").Times(1).Reset();
        Assert.Null(await Api.GetAsync(ConfigMaps, "default", "map", None));
    }

    [Fact]
    public async Task A_server_that_restarts_within_a_minute_is_waited_for()
    {
        await Server.StopListeningAsync();
        bool isBack = false;
        WhenNoted = () =>
        {
            if (isBack || Clock.Elapsed < TimeSpan.FromSeconds(60)) return;
            isBack = true;
            Server.ListenAsync().GetAwaiter().GetResult();
        };
        Assert.True((await ApplyAsync("map")).IsNew);
        Assert.InRange(Clock.Elapsed, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task Pauses_grow_to_some_seconds_and_differ()
    {
        await Server.StopListeningAsync();
        await Fails(() => Api.GetAsync(ConfigMaps, "default", "map", None));
        for (int i = 0; i < Clock.Waits.Count; i++)
        {
            var longest = TimeSpan.FromSeconds(Math.Min(0.2 * Math.Pow(2, i), 5));
            Assert.InRange(Clock.Waits[i], longest / 2, longest);
        }

        Assert.True(Clock.Waits.Distinct().Count() > Clock.Waits.Count / 2);
    }

    [Fact]
    public async Task The_server_says_how_long_to_wait()
    {
        Server.Faults.On("get").Nth(1).TooManyRequests(retryAfterSeconds: 7);
        await Api.GetAsync(ConfigMaps, "default", "map", None);
        Assert.InRange(Assert.Single(Clock.Waits), TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(7.3));
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_not_waited_for_for_ever()
    {
        await using var impatient = await ApiClient.ConnectAsync(Server.Address, Options with { RequestTimeout = TimeSpan.FromMilliseconds(100) }, None);
        var gate = new TaskCompletionSource();
        Server.Faults.On("get").Nth(1).HoldAnswerUntil(gate.Task);
        Assert.Null(await impatient.GetAsync(ConfigMaps, "default", "map", None));
        Server.Faults.On("get").HoldUntil(gate.Task);
        var failure = await Fails(() => impatient.GetAsync(ConfigMaps, "default", "map", None));
        Assert.Equal(ApiErrorKind.TimedOut, failure.Kind);
        Assert.EndsWith("does not answer: there was no answer within 0.1 s", failure.Message, StringComparison.Ordinal);
        gate.SetResult();
    }

    [Fact]
    public async Task The_connection_may_be_reset_at_any_request()
    {
        int count = 0;
        for (int i = 1; i <= Math.Max(count, 1); i++)
        {
            var before = Server.Faults.On().Nth(i).Reset();
            count = await LifeAsync($"before-{i}");
            Server.Faults.Remove(before);
            var after = Server.Faults.On().Nth(i).ResetAfter();
            await LifeAsync($"after-{i}");
            Server.Faults.Remove(after);
        }

        Assert.Equal(8, count);
        Assert.Equal([], Server.Objects.NamesIn("default"));
    }

    [Fact]
    public async Task A_creation_that_was_dropped_says_that_it_may_have_been_done()
    {
        Server.Faults.On("create").Nth(1).ResetAfter();
        var failure = await Fails(() => Api.CreateAsync(ConfigMaps, "default", Map("map"), new WriteOptions(), None));
        Assert.Equal((ApiErrorKind.AlreadyExists, true), (failure.Kind, failure.MayBeDone));
        failure = await Fails(() => Api.CreateAsync(ConfigMaps, "default", Map("map"), new WriteOptions(), None));
        Assert.Equal((ApiErrorKind.AlreadyExists, false), (failure.Kind, failure.MayBeDone));
    }

    [Fact]
    public async Task A_deletion_that_was_dropped_counts_as_done_when_the_object_is_gone()
    {
        await ApplyAsync("map");
        Server.Faults.On("delete").Nth(1).ResetAfter();
        Assert.True(await Api.DeleteAsync(ConfigMaps, "default", "map", new DeleteOptions(), None));
        Assert.False(await Api.DeleteAsync(ConfigMaps, "default", "map", new DeleteOptions(), None));
    }

    [Fact]
    public async Task A_request_that_waits_ends_when_it_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var held = new TaskCompletionSource();
        Server.Faults.On("get").Run(_ => held.TrySetResult());
        Server.Faults.On("get").HoldUntil(Task.Delay(Timeout.Infinite, cancellation.Token));
        var request = Api.GetAsync(ConfigMaps, "default", "map", cancellation.Token);
        await held.Task;
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
    }

    [Fact]
    public async Task Only_so_many_requests_are_under_way_at_once()
    {
        await using var narrow = await ApiClient.ConnectAsync(Server.Address, Options with { Parallelism = 3 }, None);
        var gate = new Lock();
        var three = new TaskCompletionSource();
        int now = 0;
        int most = 0;
        Server.Faults.On("get").Run(async _ =>
        {
            lock (gate) most = Math.Max(most, ++now);
            if (most == 3) three.TrySetResult();
            await three.Task;
            lock (gate) now--;
        });
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => narrow.GetAsync(ConfigMaps, "default", $"map-{i}", None)));
        Assert.Equal(3, most);
        Assert.Equal(50, Server.Requests.Count(request => request.Resource == "configmaps"));
    }

    [Fact]
    public async Task What_is_urgent_does_not_wait_for_its_turn()
    {
        await using var narrow = await ApiClient.ConnectAsync(Server.Address, Options with { Parallelism = 1 }, None);
        await ApplyAsync("urgent");
        var (held, end) = (new TaskCompletionSource(), new TaskCompletionSource());
        Server.Faults.On("get").Run(_ => held.TrySetResult());
        Server.Faults.On("get").HoldUntil(end.Task);
        var waiting = Enumerable.Range(0, 5).Select(i => narrow.GetAsync(ConfigMaps, "default", $"map-{i}", None)).ToList();
        await held.Task;
        await narrow.ReplaceAsync(ConfigMaps, "default", "urgent", Map("urgent", "2"), new WriteOptions { IsUrgent = true }, None);
        Assert.DoesNotContain(waiting, get => get.IsCompleted);
        end.SetResult();
        await Task.WhenAll(waiting);
    }

    // Every kind of request, and how many that made.
    async Task<int> LifeAsync(string name)
    {
        Server.ForgetRequests();
        await ApplyAsync(name);
        await Api.GetAsync(ConfigMaps, "default", name, None);
        await Api.PatchAsync(ConfigMaps, "default", name, PatchType.Json, List("[{op: add, path: /data/b, value: x}]"), new WriteOptions(), None);
        await Api.ReplaceAsync(ConfigMaps, "default", name, Map(name, "3"), new WriteOptions(), None);
        Assert.Equal([$"{name}=3"], (await All(Api.ListAsync(ConfigMaps, "default", new ListOptions(), None))).Select(map => $"{map.Text("metadata", "name")}={map.Text("data", "a")}"));
        Assert.True(await Api.DeleteAsync(ConfigMaps, "default", name, new DeleteOptions(), None));
        await Api.RefreshAsync(None);
        return Server.Requests.Count(request => request.StatusCode != 0);
    }

    static void Strike(Fault fault, string trouble) => _ = trouble switch
    {
        "429" => fault.TooManyRequests(),
        "500" => fault.Answer(500, "InternalError", "etcdserver: leader changed"),
        "502" => fault.Answer(502, "", "bad gateway"),
        "503" => fault.Unavailable(),
        "504" => fault.Answer(504, "Timeout", "Timeout: request did not complete within the allotted timeout"),
        "webhook" => fault.WebhookUnreachable("policy.example.com"),
        "reset" => fault.Reset(),
        "reset after" => fault.ResetAfter(),
        _ => fault.Truncate(40),
    };
}
