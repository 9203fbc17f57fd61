using NinjaBuild.ApiServer;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Kubernetes.Client;

namespace NinjaBuild.Deploy.Tests.Records;

/// <summary>A test with a cluster in memory that has the namespace of a release.</summary>
public abstract class RecordTest : IAsyncLifetime
{
    protected static Release Shop { get; } = new("shop", "dev", "test", "shop-dev");

    protected TestApiServer Server { get; private set; } = null!;

    private protected ApiClient Api { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await TestApiServer.StartAsync();
        Server.Objects.Apply("{ apiVersion: v1, kind: Namespace, metadata: { name: shop-dev } }");
        Api = await ApiClient.ConnectAsync(Server.Address, new ApiClientOptions { Time = new ImpatientClock() }, CancellationToken.None);
        Server.ForgetRequests();
    }

    public async Task DisposeAsync()
    {
        await Api.DisposeAsync();
        await Server.DisposeAsync();
    }
}
