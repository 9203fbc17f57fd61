using System.Diagnostics;
using System.Threading.Channels;
using NinjaBuild.Deploy.Records;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Tests.Records;

public sealed class DeployLockTests : RecordTest
{
    const string Name = "ninjabuild.dev.shop";
    static readonly LockHolder Elsewhere = new("ci@other", "0123456789abcdef", 4711, 100, "aa");

    readonly TestClock _clock = new() { Skipped = TimeSpan.FromSeconds(1) };
    readonly Channel<string> _notes = Channel.CreateUnbounded<string>();

    Tree? Lease => Server.Objects.Find("leases.coordination.k8s.io", "shop-dev", Name);

    [Fact]
    public async Task It_is_a_Lease_that_says_who_holds_it_and_is_gone_afterwards()
    {
        var held = await TakeAsync();
        Assert.Matches("^[A-Za-z0-9._-]+@[A-Za-z0-9._-]+/([0-9a-f]{16})?/[0-9]+/[0-9]+/[0-9a-f]{16}$", Lease.Text("spec", "holderIdentity"));
        Assert.Equal(15, Lease.Number("spec", "leaseDurationSeconds"));
        Assert.Equal("2030-01-01T12:00:00.000000Z", Lease.Text("spec", "acquireTime"));
        Assert.Equal("shop", Lease.Text("metadata", "labels", "ninjabuild.dev/record"));
        Assert.Null(Lease.Text("metadata", "labels", "ninjabuild.dev/release"));
        await held.DisposeAsync();
        await held.DisposeAsync();
        Assert.Null(Lease);
        Assert.False(held.Lost.IsCancellationRequested);
    }

    [LinuxFact]
    public async Task Of_two_or_more_deployers_that_start_at_once_one_gets_it_and_the_others_are_told_who()
    {
        const int Deployers = 8;
        var allLook = new TaskCompletionSource();
        int looking = 0;
        Server.Faults.On("get", "leases").Times(Deployers).Run(_ =>
        {
            if (Interlocked.Increment(ref looking) == Deployers) allLook.SetResult();
            return allLook.Task;
        });
        var outcomes = await Task.WhenAll(Enumerable.Range(0, Deployers).Select(async _ =>
        {
            try
            {
                return (Lock: await TakeAsync(), Error: "");
            }
            catch (DeployException e)
            {
                return (Lock: (DeployLock?)null, Error: e.Message);
            }
        }));
        var held = Assert.Single(outcomes, outcome => outcome.Lock is not null).Lock!;
        var who = LockHolder.Parse(Lease.Text("spec", "holderIdentity")!)!.Who;
        Assert.All(outcomes.Where(outcome => outcome.Lock is null), outcome => Assert.Equal(
            $"Lease shop-dev/{Name}: {who} (process {Environment.ProcessId}) since 2030-01-01T12:00:00.000000Z is deploying shop (dev, test/shop-dev): "
            + "wait until that is done, or let this deploy wait for it with --lock-timeout 10m",
            outcome.Error));
        await held.DisposeAsync();
        Assert.Null(Lease);
    }

    [LinuxFact]
    public async Task A_holder_whose_process_number_another_one_has_by_now_is_dead_at_once()
    {
        var gone = LockHolder.OfThisProcess();
        LayDown(gone with { Start = gone.Start + 1 });
        await using var held = await TakeAsync();
        Assert.Equal(0, _clock.GetTimestamp() - new TestClock().GetTimestamp());
        Assert.Contains("is gone without giving back the lock of shop: taking it over", await _notes.Reader.ReadAsync(), StringComparison.Ordinal);
        Assert.Equal(1, Lease.Number("spec", "leaseTransitions"));
    }

    [LinuxFact]
    public async Task A_holder_that_was_killed_on_this_machine_is_dead_at_once_and_not_before()
    {
        using var deployer = Process.Start(new ProcessStartInfo("sleep", "600"))!;
        LayDown(LockHolder.OfThisProcess() with { Process = deployer.Id, Start = LocalProcess.StartOf(deployer.Id)!.Value });
        var error = await Assert.ThrowsAsync<DeployException>(() => TakeAsync());
        Assert.Contains($"(process {deployer.Id})", error.Message, StringComparison.Ordinal);
        deployer.Kill();
        await deployer.WaitForExitAsync();
        await using var held = await TakeAsync();
        Assert.Equal(0, _clock.GetTimestamp() - new TestClock().GetTimestamp());
    }

    [Theory]
    [InlineData("2000-01-01T00:00:00.000000Z")]
    [InlineData("2099-01-01T00:00:00.000000Z")]
    public async Task A_holder_of_another_machine_is_dead_when_the_Lease_stays_as_it_is_whatever_the_time_in_it(string renewed)
    {
        LayDown(Elsewhere, renewed);
        await using var held = await TakeAsync();
        Assert.InRange(Passed, TimeSpan.FromSeconds(22.5), TimeSpan.FromSeconds(25));
        Assert.StartsWith("ci@other (process 4711) since 2030-01-01T11:00:00.000000Z has the lock of shop: watching", await _notes.Reader.ReadAsync(), StringComparison.Ordinal);
        Assert.Contains("has not renewed the lock of shop for 23 s: taking it over", await _notes.Reader.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_holder_counts_as_alive_until_it_stopped_renewing_for_as_long_as_its_lock_holds_though_the_clock_jumps()
    {
        LayDown(Elsewhere);
        Server.Faults.On("get", "leases").Times(4).Run(_ => Renew());
        Server.Faults.On("get", "leases").Run(request => _clock.JumpBy(TimeSpan.FromDays(request.Number % 2 == 0 ? 400 : -400)));
        await using var held = await TakeAsync(new DeployLockOptions { Timeout = TimeSpan.FromHours(1) });
        Assert.InRange(Passed, TimeSpan.FromSeconds(25.5), TimeSpan.FromSeconds(28));
    }

    [Fact]
    public async Task A_holder_that_renews_is_an_error_that_says_who_and_what_to_do()
    {
        LayDown(Elsewhere);
        Server.Faults.On("get", "leases").Run(_ => Renew());
        var error = await Assert.ThrowsAsync<DeployException>(() => TakeAsync());
        Assert.Equal(
            $"Lease shop-dev/{Name}: ci@other (process 4711) since 2030-01-01T11:00:00.000000Z is deploying shop (dev, test/shop-dev): "
            + "wait until that is done, or let this deploy wait for it with --lock-timeout 10m",
            error.Message);
        Assert.Equal(Elsewhere.ToString(), Lease.Text("spec", "holderIdentity"));
    }

    [Fact]
    public async Task Who_waits_gets_it_as_soon_as_it_is_given_back()
    {
        LayDown(Elsewhere);
        Server.Faults.On("get", "leases").Times(60).Run(_ => Renew());
        Server.Faults.On("get", "leases").Nth(61).Run(_ => Server.Objects.Delete("leases.coordination.k8s.io", "shop-dev", Name));
        await using var held = await TakeAsync(new DeployLockOptions { Timeout = TimeSpan.FromMinutes(10) });
        Assert.InRange(Passed, TimeSpan.FromSeconds(59), TimeSpan.FromSeconds(62));
    }

    [Fact]
    public async Task Who_waits_does_so_no_longer_than_told()
    {
        LayDown(Elsewhere);
        Server.Faults.On("get", "leases").Run(_ => Renew());
        await Assert.ThrowsAsync<DeployException>(() => TakeAsync(new DeployLockOptions { Timeout = TimeSpan.FromMinutes(1) }));
        Assert.InRange(Passed, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(62));
    }

    [Theory]
    [InlineData("{ holderIdentity: '' }", 0)]
    [InlineData("{ holderIdentity: somebody, leaseDurationSeconds: 2147483647, leaseTransitions: 2147483647 }", 900)]
    [InlineData("{ holderIdentity: 'a/b/c/d/e', leaseTransitions: -3 }", 23)]
    [InlineData("{ holderIdentity: \"x@y/\\e[2J/1/1/1\" }", 23)]
    [InlineData("{}", 0)]
    public async Task A_Lease_that_somebody_wrote_by_hand_is_taken_in_the_end(string spec, int seconds)
    {
        Server.Objects.Apply($"{{ apiVersion: coordination.k8s.io/v1, kind: Lease, metadata: {{ name: {Name}, namespace: shop-dev }}, spec: {spec} }}");
        await using var held = await TakeAsync();
        Assert.InRange(Passed, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds + 3));
        while (_notes.Reader.TryRead(out var note)) Assert.DoesNotContain('\e', note);
    }

    [Fact]
    public async Task It_is_renewed_and_stays_ours_though_the_time_of_day_jumps_both_ways()
    {
        await using var held = await TakeAsync();
        foreach (int days in (int[])[0, 4000, -8000, 0, 1, -1, 0, 0])
        {
            _clock.JumpBy(TimeSpan.FromDays(days));
            _clock.Advance(TimeSpan.FromSeconds(5));
            await _clock.RearmedAsync();
        }

        Assert.False(held.Lost.IsCancellationRequested);
        Assert.Equal("2030-01-01T12:00:00.000000Z", Lease.Text("spec", "acquireTime"));
        Assert.Equal("2019-01-19T12:00:40.000000Z", Lease.Text("spec", "renewTime"));
        Assert.Equal(0, Lease.Number("spec", "leaseTransitions"));
    }

    [Fact]
    public async Task It_is_lost_when_renewing_failed_for_as_long_as_it_holds_and_not_before()
    {
        await using var held = await TakeAsync();
        Server.Faults.On("update", "leases").Unavailable();
        for (int i = 0; i < 2; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(5));
            Assert.Contains("could not be renewed", await _notes.Reader.ReadAsync(), StringComparison.Ordinal);
        }

        _clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(held.Lost.IsCancellationRequested);
        Assert.Null(held.Loss);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(held.Lost.IsCancellationRequested);
        Assert.Equal($"Lease shop-dev/{Name}: it could not be renewed for 15 s, so that another deploy of shop may have begun", held.Loss!.ToString());
    }

    [Fact]
    public async Task It_is_lost_in_time_though_the_server_does_not_answer()
    {
        var held = await TakeAsync();
        var answer = new TaskCompletionSource();
        Server.Faults.On("update", "leases").HoldUntil(answer.Task);
        _clock.Advance(TimeSpan.FromSeconds(15));
        Assert.True(held.Lost.IsCancellationRequested);
        await held.DisposeAsync();
        answer.SetResult();
    }

    [Fact]
    public async Task A_renewal_that_works_again_in_time_keeps_it()
    {
        await using var held = await TakeAsync();
        var fault = Server.Faults.On("update", "leases").Unavailable();
        _clock.Advance(TimeSpan.FromSeconds(5));
        await _notes.Reader.ReadAsync();
        Server.Faults.Remove(fault);
        _clock.Advance(TimeSpan.FromSeconds(5));
        await _clock.RearmedAsync();
        _clock.Advance(TimeSpan.FromSeconds(5));
        await _clock.RearmedAsync();
        _clock.Advance(TimeSpan.FromSeconds(4));
        Assert.False(held.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task It_is_lost_at_once_when_somebody_else_took_it_and_is_left_to_them()
    {
        var held = await TakeAsync();
        Change(lease => Spec(lease)["holderIdentity"] = Elsewhere.ToString());
        _clock.Advance(TimeSpan.FromSeconds(5));
        await CancelledAsync(held.Lost);
        Assert.Equal($"Lease shop-dev/{Name}: ci@other (process 4711) since 2030-01-01T12:00:00.000000Z has taken it", held.Loss!.ToString());
        await held.DisposeAsync();
        Assert.Equal(Elsewhere.ToString(), Lease.Text("spec", "holderIdentity"));
    }

    [Fact]
    public async Task It_is_left_to_who_took_it_though_that_was_not_noticed()
    {
        var held = await TakeAsync();
        Change(lease => Spec(lease)["holderIdentity"] = Elsewhere.ToString());
        await held.DisposeAsync();
        Assert.Equal(Elsewhere.ToString(), Lease.Text("spec", "holderIdentity"));
    }

    [Fact]
    public async Task It_is_lost_when_somebody_deleted_it_and_is_not_made_anew()
    {
        await using var held = await TakeAsync();
        Server.Objects.Delete("leases.coordination.k8s.io", "shop-dev", Name);
        _clock.Advance(TimeSpan.FromSeconds(5));
        await CancelledAsync(held.Lost);
        Assert.Equal($"Lease shop-dev/{Name}: somebody has deleted it during the deploy", held.Loss!.ToString());
        Assert.Null(Lease);
    }

    [Fact]
    public async Task A_change_that_leaves_the_holder_is_no_loss()
    {
        await using var held = await TakeAsync();
        Change(lease => Spec(lease)["renewTime"] = "2000-01-01T00:00:00.000000Z");
        _clock.Advance(TimeSpan.FromSeconds(5));
        await _clock.RearmedAsync();
        Assert.False(held.Lost.IsCancellationRequested);
        Assert.Equal("2030-01-01T12:00:05.000000Z", Lease.Text("spec", "renewTime"));
    }

    // The last ones are beyond the requests there are.
    [Theory]
    [InlineData(1, false), InlineData(2, false), InlineData(3, false), InlineData(4, false), InlineData(5, false), InlineData(6, false)]
    [InlineData(1, true), InlineData(2, true), InlineData(3, true), InlineData(4, true), InlineData(5, true), InlineData(6, true)]
    public async Task A_connection_that_is_reset_does_no_harm(int request, bool isDone)
    {
        var fault = Server.Faults.On("*", "leases").Nth(request);
        if (isDone) fault.ResetAfter();
        else fault.Reset();
        var held = await TakeAsync();
        _clock.Advance(TimeSpan.FromSeconds(5));
        await _clock.RearmedAsync();
        await held.DisposeAsync();
        Assert.Null(held.Loss);
        Assert.Null(Lease);
    }

    [Theory]
    [InlineData("get")]
    [InlineData("create")]
    public async Task Who_may_not_have_a_lock_is_told_what_is_needed(string verb)
    {
        Server.Permissions.Forbid(verb, "leases");
        var error = await Assert.ThrowsAsync<DeployException>(() => TakeAsync());
        Assert.StartsWith(
            "Leases in shop-dev: a deploy needs a lock, and this user may not get, create, update and delete leases.coordination.k8s.io there (", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_that_cannot_be_given_back_is_told_and_no_error()
    {
        var held = await TakeAsync();
        Server.Permissions.Forbid("delete", "leases");
        await held.DisposeAsync();
        Assert.Contains("could not be given back", await _notes.Reader.ReadAsync(), StringComparison.Ordinal);
    }

    TimeSpan Passed => TimeSpan.FromTicks(_clock.GetTimestamp() - new TestClock().GetTimestamp());

    Task<DeployLock> TakeAsync(DeployLockOptions? options = null) => DeployLock.TakeAsync(
        Api, Shop, (options ?? new DeployLockOptions()) with { Duration = TimeSpan.FromSeconds(15), Time = _clock, Note = note => _notes.Writer.TryWrite(note) }, CancellationToken.None);

    void LayDown(LockHolder holder, string renewed = "2030-01-01T11:59:59.000000Z") => Server.Objects.Apply(
        $$"""
        apiVersion: coordination.k8s.io/v1
        kind: Lease
        metadata: { name: {{Name}}, namespace: shop-dev }
        spec: { holderIdentity: "{{holder}}", leaseDurationSeconds: 15, acquireTime: "2030-01-01T11:00:00.000000Z", renewTime: "{{renewed}}" }
        """);

    void Renew() => Change(lease => Spec(lease)["leaseTransitions"] = (lease.Number("spec", "leaseTransitions") ?? 0) + 1);

    void Change(Action<Dictionary<string, object?>> change) => Server.Objects.Change("leases.coordination.k8s.io", "shop-dev", Name, change);

    static Dictionary<string, object?> Spec(Dictionary<string, object?> lease) => (Dictionary<string, object?>)lease["spec"]!;

    static Task CancelledAsync(CancellationToken token)
    {
        var cancelled = new TaskCompletionSource();
        token.Register(cancelled.SetResult);
        return cancelled.Task.WaitAsync(TimeSpan.FromMinutes(1), CancellationToken.None);
    }
}
