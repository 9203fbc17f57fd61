using NinjaBuild.Deploy.Releases;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Recovery;

/// <summary>
/// Gives fields that a deploy took from other managers back to them: their values first, in the name of who had them, and then what
/// <c>metadata.managedFields</c> said of who that was.
/// </summary>
static class TakenFields
{
    /// <summary>The owners that lost fields, as they stood in <c>managedFields</c> before.</summary>
    /// <param name="before">The object before it was changed.</param>
    /// <param name="after">The object as the server answered; null where no answer came, so that all may have lost some.</param>
    public static IReadOnlyList<Tree> Losers(Tree before, Tree? after)
    {
        var still = AppliedConfiguration.Owners(after).Select(Fields).ToHashSet();
        return [.. AppliedConfiguration.Owners(before).Where(entry => entry.Text("manager") != Ownership.FieldManager && !still.Contains(Fields(entry)))];
    }

    /// <summary>Gives them back. What was changed meanwhile, by whomever, stays.</summary>
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
        var live = before;
        foreach (var loser in losers)
        {
            var fields = AppliedConfiguration.OfFields(before, loser.Mapping("fieldsV1"));
            var options = new ApplyOptions { Force = true, FieldManager = loser.Text("manager"), KeepManagedFields = true };
            live = (await api.ApplyAsync(resource, ns, name, fields, options, cancellation)).Object;
        }

        // Applying made each the applier of its fields, whatever it was before.
        var returned = losers.Select(loser => loser.Text("manager")).ToHashSet();
        var others = live.Items("metadata", "managedFields").Where(entry => !IsApplierAmong(returned, entry));
        var patch = new List<object?>
        {
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["op"] = "replace", ["path"] = "/metadata/managedFields", ["value"] = losers.Concat(others).ToList() },
        };
        return await api.PatchAsync(resource, ns, name, PatchType.Json, patch, new WriteOptions { FieldManager = Ownership.FieldManager }, cancellation);
    }

    static bool IsApplierAmong(HashSet<string?> managers, object? entry) =>
        entry.Text("operation") == "Apply" && entry.Text("subresource") is null or "" && managers.Contains(entry.Text("manager"));

    static (string? Manager, string? Operation, string Fields) Fields(Tree entry) =>
        (entry.Text("manager"), entry.Text("operation"), ContentDigest.Of(entry.Mapping("fieldsV1")));
}
