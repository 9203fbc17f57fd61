using NinjaBuild.Deploy.Releases;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Recovery;

/// <summary>Gives fields that a deploy took from other managers back to them: their values, and what <c>metadata.managedFields</c> said of them.</summary>
static class TakenFields
{
    /// <summary>The owners that lost fields, as they stood in <c>managedFields</c> before.</summary>
    /// <param name="before">The object before it was changed.</param>
    /// <param name="after">The object as the server answered; null where no answer came, so that all may have lost some.</param>
    public static IReadOnlyList<Tree> Losers(Tree before, Tree? after)
    {
        var still = AppliedConfiguration.Owners(after).Select(entry => (Owner(entry), Fields(entry))).ToHashSet();
        return [.. AppliedConfiguration.Owners(before).Where(entry => !IsOurs(entry) && !still.Contains((Owner(entry), Fields(entry))))];

        static string Fields(Tree entry) => ContentDigest.Of(entry.Mapping("fieldsV1"));
    }

    /// <summary>
    /// Restores an object together with the fields of owners that lost some. All values come back at once: without those of the others, what
    /// the release had may not be a valid object. What was changed meanwhile in other fields, by whomever, stays.
    /// </summary>
    /// <param name="api">The cluster.</param>
    /// <param name="resource">How the object is reached.</param>
    /// <param name="before">The object before it was changed.</param>
    /// <param name="losers">The owners that lost fields.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The object.</returns>
    /// <exception cref="ApiException">The server refuses it.</exception>
    public static async Task<Tree> GiveBackAsync(ApiClient api, ApiResource resource, Tree before, IReadOnlyList<Tree> losers, CancellationToken cancellation)
    {
        var (ns, name) = (before.Text("metadata", "namespace") ?? "", before.Text("metadata", "name") ?? "");
        List<Tree> former = [.. losers, .. AppliedConfiguration.Owners(before).Where(IsOurs)];
        var body = AppliedConfiguration.OfFields(before, former.Select(entry => entry.Mapping("fieldsV1")).Aggregate(AppliedConfiguration.Union));
        var options = new ApplyOptions { Force = true, FieldManager = Ownership.FieldManager, KeepManagedFields = true };
        var live = (await api.ApplyAsync(resource, ns, name, body, options, cancellation)).Object;

        // The values are there, all as this manager's own: now they become again whose they were.
        var owners = live.Items("metadata", "managedFields").OfType<Tree>().ToList();
        var restored = losers.Select(loser => WithFieldsOf(loser, owners.Find(entry => Owner(entry) == Owner(loser))));
        var kept = owners.Where(entry => !IsOurs(entry) && !losers.Any(loser => Owner(loser) == Owner(entry)));
        var patch = new List<object?>
        {
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["op"] = "replace",
                ["path"] = "/metadata/managedFields",
                ["value"] = restored.Concat(former.Skip(losers.Count)).Concat(kept).ToList<object?>(),
            },
        };
        return await api.PatchAsync(resource, ns, name, PatchType.Json, patch, new WriteOptions { FieldManager = Ownership.FieldManager }, cancellation);
    }

    static bool IsOurs(Tree entry) => entry.Text("manager") == Ownership.FieldManager && entry.Text("subresource") is null or "";

    // What makes two entries one and the same owner's.
    static (string? Manager, string? Operation, string? Version, string Subresource) Owner(Tree entry) =>
        (entry.Text("manager"), entry.Text("operation"), entry.Text("apiVersion"), entry.Text("subresource") ?? "");

    // An owner that lost some of its fields still has the others, and may have got more since.
    static Tree WithFieldsOf(Tree loser, Tree? live) => live is null ? loser : new Dictionary<string, object?>(loser, StringComparer.Ordinal)
    {
        ["fieldsV1"] = AppliedConfiguration.Union(loser.Mapping("fieldsV1"), live.Mapping("fieldsV1")),
    };
}
