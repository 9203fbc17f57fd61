using System.Text;
using System.Text.Json;
using NinjaBuild.Kubernetes.Client.Json;
using NinjaBuild.Kubernetes.Client.Kubectl;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Kubernetes.Client;

/// <summary>A context of a kubeconfig.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cluster">The name of its cluster.</param>
/// <param name="Server">The address of the cluster's API server; empty where the cluster is not declared.</param>
/// <param name="User">The name of its user.</param>
/// <param name="Namespace">The namespace it prefers; null for none.</param>
public sealed record KubeContext(string Name, string Cluster, string Server, string User, string? Namespace);

/// <summary>The contexts that kubectl knows. Credentials are no part of it: kubectl blacks them out.</summary>
/// <param name="Contexts">The contexts, as they are declared.</param>
/// <param name="CurrentContext">The name of the one kubectl uses by itself; null for none.</param>
public sealed record KubeConfig(IReadOnlyList<KubeContext> Contexts, string? CurrentContext)
{
    /// <summary>Reads what kubectl makes of its files (<c>kubectl config view</c>).</summary>
    /// <param name="kubeconfig">The file; null for those that kubectl takes by itself.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ApiException">There is no kubectl, or it cannot read its files.</exception>
    public static Task<KubeConfig> ReadAsync(string? kubeconfig, CancellationToken cancellation) =>
        ReadAsync(KubectlProgram.Find(kubeconfig), cancellation);

    /// <inheritdoc cref="ReadAsync(string?, CancellationToken)"/>
    public static Task<KubeConfig> ReadAsync(CancellationToken cancellation) => ReadAsync(kubeconfig: null, cancellation);

    internal static async Task<KubeConfig> ReadAsync(KubectlProgram kubectl, CancellationToken cancellation)
    {
        var json = await kubectl.RunAsync(["config", "view", "-o", "json"], cancellation);
        try
        {
            return Of(JsonTree.Read(Encoding.UTF8.GetBytes(json), new StringPool()));
        }
        catch (JsonException e)
        {
            throw new ApiException(ApiErrorKind.Context, 0, $"what `kubectl config view` prints is no proper JSON: {e.Message}", e);
        }
    }

    static KubeConfig Of(object? tree)
    {
        var servers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var cluster in tree.Items("clusters")) servers[cluster.Text("name") ?? ""] = cluster.Text("cluster", "server") ?? "";
        var contexts = tree.Items("contexts").Select(item =>
        {
            var cluster = item.Text("context", "cluster") ?? "";
            var server = servers.GetValueOrDefault(cluster, "");
            var ns = item.Text("context", "namespace") is { Length: > 0 } preferred ? preferred : null;
            return new KubeContext(item.Text("name") ?? "", cluster, server, item.Text("context", "user") ?? "", ns);
        });
        var current = tree.Text("current-context");
        return new KubeConfig([.. contexts], string.IsNullOrEmpty(current) ? null : current);
    }
}
