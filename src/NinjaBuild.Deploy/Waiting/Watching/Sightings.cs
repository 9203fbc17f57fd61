using System.Runtime.CompilerServices;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Waiting.Watching;

/// <summary>What a watch says of an object.</summary>
/// <param name="Name">The object's name; empty where all that is there has been told.</param>
/// <param name="Object">The object; null where it is gone.</param>
/// <param name="IsListed">Whether it was there when the list was read, so that it is no news.</param>
readonly record struct Sighting(string Name, Tree? Object, bool IsListed)
{
    /// <summary>Whether this says that all that is there has been told.</summary>
    public bool IsSynced => Name.Length == 0;
}

/// <summary>Makes of a watch, whose list may start anew at any time, what is there and what is gone.</summary>
static class Sightings
{
    /// <summary>Follows the objects of a kind.</summary>
    /// <param name="api">The cluster.</param>
    /// <param name="resource">The kind.</param>
    /// <param name="ns">The namespace; null for a kind without.</param>
    /// <param name="options">Which.</param>
    /// <param name="names">The names that are told of, and told to be gone where they are not even in the first list; null for all that is there.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ApiException">The server refuses.</exception>
    public static async IAsyncEnumerable<Sighting> FollowAsync(
        ApiClient api, ApiResource resource, string? ns, ListOptions options, IReadOnlyCollection<string>? names,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var wanted = names?.ToHashSet(StringComparer.Ordinal);
        var known = new HashSet<string>(wanted ?? [], StringComparer.Ordinal);
        HashSet<string>? unseen = null;
        await foreach (var change in api.WatchAsync(resource, ns, options, cancellation))
        {
            var name = change.Object.Text("metadata", "name") ?? "";
            switch (change.Kind)
            {
                case WatchEventKind.Reset:
                    unseen = new HashSet<string>(known, StringComparer.Ordinal);
                    break;
                case WatchEventKind.Synced:
                    foreach (var gone in unseen ?? []) yield return new Sighting(gone, Object: null, IsListed: false);
                    known.ExceptWith(unseen ?? []);
                    unseen = null;
                    yield return default(Sighting) with { Name = "" };
                    break;
                case var _ when wanted?.Contains(name) == false || name.Length == 0:
                    break;
                case WatchEventKind.Changed:
                    known.Add(name);
                    unseen?.Remove(name);
                    yield return new Sighting(name, change.Object, IsListed: unseen is not null);
                    break;
                case WatchEventKind.Deleted:
                    known.Remove(name);
                    yield return new Sighting(name, Object: null, IsListed: false);
                    break;
            }
        }
    }
}
