using System.Collections.Concurrent;
using NinjaBuild.Deploy.Records;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Kubernetes.Changes;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Order;
using NinjaBuild.Kubernetes.Schema;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Planning;

/// <summary>What a user allows a plan to do.</summary>
/// <param name="Replace">Whether objects may be deleted and made anew where a field cannot be changed.</param>
/// <param name="TakeFields">Whether fields that another field manager owns may be taken from it.</param>
/// <param name="Adopt">Whether objects that belong to no release may be taken over.</param>
public sealed record PlanPermissions(bool Replace, bool TakeFields, bool Adopt);

/// <summary>An object that earlier revisions left in the cluster.</summary>
/// <param name="Identity">What makes it the same one.</param>
/// <param name="ApiVersion">The API version it was last applied with.</param>
/// <param name="Wave">The wave it was in.</param>
public sealed record OwnedObject(ObjectIdentity Identity, string ApiVersion, int Wave)
{
    /// <summary>Whether it stays in the cluster once the release no longer has it.</summary>
    public bool IsKept { get; init; }

    /// <summary>What is recorded of an object as one that is owned.</summary>
    public static OwnedObject Of(RecordedObject recorded) => new(recorded.Identity, recorded.ApiVersion, recorded.Wave) { IsKept = recorded.IsKept };
}

/// <summary>
/// Finds what a deploy has to do: every object is applied as a dry run, which the server checks and defaults as if it were meant, and the
/// answer is compared with what is there. Nothing is changed.
/// </summary>
sealed class Planner(ApiClient api, ApiDiscovery discovery, KubernetesSchema schema, Release release, PlanPermissions permissions)
{
    readonly ConcurrentQueue<DeployProblem> _problems = new();
    readonly ConcurrentQueue<string> _notes = new();
    readonly ConcurrentDictionary<ObjectIdentity, Tree> _live = new();

    /// <summary>Kinds that objects of the release define themselves, and that the server therefore need not know yet.</summary>
    readonly HashSet<(string Group, string Kind)> _ownKinds = [];

    /// <summary>Everything that the server refuses; with any of it, the plan is not to be carried out.</summary>
    public IReadOnlyCollection<DeployProblem> Problems => _problems;

    /// <summary>What is worth knowing of the plan.</summary>
    public IReadOnlyCollection<string> Notes => _notes;

    /// <summary>Plans.</summary>
    /// <param name="content">What the release is to be; all of its hooks are tried.</param>
    /// <param name="owned">What earlier revisions left.</param>
    /// <param name="hasNamespace">Whether the release's namespace is there: without it nothing can be tried.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<IReadOnlyList<PlannedObject>> PlanAsync(ReleaseContent content, IReadOnlyList<OwnedObject> owned, bool hasNamespace, CancellationToken cancellation)
    {
        foreach (var item in content.Objects.Where(item => item.Identity.Kind == "CustomResourceDefinition"))
            _ownKinds.Add((item.Body.Text("spec", "group") ?? "", item.Body.Text("spec", "names", "kind") ?? ""));
        await ReadLiveAsync(content, owned, cancellation);
        var applied = await Task.WhenAll(content.Objects.Select(item => PlanAsync(item, hasNamespace, cancellation)));
        await Task.WhenAll(content.Hooks.Select(hook => TryAsync(hook.Object, hasNamespace, cancellation)));
        return [.. applied.OfType<PlannedObject>(), .. Prune(content, owned)];
    }

    // One list for each kind finds what bears the release's labels; only what is there without them is asked for one by one.
    async Task ReadLiveAsync(ReleaseContent content, IReadOnlyList<OwnedObject> owned, CancellationToken cancellation)
    {
        var wanted = content.Objects.Select(item => (Resource: discovery.Find(item.Type.ApiVersion, item.Type.Kind), item.Identity.Namespace))
            .Concat(owned.Select(item => (Resource: Served(item), item.Identity.Namespace)))
            .Where(item => item.Resource is not null)
            .Select(item => (item.Resource, Namespace: item.Resource!.IsNamespaced ? item.Namespace : ""))
            .Distinct();
        await Task.WhenAll(wanted.Select(async item =>
        {
            var (resource, ns) = (item.Resource!, item.Namespace);
            try
            {
                await foreach (var live in api.ListAsync(resource, ns, new ListOptions { Labels = Ownership.Selector(release) }, cancellation))
                {
                    if (Ownership.Owns(release, live))
                        _live[new ObjectIdentity(resource.Group, resource.Kind, ns, live.Text("metadata", "name") ?? "")] = live;
                }
            }
            catch (ApiException error)
            {
                _problems.Enqueue(new DeployProblem($"{resource.Kind} in {(ns.Length == 0 ? "the cluster" : ns)}", error.Message));
            }
        }));
    }

    async Task<PlannedObject?> PlanAsync(ReleaseObject item, bool hasNamespace, CancellationToken cancellation)
    {
        if (Resolve(item) is not { } resource)
            return _ownKinds.Contains((item.Identity.Group, item.Identity.Kind)) ? new PlannedObject(item.Identity, Unserved(item), PlanAction.Create, item.Wave) { Desired = item, Reason = "its kind is made first" } : null;
        var live = _live.GetValueOrDefault(item.Identity);
        if (item.LacksValues)
            return AsItIs(item, resource, live);
        try
        {
            if (!hasNamespace && item.Identity.Namespace == release.Namespace)
                return new PlannedObject(item.Identity, resource, PlanAction.Create, item.Wave) { Desired = item };
            var tried = await DryRunAsync(item, resource, IsForced, cancellation);
            if (tried.IsNew)
                return new PlannedObject(item.Identity, resource, PlanAction.Create, item.Wave) { Desired = item };
            // What a controller wrote between the list and the trial would pass for a change of ours.
            if (live is null || !IsSameVersion(live, tried.Object))
                live = await api.GetAsync(resource, item.Identity.Namespace, item.Identity.Name, cancellation);
            return live is null ? new PlannedObject(item.Identity, resource, PlanAction.Create, item.Wave) { Desired = item } : Compare(item, resource, live, tried.Object);
        }
        catch (ApiException error)
        {
            live ??= await LookAsync(resource, item, cancellation);
            return await RefusedAsync(item, resource, live, error, cancellation);
        }
    }

    static bool IsSameVersion(Tree live, Tree tried) => live.Text("metadata", "resourceVersion") == tried.Text("metadata", "resourceVersion");

    // A Secret out of a record, which knows no values: it stays as it is. What differs is told without values anyway.
    PlannedObject? AsItIs(ReleaseObject item, ApiResource resource, Tree? live)
    {
        if (live is null)
        {
            Problem(item, "is no longer in the cluster, and its values are not on record: deploy the chart of that time instead");
            return null;
        }

        var keys = RecordedSecret.DifferingKeys(item.Body, live);
        if (keys.Count > 0)
            _notes.Enqueue($"{item.Identity} stays as it is: its values are not on record, and they have changed since ({string.Join(", ", keys)})");
        return new PlannedObject(item.Identity, resource, PlanAction.None, item.Wave)
        {
            Desired = item,
            Live = live,
            Changes = [.. keys.Select(key => new FieldChange($"data.{key}", Presence(live, key), Presence(item.Body, key)) { IsSecret = true })],
        };

        static string? Presence(Tree secret, string key) => secret.Mapping("data").ContainsKey(key) ? "" : null;
    }

    PlannedObject? Compare(ReleaseObject item, ApiResource resource, Tree live, Tree tried)
    {
        if (!MayHave(item, live))
            return null;
        if (live.At("metadata", "deletionTimestamp") is not null)
            return new PlannedObject(item.Identity, resource, PlanAction.Replace, item.Wave) { Desired = item, Live = live, Reason = "is being deleted: it is made anew once it is gone" };
        var changes = ObjectDiff.Of(item.Type, live, tried, schema);
        var action = !Ownership.Owns(release, live) ? PlanAction.Adopt : changes.Count == 0 ? PlanAction.None : PlanAction.Change;
        return new PlannedObject(item.Identity, resource, action, item.Wave)
        {
            Changes = changes,
            Desired = item,
            Live = live,
            Reason = action == PlanAction.Adopt ? "was there before, and belonged to no release" : null,
        };
    }

    // What belongs to somebody else is never touched; what belongs to nobody, only where that is asked for.
    bool MayHave(ReleaseObject item, Tree live)
    {
        if (Ownership.MayTake(release, live, permissions.Adopt))
            return true;
        var owner = Ownership.OwnerOf(live);
        _problems.Enqueue(new DeployProblem(
            item.Identity.ToString(),
            owner is null
                ? "is in the cluster already and belongs to no release: to take it over, deploy with --adopt; else rename one of the two"
                : IsOfAnotherRelease(live)
                    ? $"is in the cluster already and belongs to {owner}: rename one of the two, or take it out of that release first"
                    : $"is in the cluster already and belongs to {owner}: to take it over, deploy with --adopt"));
        return false;
    }

    bool IsOfAnotherRelease(Tree live) => !Ownership.MayTake(release, live, adopts: true);

    // All that is wrong with an object, so that what one flag allows does not bring up the next.
    async Task<PlannedObject?> RefusedAsync(ReleaseObject item, ApiResource resource, Tree? live, ApiException error, CancellationToken cancellation)
    {
        var mayHave = live is null || MayHave(item, live);
        if (!mayHave && IsOfAnotherRelease(live!))
            return null;
        if (error.Kind != ApiErrorKind.FieldConflict)
        {
            var planned = Refused(item, resource, live, error);
            return mayHave ? planned : null;
        }

        foreach (var manager in error.Conflicts.GroupBy(conflict => conflict.Manager, StringComparer.Ordinal))
            Problem(item, $"{string.Join(", ", manager.Select(conflict => conflict.Field))}: set by '{manager.Key}', which would lose it: take the field out of the chart, or deploy with --force-conflicts");
        try
        {
            // The server looks for conflicts before it validates.
            await DryRunAsync(item, resource, isForced: true, cancellation);
        }
        catch (ApiException further)
        {
            Refused(item, resource, live, further);
        }

        return null;
    }

    PlannedObject? Refused(ReleaseObject item, ApiResource resource, Tree? live, ApiException error)
    {
        if (live is not null && error.Kind == ApiErrorKind.Invalid && ImmutableFieldsOf(item, live, error) is { } fields)
        {
            if (permissions.Replace)
            {
                return new PlannedObject(item.Identity, resource, PlanAction.Replace, item.Wave)
                {
                    Changes = ObjectDiff.OfWish(item.Type, live, item.Body, schema),
                    Desired = item,
                    Live = live,
                    Reason = $"{fields} cannot be changed",
                };
            }

            Problem(item, $"{fields} cannot be changed: to delete the {item.Identity.Kind} and make it anew, deploy with --allow-replace");
            return null;
        }

        if (error.Kind == ApiErrorKind.DryRunUnsupported)
        {
            return new PlannedObject(item.Identity, resource, live is null ? PlanAction.Create : PlanAction.Change, item.Wave)
            {
                Desired = item,
                Live = live,
                Reason = $"cannot be tried beforehand: {error.Message}",
            };
        }

        Problem(item, error.Message);
        return null;
    }

    // What validation says of a field that cannot change (pkg/apis/*/validation): "field is immutable", "may not change once set", "cannot
    // change roleRef", "updates to statefulset spec for fields other than … are forbidden", "pod updates may not change fields other than …".
    static readonly string[] ImmutableWords = ["immutable", "may not change", "may not be changed", "cannot change", "cannot be changed", "updates to"];

    static string? ImmutableFieldsOf(ReleaseObject item, Tree live, ApiException error)
    {
        var fields = error.Causes
            .Where(cause => ImmutableWords.Any(words => cause.Message.Contains(words, StringComparison.OrdinalIgnoreCase))
                || (cause.Reason == "FieldValueForbidden" && ImmutableFields.Find(item.Type, live, cause.Field) is not null))
            .Select(cause => cause.Field)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return fields.Count == 0 ? null : string.Join(", ", fields);
    }

    // A hook is made anew each time: whether the server takes it is tried under a name that is not taken.
    async Task TryAsync(ReleaseObject item, bool hasNamespace, CancellationToken cancellation)
    {
        if (Resolve(item) is not { } resource || (!hasNamespace && item.Identity.Namespace == release.Namespace))
            return;
        if (item.LacksValues)
        {
            AsItIs(item, resource, await LookAsync(resource, item, cancellation));
            return;
        }

        try
        {
            await api.CreateAsync(resource, item.Identity.Namespace, item.Body, new WriteOptions { DryRun = true, FieldManager = Ownership.FieldManager }, cancellation);
        }
        catch (ApiException error) when (error.Kind == ApiErrorKind.DryRunUnsupported)
        {
            // It is tried when it runs.
        }
        catch (ApiException error) when (error.Kind == ApiErrorKind.AlreadyExists)
        {
            // Helm does not mark the objects of its hooks, and deletes them itself.
            if (!release.IsHelms && await LookAsync(resource, item, cancellation) is { } live)
                MayHave(item, live);
        }
        catch (ApiException error)
        {
            Problem(item, error.Message);
        }
    }

    IEnumerable<PlannedObject> Prune(ReleaseContent content, IReadOnlyList<OwnedObject> owned)
    {
        var wanted = content.Objects.Select(item => item.Identity).ToHashSet();
        var result = new List<PlannedObject>();
        foreach (var item in owned.Where(item => !wanted.Contains(item.Identity)))
        {
            // Only what bears the release's labels is its own: whoever took them off took the object over.
            if (Served(item) is not { } resource || !_live.TryGetValue(item.Identity, out var live))
                continue;
            var isKept = item.IsKept || Ownership.SaysKeep(release, live);
            result.Add(new PlannedObject(item.Identity, resource, isKept ? PlanAction.Release : PlanAction.Prune, item.Wave)
            {
                Live = live,
                Reason = isKept ? "is no longer in the chart, and is to be kept" : "is no longer in the chart",
            });
        }

        return result.OrderByDescending(item => item.Wave).ThenByDescending(item => item.Identity.Kind, Comparer<string>.Create(ApplyOrder.Compare)).ThenBy(item => item.Identity.Name, StringComparer.Ordinal);
    }

    // In the version in which it was applied, or in any other: the object is the same in all of them.
    ApiResource? Served(OwnedObject item) =>
        discovery.Find(item.ApiVersion, item.Identity.Kind) ?? discovery.FindPreferred(item.Identity.Group, item.Identity.Kind);

    ApiResource? Resolve(ReleaseObject item)
    {
        if (discovery.Find(item.Type.ApiVersion, item.Type.Kind) is { } resource)
            return resource;
        if (_ownKinds.Contains((item.Identity.Group, item.Identity.Kind)))
            return null;
        var served = discovery.VersionsOf(item.Type.Group, item.Type.Kind).Select(version => item.Type.Group.Length == 0 ? version : $"{item.Type.Group}/{version}").ToList();
        Problem(item, served.Count == 0
            ? $"the cluster serves no {item.Type}: install its CustomResourceDefinition first, or take it out of the chart"
            : $"the cluster does not serve {item.Type}, but {string.Join(", ", served)}: change the apiVersion");
        return null;
    }

    /// <summary>A kind that the server does not serve, or not yet.</summary>
    public static ApiResource Unserved(ReleaseObject item) =>
        new(item.Identity.Group, item.Type.Version, item.Identity.Kind, "", item.Identity.Namespace.Length > 0, new HashSet<string>(StringComparer.Ordinal));

    async Task<Tree?> LookAsync(ApiResource resource, ReleaseObject item, CancellationToken cancellation)
    {
        try
        {
            return await api.GetAsync(resource, item.Identity.Namespace, item.Identity.Name, cancellation);
        }
        catch (ApiException)
        {
            return null;
        }
    }

    // Helm takes the fields of others without asking.
    bool IsForced => permissions.TakeFields || release.IsHelms;

    Task<ApplyResult> DryRunAsync(ReleaseObject item, ApiResource resource, bool isForced, CancellationToken cancellation) => api.ApplyAsync(
        resource, item.Identity.Namespace, item.Identity.Name, item.Body, new ApplyOptions { DryRun = true, Force = isForced, FieldManager = Ownership.ManagerOf(release) }, cancellation);

    void Problem(ReleaseObject item, string message) => _problems.Enqueue(new DeployProblem(item.Identity.ToString(), message));
}
