using NinjaBuild.Deploy.Engines;
using NinjaBuild.Helm.Values;

namespace NinjaBuild.Deploy.Tests.Engines;

public sealed class HelmEngineTests
{
    [Fact]
    public async Task A_deploy_names_its_context_and_namespace_and_waits_and_rolls_back_by_itself()
    {
        using var helm = new FakeHelm().History("superseded", "deployed").History("superseded", "superseded", "deployed");

        var outcome = await helm.Engine.DeployAsync(FakeHelm.Release() with { WaveTimeout = TimeSpan.FromMinutes(90) }, CancellationToken.None);

        Assert.Equal((DeployEnd.Done, 3), (outcome.End, outcome.Revision!.Number));
        Assert.Equal(
            [
                "version --template {{.Version}}",
                "history shop --output json --namespace=shop-ns --kube-context=prod eu",
                "upgrade shop /charts/shop --install --namespace=shop-ns --kube-context=prod eu --values - --wait --wait-for-jobs --timeout 1h30m --atomic",
                "history shop --output json --namespace=shop-ns --kube-context=prod eu",
            ],
            helm.Calls);
    }

    [Theory]
    [InlineData("v3.12.0", "--atomic --create-namespace --take-ownership")]
    [InlineData("v4.0.0-rc.1", "--rollback-on-failure --create-namespace --take-ownership --force-conflicts")]
    public async Task Options_are_called_as_the_version_of_helm_calls_them(string version, string options)
    {
        using var helm = new FakeHelm(version);
        await helm.Engine.DeployAsync(FakeHelm.Release() with { CreateNamespace = true, Adopt = true, ForceConflicts = true }, CancellationToken.None);
        Assert.EndsWith($" --timeout 10m {options}", helm.Calls[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deploy_that_is_not_to_be_rolled_back_leaves_that_to_nobody()
    {
        using var helm = new FakeHelm();
        await helm.Engine.DeployAsync(FakeHelm.Release() with { NoRollback = true }, CancellationToken.None);
        Assert.EndsWith(" --timeout 10m", helm.Calls[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_are_in_no_argument_and_in_no_file_and_keep_their_order()
    {
        using var helm = new FakeHelm();
        using var files = new TemporaryFiles();
        var values = new ValuesSource
        {
            Files = [files.Write("a.yaml", "one: 1\nlist: [1, 2]\nname: Grüße\n"), files.Write("b.yaml", "one: 2\n")],
            Set = ["list[1]=3", "password=hunter2"],
        };
        var release = FakeHelm.Release(values);
        release = release with { Source = release.Source with { Overrides = new Dictionary<string, object?> { ["apps"] = new Dictionary<string, object?> { ["tag"] = "v2" } } } };

        await helm.Engine.DeployAsync(release, CancellationToken.None);

        Assert.Equal("""{"one":2,"list":[1,3],"name":"Grüße","password":"hunter2","apps":{"tag":"v2"}}""", helm.Input!.ToJsonString(Readable));
        Assert.DoesNotContain(helm.Calls, call => call.Contains("hunter2", StringComparison.Ordinal));
        Assert.DoesNotContain("hunter2", helm.Environment, StringComparison.Ordinal);
    }

    static readonly System.Text.Json.JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task What_helm_prints_is_passed_on_line_by_line()
    {
        using var helm = new FakeHelm(work: "echo one; echo two >&2; sync; echo; printf last");
        await helm.Engine.DeployAsync(FakeHelm.Release(), CancellationToken.None);
        Assert.Equal(["", "last", "one", "two"], helm.Lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_helm_it_is_said_what_to_install()
    {
        var engine = new HelmEngine(new HelmEngineOptions { Program = "helm-that-nobody-has" });
        var error = await Assert.ThrowsAsync<DeployException>(() => engine.DeployAsync(FakeHelm.Release(), CancellationToken.None));
        Assert.StartsWith("helm-that-nobody-has: cannot be run (", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("): install Helm 3 or 4 (https://helm.sh/docs/intro/install), or deploy with --engine native", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v2.17.0")]
    [InlineData("v5.0.0")]
    [InlineData("latest")]
    [InlineData("")]
    public async Task A_version_of_helm_that_nobody_knows_is_refused(string version)
    {
        using var helm = new FakeHelm(version);
        var error = await Assert.ThrowsAsync<DeployException>(() => helm.Engine.DeployAsync(FakeHelm.Release(), CancellationToken.None));
        Assert.Equal($"helm: it says that it is version '{version}', and only Helm 3 and 4 are known: install one of them, or deploy with --engine native", error.Message);
        Assert.Single(helm.Calls);
    }

    [Theory]
    [InlineData("pending-upgrade", "helm rollback shop 2 --namespace shop-ns --kube-context 'prod eu'")]
    [InlineData("pending-rollback", "helm rollback shop 2 --namespace shop-ns --kube-context 'prod eu'")]
    public async Task A_release_that_helm_is_at_work_on_is_left_alone(string state, string command)
    {
        using var helm = new FakeHelm().History("superseded", "deployed", state);
        var error = await Assert.ThrowsAsync<DeployException>(() => helm.Engine.DeployAsync(FakeHelm.Release(), CancellationToken.None));
        Assert.Equal(
            $"shop (prod, prod eu/shop-ns): revision 3 is {state} since 2026-11-21 07:00:00 UTC: another helm is at work on it, or was killed. If nobody is, run '{command}', then deploy again",
            error.Message);
        Assert.DoesNotContain(helm.Calls, call => call.StartsWith("upgrade", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_first_installation_that_was_killed_is_taken_away_by_hand()
    {
        using var helm = new FakeHelm().History("pending-install");
        var error = await Assert.ThrowsAsync<DeployException>(() => helm.Engine.DeployAsync(FakeHelm.Release(), CancellationToken.None));
        Assert.Contains("run 'helm uninstall shop --namespace shop-ns", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deployed", "deployed", DeployEnd.Refused, "helm failed, and changed nothing: UPGRADE FAILED: bad")]
    [InlineData("deployed", "superseded failed deployed", DeployEnd.RolledBack, "helm failed, and went back to what was there before, as revision 3: UPGRADE FAILED: bad")]
    [InlineData("deployed", "deployed failed", DeployEnd.LeftBroken, "helm failed, and left revision 2 failed: UPGRADE FAILED: bad")]
    [InlineData("deployed", "deployed pending-upgrade", DeployEnd.LeftBroken, "helm failed, and left revision 2 pending-upgrade: UPGRADE FAILED: bad")]
    [InlineData("failed", "failed failed deployed", DeployEnd.RolledBack, "helm failed, and went back to what was there before, as revision 3: UPGRADE FAILED: bad")]
    public async Task What_became_of_a_release_that_failed_is_told_from_its_revisions(string before, string after, DeployEnd end, string message)
    {
        using var helm = new FakeHelm(work: "echo 'WARNING: old' >&2; echo 'Error: UPGRADE FAILED: bad' >&2; echo bye >&2; exit 1")
            .History(before.Split(' ')).History(after.Split(' '));
        var outcome = await helm.Engine.DeployAsync(FakeHelm.Release(), CancellationToken.None);
        Assert.Equal((end, $"shop (prod, prod eu/shop-ns): {message}"), (outcome.End, outcome.Message));
        Assert.Equal(end == DeployEnd.Refused ? null : 2, outcome.Failed);
        Assert.Equal(end == DeployEnd.LeftBroken, outcome.Advice?.Contains("./build.sh Rollback --env prod --chart shop", StringComparison.Ordinal) ?? false);
    }

    [Theory]
    [InlineData("Error: INSTALLATION FAILED: release shop failed, and has been uninstalled due to atomic being set: timed out", DeployEnd.RolledBack)]
    [InlineData("Error: INSTALLATION FAILED: execution error", DeployEnd.Refused)]
    public async Task A_first_installation_that_failed_leaves_no_revision(string error, DeployEnd end)
    {
        using var helm = new FakeHelm(work: $"echo '{error}' >&2; exit 1");
        var outcome = await helm.Engine.DeployAsync(FakeHelm.Release(), CancellationToken.None);
        Assert.Equal((end, end == DeployEnd.RolledBack ? 1 : null), (outcome.End, outcome.Failed));
    }

    [Fact]
    public async Task Of_a_long_error_that_helm_printed_already_the_outcome_has_the_beginning()
    {
        var error = "UPGRADE FAILED: " + new string('x', 3000);
        using var helm = new FakeHelm(work: $"echo 'Error: {error}' >&2; exit 1").History("deployed").History("deployed");
        var outcome = await helm.Engine.DeployAsync(FakeHelm.Release(), CancellationToken.None);
        Assert.Equal($"shop (prod, prod eu/shop-ns): helm failed, and changed nothing: {error[..300]} … (helm's lines above have the rest)", outcome.Message);
        Assert.Equal([$"Error: {error}"], helm.Lines);
    }

    [Fact]
    public async Task Being_cancelled_helm_is_interrupted_and_waited_for()
    {
        using var helm = new FakeHelm(work: Endless).History("deployed").History("superseded", "superseded", "deployed");
        using var cancellation = new CancellationTokenSource();
        helm.Printed = line =>
        {
            if (line == "started") cancellation.Cancel();
        };

        var outcome = await helm.Engine.DeployAsync(FakeHelm.Release(), cancellation.Token);

        Assert.Equal(["Error: cancelled", "rolling back", "started"], helm.Lines.Order(StringComparer.Ordinal));
        Assert.Equal(
            (DeployEnd.RolledBack, "shop (prod, prod eu/shop-ns): helm was interrupted, and went back to what was there before, as revision 3: it was interrupted: cancelled"),
            (outcome.End, outcome.Message));
    }

    [Fact]
    public async Task A_deploy_that_takes_too_long_is_interrupted()
    {
        using var helm = new FakeHelm(work: Endless).History("deployed").History("deployed", "failed");
        var outcome = await helm.Engine.DeployAsync(FakeHelm.Release() with { Timeout = TimeSpan.FromMilliseconds(1) }, CancellationToken.None);
        Assert.Equal(
            (DeployEnd.LeftBroken, "shop (prod, prod eu/shop-ns): helm failed, and left revision 2 failed: it took longer than 1s"),
            (outcome.End, outcome.Message.Split(": cancelled")[0]));
    }

    // Goes on until it is interrupted; not for ever, lest a machine without such signals keeps it.
    const string Endless = """
        sleep 60 > /dev/null 2>&1 &
        waiting=$!
        trap 'echo "rolling back"; kill $waiting; echo "Error: cancelled" >&2; exit 1' INT
        echo started
        wait $waiting
        """;

    [Fact]
    public async Task A_deploy_that_is_cancelled_before_it_began_does_nothing()
    {
        using var helm = new FakeHelm();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => helm.Engine.DeployAsync(FakeHelm.Release(), new CancellationToken(canceled: true)));
        Assert.DoesNotContain(helm.Calls, call => call.StartsWith("upgrade", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("superseded superseded deployed", null, "2")]
    [InlineData("superseded superseded failed failed", null, "2")]
    [InlineData("superseded deployed pending-upgrade", null, "2")]
    [InlineData("superseded failed deployed", 2, "2")]
    public async Task A_rollback_goes_to_the_last_good_revision_or_to_the_one_that_was_asked_for(string history, int? revision, string target)
    {
        using var helm = new FakeHelm().History(history.Split(' ')).History("deployed");
        var outcome = await helm.Engine.RollbackAsync(FakeHelm.Release(), revision, CancellationToken.None);
        Assert.Equal(DeployEnd.Done, outcome.End);
        Assert.Equal($"rollback shop {target} --namespace=shop-ns --kube-context=prod eu --wait --wait-for-jobs --timeout 10m", helm.Calls[2]);
    }

    [Theory]
    [InlineData("", null, "there is no such release: nothing was deployed with helm yet")]
    [InlineData("deployed", null, "no earlier revision was ever healthy: there is nothing to go back to")]
    [InlineData("failed failed", null, "no earlier revision was ever healthy: there is nothing to go back to")]
    [InlineData("superseded deployed", 7, "there is no revision 7; there are 1, 2")]
    public async Task A_rollback_that_leads_nowhere_is_refused(string history, int? revision, string message)
    {
        using var helm = new FakeHelm();
        if (history.Length > 0)
            helm.History(history.Split(' '));
        var error = await Assert.ThrowsAsync<DeployException>(() => helm.Engine.RollbackAsync(FakeHelm.Release(), revision, CancellationToken.None));
        Assert.Equal($"shop (prod, prod eu/shop-ns): {message}", error.Message);
    }

    [Fact]
    public async Task A_release_that_is_not_there_is_deleted_already()
    {
        using var helm = new FakeHelm();
        var outcome = await helm.Engine.UninstallAsync(FakeHelm.Release(), CancellationToken.None);
        Assert.Equal((DeployEnd.Done, "shop (prod, prod eu/shop-ns) is not there: nothing was deleted"), (outcome.End, outcome.Message));
    }

    [Fact]
    public async Task A_release_is_deleted_and_waited_for()
    {
        using var helm = new FakeHelm().History("deployed");
        var outcome = await helm.Engine.UninstallAsync(FakeHelm.Release(), CancellationToken.None);
        Assert.Equal((DeployEnd.Done, "shop is deleted"), (outcome.End, outcome.Message));
        Assert.Equal("uninstall shop --namespace=shop-ns --kube-context=prod eu --wait --timeout 10m", helm.Calls[2]);
    }

    [Theory]
    [InlineData("deployed", "uninstalling", "helm failed, and left revision 1 uninstalling: timed out")]
    [InlineData("deployed", "", "helm failed, and forgot the release, of which objects may be left: timed out")]
    public async Task A_release_that_cannot_be_deleted_whole_is_told(string before, string after, string message)
    {
        using var helm = new FakeHelm(work: "echo 'Error: timed out' >&2; exit 1").History(before);
        if (after.Length > 0)
            helm.History(after);
        var outcome = await helm.Engine.UninstallAsync(FakeHelm.Release(), CancellationToken.None);
        Assert.Equal((DeployEnd.LeftBroken, $"shop (prod, prod eu/shop-ns): {message}"), (outcome.End, outcome.Message));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[{\"status\": \"deployed\"}]")]
    [InlineData("[{\"revision\": \"x\", \"status\": \"deployed\"}]")]
    [InlineData("WARNING: [")]
    public async Task A_history_that_is_none_is_said_so(string printed)
    {
        using var helm = new FakeHelm().Answer(printed);
        var error = await Assert.ThrowsAsync<DeployException>(() => helm.Engine.DeployAsync(FakeHelm.Release(), CancellationToken.None));
        Assert.StartsWith("helm history: it printed something else than revisions: ", error.Message, StringComparison.Ordinal);
    }
}
