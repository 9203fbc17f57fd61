using System.Collections.Concurrent;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Guards;

/// <summary>
/// Whether everything that the pods of a release refer to is there, in the cluster or in the release itself: Secrets and ConfigMaps with
/// their keys, ServiceAccounts, claims of volumes. A pod that refers to one that is missing never starts.
/// </summary>
sealed class MissingReferences(ApiClient api, ApiDiscovery discovery)
{
    const int MaxPlacesShown = 5;

    /// <summary>All that are missing, each with what needs it.</summary>
    /// <param name="content">The release.</param>
    /// <param name="pruned">What is going to be deleted, and cannot be relied upon.</param>
    /// <param name="notes">Gets what could not be looked at.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<IReadOnlyList<DeployProblem>> FindAsync(ReleaseContent content, IReadOnlySet<ObjectIdentity> pruned, ICollection<string> notes, CancellationToken cancellation)
    {
        var unseen = new ConcurrentQueue<string>();
        var items = content.Objects.Concat(content.Hooks.Select(hook => hook.Object)).ToList();
        var own = items
            .Where(item => item.Identity is { Group: "", Kind: "Secret" or "ConfigMap" or "ServiceAccount" or "PersistentVolumeClaim" })
            .GroupBy(item => (item.Identity.Kind, item.Identity.Namespace, item.Identity.Name))
            .ToDictionary(group => group.Key, group => group.SelectMany(item => Keys(item.Body)).ToHashSet(StringComparer.Ordinal));
        var wanted = items.SelectMany(item => Reference.Of(item.Identity, item.Body)).GroupBy(reference => (reference.Kind, reference.Namespace, reference.Name));
        var found = await Task.WhenAll(wanted.Select(async references =>
        {
            var keys = own.GetValueOrDefault(references.Key);
            if (keys is not null && references.All(reference => reference.Key is null || keys.Contains(reference.Key)))
                return [];
            if (pruned.Contains(new ObjectIdentity("", references.Key.Kind, references.Key.Namespace, references.Key.Name)))
                return [new DeployProblem(Subject(references), $"is no longer in the chart, so that this deploy deletes it: leave it there; {NeededBy(references.Select(reference => reference.Workload))}")];
            return Missing(references, await LiveKeysAsync(references.Key, unseen, cancellation), keys);
        }));
        foreach (var note in unseen)
            notes.Add(note);
        return [.. found.SelectMany(problems => problems).OrderBy(problem => problem.Subject, StringComparer.Ordinal)];
    }

    sealed record LiveKeys(bool IsKnown, HashSet<string>? Keys);

    async Task<LiveKeys> LiveKeysAsync((string Kind, string Namespace, string Name) wanted, ConcurrentQueue<string> unseen, CancellationToken cancellation)
    {
        var resource = discovery.Find("v1", wanted.Kind)!;
        try
        {
            var live = await api.GetAsync(resource, wanted.Namespace, wanted.Name, cancellation);
            return new LiveKeys(IsKnown: true, live is null ? null : Keys(live).ToHashSet(StringComparer.Ordinal));
        }
        catch (ApiException error) when (error.Kind == ApiErrorKind.Forbidden)
        {
            unseen.Enqueue($"cannot tell whether the {wanted.Kind} {wanted.Namespace}/{wanted.Name} has what is needed of it: no permission to read it");
            return new LiveKeys(IsKnown: false, Keys: null);
        }
    }

    static IEnumerable<string> Keys(Tree body) => body.Mapping("data").Keys.Concat(body.Mapping("binaryData").Keys);

    static IReadOnlyList<DeployProblem> Missing(IGrouping<(string Kind, string Namespace, string Name), Reference> references, LiveKeys live, HashSet<string>? own)
    {
        if (!live.IsKnown)
            return [];
        var subject = Subject(references);
        if (live.Keys is null && own is null)
        {
            var keys = references.Select(reference => reference.Key).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            var with = keys.Count == 0 ? "" : $" with {(keys.Count == 1 ? "the key" : "the keys")} {string.Join(", ", keys)}";
            return [new DeployProblem(subject, $"is not in the cluster: make it{with}; {NeededBy(references.Select(reference => reference.Workload))}")];
        }

        return
        [
            .. references.Where(reference => reference.Key is { } key && live.Keys?.Contains(key) != true && own?.Contains(key) != true)
                .GroupBy(reference => reference.Key!, StringComparer.Ordinal)
                .Select(missing => new DeployProblem(subject, $"has no key {missing.Key}: add it; {NeededBy(missing.Select(reference => $"{reference.Workload} ({reference.Where})"))}")),
        ];
    }

    static string Subject(IGrouping<(string Kind, string Namespace, string Name), Reference> references) =>
        $"{references.Key.Kind} {references.Key.Namespace}/{references.Key.Name}";

    static string NeededBy(IEnumerable<string> places)
    {
        var distinct = places.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var shown = string.Join(", ", distinct.Take(MaxPlacesShown));
        return distinct.Count > MaxPlacesShown ? $"needed by {shown} and {distinct.Count - MaxPlacesShown} more" : $"needed by {shown}";
    }
}
