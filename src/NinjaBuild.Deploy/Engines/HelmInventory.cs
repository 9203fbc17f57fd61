using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Engines;

/// <summary>
/// Reads what Helm deployed from where Helm keeps it: a Secret <c>sh.helm.release.v1.NAME.vN</c>, whose release is JSON, compressed with
/// gzip, in base64 (helm.sh/helm/v3/pkg/storage/driver/secrets.go and util.go).
/// </summary>
static class HelmInventory
{
    const int MaxBytes = 64 << 20;

    /// <summary>A revision; null where there is none.</summary>
    /// <param name="api">The cluster.</param>
    /// <param name="secrets">How Secrets are reached.</param>
    /// <param name="release">The release.</param>
    /// <param name="revision">The revision; null for the one that is deployed.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DeployException">It cannot be read.</exception>
    public static async Task<StoredRevision?> ReadAsync(ApiClient api, ApiResource secrets, Release release, int? revision, CancellationToken cancellation) => Newest(
        await ReadAllAsync(api, secrets, release, revision is { } number ? string.Create(CultureInfo.InvariantCulture, $"version={number}") : "status=deployed", cancellation));

    /// <summary>The newest revision, whatever became of it; null where there is none.</summary>
    /// <inheritdoc cref="ReadAsync" path="/param|/exception"/>
    public static async Task<StoredRevision?> ReadNewestAsync(ApiClient api, ApiResource secrets, Release release, CancellationToken cancellation) =>
        Newest(await ReadAllAsync(api, secrets, release, "status!=superseded", cancellation));

    /// <summary>The revisions with certain labels, in no order.</summary>
    /// <param name="api">The cluster.</param>
    /// <param name="secrets">How Secrets are reached.</param>
    /// <param name="release">The release.</param>
    /// <param name="labels">What is asked of the labels; null for all revisions.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DeployException">One cannot be read.</exception>
    public static async Task<IReadOnlyList<StoredRevision>> ReadAllAsync(ApiClient api, ApiResource secrets, Release release, string? labels, CancellationToken cancellation)
    {
        var result = new List<StoredRevision>();
        var options = new ListOptions { Labels = $"owner=helm,name={release.Name}{(labels is null ? "" : $",{labels}")}" };
        await foreach (var secret in api.ListAsync(secrets, release.Namespace, options, cancellation))
            result.Add(Read(secret, release));
        return result;
    }

    static StoredRevision? Newest(IReadOnlyList<StoredRevision> revisions) => revisions.MaxBy(revision => revision.Number);

    static StoredRevision Read(Tree secret, Release release)
    {
        try
        {
            var stored = Convert.FromBase64String(Encoding.ASCII.GetString(Convert.FromBase64String(secret.Text("data", "release") ?? "")));
            using var json = JsonDocument.Parse(Unzipped(stored));
            var number = int.TryParse(secret.Text("metadata", "labels", "version"), CultureInfo.InvariantCulture, out var version) ? version : 0;
            return new StoredRevision(number, secret.Text("metadata", "labels", "status") ?? "", json.RootElement.GetProperty("manifest").GetString() ?? "", Hooks(json.RootElement));
        }
        catch (Exception error) when (error is FormatException or InvalidDataException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new DeployException($"Secret {release.Namespace}/{secret.Text("metadata", "name")}", $"is no release of Helm's that can be read: {error.Message}");
        }
    }

    static IReadOnlyList<string> Hooks(JsonElement release) =>
        release.TryGetProperty("hooks", out var hooks) && hooks.ValueKind == JsonValueKind.Array
            ? [.. hooks.EnumerateArray().Select(hook => $"---\n{hook.GetProperty("manifest").GetString()}\n")]
            : [];

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
