using System.Globalization;
using NinjaBuild.ApiServer.Requests;
using NinjaBuild.Deploy.Records;

namespace NinjaBuild.EndToEnd.Tests.Deploying;

/// <summary>Deploys that are killed, and what the next run makes of it.</summary>
public sealed class DeployKillTests
{
    // Hundreds where somebody asks for them.
    static readonly int? Kills = int.TryParse(Environment.GetEnvironmentVariable("NINJABUILD_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : null;

    readonly Random _random = new(20_262);

    [DeployFact]
    public async Task What_was_killed_at_any_moment_is_finished_by_the_next_run()
    {
        await using var scene = await DeployScene.StartAsync();
        var wanted = await ContentsAsync(scene, 1, 2);
        var requests = scene.Server.Requests.Count / 2;
        for (var round = 0; round < (Kills ?? 3); round++)
        {
            var version = 1 + (round % 2);
            var killed = await KillAsync(scene.Declare(version), _ => true, 1 + _random.Next(requests), round);

            var next = await scene.DeployAsync();

            var told = Told(round, killed, next);
            Assert.True(next.ExitCode == 0, told);
            Assert.Equal(wanted[version], scene.Content());
            await scene.AssertSettledAsync(told, RevisionStatus.Deployed);
        }
    }

    [DeployFact]
    public async Task What_was_killed_is_undone_when_the_next_run_fails()
    {
        await using var scene = await DeployScene.StartAsync();
        var wanted = await ContentsAsync(scene, 2, 1);
        var requests = scene.Server.Requests.Count(IsWrite) / 2;
        scene.Refuse("back", 3);
        var good = 1;
        for (var round = 0; round < (Kills ?? 1); round++)
        {
            var killed = await KillAsync(scene.Declare(3 - good), IsWrite, 1 + _random.Next(requests), round);

            var next = await scene.Declare(3).DeployAsync();

            var told = Told(round, killed, next);
            Assert.True(next.ExitCode == 4, told);
            // The last of its requests are about a deploy that is done.
            good = await scene.AssertSettledAsync(told, RevisionStatus.RolledBack);
            Assert.Equal(wanted[good], scene.Content());
        }
    }

    [DeployFact]
    public async Task A_rollback_that_was_killed_is_finished_by_the_next_run_whether_that_fails_or_not()
    {
        await using var scene = await DeployScene.StartAsync();
        var wanted = await ContentsAsync(scene, 2, 1);
        scene.Refuse("back", 3);
        for (var round = 0; round < (Kills ?? 1); round++)
        {
            var hasFailed = false;
            scene.Declare(3).Refused = () => hasFailed = true;
            var killed = await KillAsync(scene, request => hasFailed && IsWrite(request), 1 + _random.Next(8), round);
            var isMended = round % 2 == 0;

            var next = await scene.Declare(isMended ? 1 : 3).DeployAsync();

            var told = Told(round, killed, next);
            // Where the kill came too late for the rollback, there is nothing to finish.
            Assert.True(next.ExitCode == (isMended ? 0 : 4), told);
            Assert.Equal(wanted[1], scene.Content());
            await scene.AssertSettledAsync(told, RevisionStatus.Deployed, RevisionStatus.RolledBack);
        }
    }

    [DeployFact]
    public async Task A_first_deploy_that_was_killed_is_finished_or_leaves_nothing_behind()
    {
        for (var round = 0; round < (Kills ?? 1); round++)
        {
            await using var scene = await DeployScene.StartAsync();
            scene.Refuse("back", 3);
            var killed = await KillAsync(scene.Declare(1), IsWrite, 1 + _random.Next(14), round);
            var isMended = round % 2 == 0;

            var next = await scene.Declare(isMended ? 2 : 3).DeployAsync();

            var told = Told(round, killed, next);
            Assert.True(next.ExitCode == (isMended ? 0 : 4), told);
            var good = await scene.AssertSettledAsync(told, isMended ? RevisionStatus.Deployed : RevisionStatus.RolledBack);
            Assert.Equal(isMended, scene.HasHook);
            // The last of its requests are about a deploy that is done.
            Assert.True(isMended ? good == 2 : good is 0 or 1, told);
            Assert.Equal(good > 0, scene.Content().Count > 0);
        }
    }

    [DeployFact]
    public async Task Pruning_that_was_killed_is_finished_by_the_next_run()
    {
        await using var scene = await DeployScene.StartAsync();
        var wanted = await ContentsAsync(scene, 2, 1);
        for (var round = 0; round < (Kills ?? 1); round++)
        {
            var version = 2 - (round % 2);
            var killed = await KillAsync(
                scene.Declare(version), request => request.Verb == "delete" && request.Resource is "configmaps" or "services" or "deployments", 1 + _random.Next(3), round);

            var next = await scene.DeployAsync();

            var told = Told(round, killed, next);
            Assert.True(next.ExitCode == 0, told);
            Assert.Equal(wanted[version], scene.Content());
            await scene.AssertSettledAsync(told, RevisionStatus.Deployed);
        }
    }

    static bool IsWrite(ApiRequest request) => request is { IsWrite: true, IsDryRun: false };

    static string Told(int round, string killed, FrontDoor.Result next) => $"round {round}, killed:\n{killed}\nthen:\n{next.Output}";

    static async Task<Dictionary<int, IReadOnlyList<string>>> ContentsAsync(DeployScene scene, params int[] versions)
    {
        var contents = new Dictionary<int, IReadOnlyList<string>>();
        foreach (var version in versions)
        {
            var result = await scene.Declare(version).DeployAsync();
            Assert.True(result.ExitCode == 0, result.Output);
            contents[version] = scene.Content();
        }

        return contents;
    }

    // Kills a deploy at one of its requests, or a little later: by turns the process alone, and all of its group. It may have ended by then.
    async Task<string> KillAsync(DeployScene scene, Func<ApiRequest, bool> at, int number, int round)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var fault = scene.Server.Faults.On(at).Nth(number).Run(_ => reached.SetResult());
        using var process = scene.Start();
        await Task.WhenAny(reached.Task, process.EndAsync());
        await process.EndsWithinAsync(TimeSpan.FromMilliseconds(_random.Next(20)));
        if (round % 4 < 2)
            process.SignalGroup("KILL");
        else
            process.Signal("KILL");
        await process.EndAsync();
        scene.Server.Faults.Remove(fault);
        return process.Output;
    }
}
