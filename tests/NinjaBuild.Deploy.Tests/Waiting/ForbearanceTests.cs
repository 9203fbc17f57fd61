using NinjaBuild.Deploy.Waiting;

namespace NinjaBuild.Deploy.Tests.Waiting;

/// <summary>Kinds that may never get healthy, through no fault of theirs.</summary>
public sealed class ForbearanceTests : WaitTest
{
    const string StorageClass = "{ apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: { name: fast }, provisioner: example.com/disks, volumeBindingMode: ";

    [Fact]
    public async Task An_Ingress_is_waited_for_to_get_an_address()
    {
        Server.Simulation.HoldLoadBalancers = true;
        var wait = Start(await ApplyAsync(Ingress()));
        await wait.UntilAsync("waits for an address");
        Server.Simulation.HoldLoadBalancers = false;
        Server.Simulation.Run();
        var outcome = await wait.EndAsync();
        Assert.Empty(outcome.Warnings);
        Assert.Contains("Ingress web = Healthy: 203.0.113.10", wait.Lines);
    }

    [Fact]
    public async Task An_address_that_does_not_come_is_a_warning()
    {
        Server.Simulation.HoldLoadBalancers = true;
        var wait = Start(await ApplyAsync(Ingress()), await ApplyAsync(LoadBalancer));
        await wait.UntilAsync("Ingress web = Progressing");
        await wait.UntilAsync("Service web = Progressing");
        Clock.Advance(Options.IngressAddressFor);
        await wait.UntilAsync("Ingress web = Healthy: has no address, and none came in time");
        Clock.Advance(Options.LoadBalancerAddressFor - Options.IngressAddressFor);
        await AssertWarnsAsync(wait, "has no address, and none came in time", "has no address, and none came in time");
    }

    [Fact]
    public async Task An_address_that_does_not_come_is_a_failure_where_that_is_wanted()
    {
        Options = Options with { FailsWithoutAddress = true };
        Server.Simulation.HoldLoadBalancers = true;
        var wait = Start(await ApplyAsync(LoadBalancer));
        await wait.UntilAsync("waits for an address");
        Clock.Advance(Options.LoadBalancerAddressFor);
        Assert.Equal("has no address, and none came in time", Assert.Single((await wait.EndAsync()).Stuck).Reason);
    }

    [Fact]
    public async Task A_time_that_is_up_before_that_of_the_address_is_no_failure_either()
    {
        Server.Simulation.HoldLoadBalancers = true;
        var wait = Start(Seconds(10), CancellationToken.None, await ApplyAsync(LoadBalancer));
        await wait.UntilAsync("waits for an address");
        Clock.Advance(Seconds(10));
        await AssertWarnsAsync(wait, "waits for an address");
    }

    [Fact]
    public async Task An_address_that_was_not_there_before_is_not_waited_for_again()
    {
        Server.Simulation.HoldLoadBalancers = true;
        var items = new[] { await ApplyAsync(Ingress(), isUnchanged: true), await ApplyAsync(LoadBalancer, isUnchanged: true) };
        await AssertWarnsAsync(Start(items), "has no address, and none came in time", "has no address, and none came in time");
    }

    [Fact]
    public async Task An_Ingress_whose_class_is_not_there_is_not_waited_for()
    {
        Server.Simulation.HoldLoadBalancers = true;
        var wait = Start(await ApplyAsync(Ingress("ingressClassName: nginx,")));
        await AssertWarnsAsync(wait, "has no address: there is no IngressClass nginx in the cluster");
    }

    [Fact]
    public async Task An_Ingress_whose_class_is_there_is_waited_for()
    {
        Server.Simulation.HoldLoadBalancers = true;
        Server.Objects.Apply("{ apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: { name: nginx }, spec: { controller: example.com/nginx } }");
        var wait = Start(await ApplyAsync(Ingress("ingressClassName: nginx,")));
        await wait.UntilAsync("waits for an address");
        Server.Simulation.HoldLoadBalancers = false;
        Server.Simulation.Run();
        Assert.Empty((await wait.EndAsync()).Warnings);
    }

    [Fact]
    public async Task A_claim_whose_class_binds_late_is_done_without_a_volume()
    {
        Server.Simulation.HoldClaims = true;
        Server.Objects.Apply(StorageClass + "WaitForFirstConsumer }");
        var wait = Start(await ApplyAsync(Claim()));
        Assert.True((await wait.EndAsync()).IsHealthy);
        Assert.Equal(["PersistentVolumeClaim data = Healthy: gets its volume when a pod uses it"], wait.Lines);
    }

    [Theory]
    [InlineData("Immediate }")]
    [InlineData(null)]
    public async Task A_claim_whose_class_binds_at_once_or_is_not_there_is_waited_for_to_the_end(string? mode)
    {
        Server.Simulation.HoldClaims = true;
        if (mode is not null)
            Server.Objects.Apply(StorageClass + mode);
        var wait = Start(await ApplyAsync(Claim()));
        await wait.UntilAsync("waits for a volume");
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("is not done after 5 min: waits for a volume", Assert.Single((await wait.EndAsync()).Stuck).Reason);
    }

    [Fact]
    public async Task A_claim_of_a_class_that_may_not_be_read_is_waited_for_a_while()
    {
        Server.Simulation.HoldClaims = true;
        Server.Permissions.Forbid("get", "storageclasses");
        var wait = Start(await ApplyAsync(Claim()));
        await wait.UntilAsync("waits for a volume");
        Clock.Advance(Options.UnknownVolumeFor);
        await AssertWarnsAsync(wait, "has no volume so far; whether its storage class fast makes one before a pod uses it could not be read");
    }

    [Fact]
    public async Task An_autoscaler_without_metrics_is_done_and_a_warning()
    {
        const string Autoscaler = "{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: { name: web }, spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: none } } }";
        Assert.Empty((await Start(await ApplyAsync(Autoscaler)).EndAsync()).Warnings);
        Assert.StartsWith("FailedGetScale: ", Assert.Single((await Start(await ApplyAsync(Autoscaler)).EndAsync()).Warnings).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_wait_for_health_asks_nothing()
    {
        List<WaitItem> items =
        [
            await ApplyAsync("{ apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: { name: web }, spec: { minAvailable: 1, selector: { matchLabels: { app: web } } } }"),
            await ApplyAsync("{ apiVersion: batch/v1, kind: CronJob, metadata: { name: nightly }, spec: { schedule: '0 0 * * *', jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [ { name: job, image: x } ] } } } } } }"),
            await ApplyAsync("{ apiVersion: v1, kind: Secret, metadata: { name: db } }"),
        ];
        Server.ForgetRequests();
        Assert.True((await Start(items).EndAsync()).IsHealthy);
        Assert.Empty(Server.Requests);
    }

    async Task AssertWarnsAsync(RunningWait wait, params string[] reasons)
    {
        var outcome = await wait.EndAsync();
        Assert.Empty(outcome.Stuck);
        Assert.Equal(reasons, outcome.Warnings.Select(warning => warning.Reason));
    }
}
