using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Engines;

/// <summary>
/// Reads what Helm last deployed from where Helm keeps it: a Secret <c>sh.helm.release.v1.NAME.vN</c>, whose release is JSON, compressed with
/// gzip, in base64 (helm.sh/helm/v3/pkg/storage/driver/secrets.go and util.go).
/// </summary>
static class HelmInventory
{
    const int MaxBytes = 64 << 20;

    /// <summary>The manifests of a revision, without those of its hooks; null where there is none.</summary>
    /// <param name="api">The cluster.</param>
    /// <param name="secrets">How Secrets are reached.</param>
    /// <param name="release">The release.</param>
    /// <param name="revision">The revision; null for the one that is deployed.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DeployException">It cannot be read.</exception>
    public static async Task<string?> ReadAsync(ApiClient api, ApiResource secrets, Release release, int? revision, CancellationToken cancellation)
    {
        Tree? newest = null;
        var wanted = revision is { } number ? string.Create(CultureInfo.InvariantCulture, $"version={number}") : "status=deployed";
        var options = new ListOptions { Labels = $"owner=helm,name={release.Name},{wanted}" };
        await foreach (var secret in api.ListAsync(secrets, release.Namespace, options, cancellation))
        {
            if (newest is null || Number(secret) > Number(newest))
                newest = secret;
        }

        return newest is null ? null : Manifest(newest, release);
    }

    static int Number(Tree secret) => int.TryParse(secret.Text("metadata", "labels", "version"), out var number) ? number : 0;

    static string Manifest(Tree secret, Release release)
    {
        try
        {
            var stored = Convert.FromBase64String(Encoding.ASCII.GetString(Convert.FromBase64String(secret.Text("data", "release") ?? "")));
            using var json = JsonDocument.Parse(Unzipped(stored));
            return json.RootElement.GetProperty("manifest").GetString() ?? "";
        }
        catch (Exception error) when (error is FormatException or InvalidDataException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new DeployException($"Secret {release.Namespace}/{secret.Text("metadata", "name")}", $"is no release of Helm's that can be read: {error.Message}");
        }
    }

    static MemoryStream Unzipped(byte[] stored)
    {
        using var gzip = new GZipStream(new MemoryStream(stored), CompressionMode.Decompress);
        var result = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = gzip.Read(buffer)) > 0;)
        {
            if (result.Length + read > MaxBytes)
                throw new InvalidDataException($"it has more than {MaxBytes} bytes");
            result.Write(buffer, 0, read);
        }

        result.Position = 0;
        return result;
    }
}
