using NinjaBuild.ApiServer.Controllers;
using NinjaBuild.Deploy.Records;

namespace NinjaBuild.EndToEnd.Tests.Deploying;

/// <summary>Ctrl+C, which a terminal sends to kubectl as well.</summary>
public sealed class DeployInterruptTests
{
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [DeployFact]
    public async Task Ctrl_C_takes_back_what_was_done()
    {
        await using var scene = await DeployScene.StartAsync();
        Assert.Equal(0, (await scene.Declare(1).DeployAsync()).ExitCode);
        var before = scene.Content();
        using var process = await StartHangingAsync(scene.Declare(2));

        process.SignalGroup("INT");

        Assert.True(await process.EndAsync().WaitAsync(Soon) == 4, process.Output);
        Assert.Contains("Interrupted: what was begun is undone first", process.Output, StringComparison.Ordinal);
        Assert.Equal(before, scene.Content());
        await scene.AssertSettledAsync(process.Output, RevisionStatus.RolledBack);
    }

    [DeployFact]
    public async Task A_second_Ctrl_C_ends_the_rollback_too_and_what_is_left_is_told_by_name()
    {
        await using var scene = await DeployScene.StartAsync();
        Assert.Equal(0, (await scene.Declare(1).DeployAsync()).ExitCode);
        using var process = await StartHangingAsync(scene.Declare(2));
        var (rollback, gate) = (new TaskCompletionSource(), new TaskCompletionSource());
        scene.Server.Faults.On("apply", "deployments", "front", isDryRun: false).Run(_ => rollback.TrySetResult());
        scene.Server.Faults.On("apply", "deployments", "front", isDryRun: false).HoldUntil(gate.Task);
        process.SignalGroup("INT");
        await rollback.Task.WaitAsync(Soon);

        process.SignalGroup("INT");

        Assert.True(await process.EndAsync().WaitAsync(Soon) == 5, process.Output);
        Assert.True(process.Output.Contains("Deployment.apps shop-dev/front: was changed and is not taken back: the rollback was stopped", StringComparison.Ordinal), process.Output);
        Assert.Contains("to go on: ", process.Output, StringComparison.Ordinal);
        scene.Server.Faults.Clear();
        gate.SetResult();
        var next = await scene.Declare(1).DeployAsync();
        Assert.True(next.ExitCode == 0, next.Output);
        await scene.AssertSettledAsync(next.Output, RevisionStatus.Deployed);
    }

    // A deploy that has applied something and waits for what never comes.
    static async Task<DeployProcess> StartHangingAsync(DeployScene scene)
    {
        var applied = new TaskCompletionSource();
        scene.Server.Simulation.SetImage("example.com/front:2.0.0", PodBehavior.Hangs());
        scene.Server.Faults.On("watch", "deployments").Run(_ => applied.TrySetResult());
        var process = scene.Start();
        await Task.WhenAny(applied.Task, process.EndAsync()).WaitAsync(Soon);
        scene.Server.Faults.Clear();
        return process;
    }
}
