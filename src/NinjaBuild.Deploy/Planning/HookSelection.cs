using NinjaBuild.Deploy.Applying;
using NinjaBuild.Deploy.Records;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Deploy.Planning;

/// <summary>Which hooks a deploy runs.</summary>
static class HookSelection
{
    /// <summary>The hooks of a deploy, in order.</summary>
    /// <param name="content">The release.</param>
    /// <param name="points">The phases that the deploy goes through.</param>
    public static IReadOnlyList<ReleaseHook> Of(ReleaseContent content, HookPoints points) =>
        [.. content.Hooks.Where(hook => (hook.Phases & (points.Before | HookPhases.Sync | points.After)) != HookPhases.None)];

    /// <summary>Whether hooks are what ran at the last revision. Where the objects are the same as well, there is nothing to run them for.</summary>
    public static bool AreUnchanged(IReadOnlyList<ReleaseHook> hooks, IReadOnlyList<RecordedObject> recorded)
    {
        // Several hooks may bear one name, and run one after another.
        var known = recorded.ToLookup(item => item.Identity);
        return hooks.All(hook => known[hook.Object.Identity].Any(before => before.Manifest is { } manifest && IsSame(hook.Object, manifest)));
    }

    /// <summary>Whether hooks are what helm has on record of the last revision.</summary>
    public static bool AreUnchanged(IReadOnlyList<ReleaseHook> hooks, IReadOnlyList<ReleaseHook> recorded)
    {
        var known = recorded.Select(Digest).ToHashSet();
        return hooks.All(hook => known.Contains(Digest(hook)));

        static (ObjectIdentity, string) Digest(ReleaseHook hook) => (hook.Object.Identity, ContentDigest.Of(hook.Object.Body));
    }

    static bool IsSame(ReleaseObject hook, Tree recorded) => hook.Type is { Group: "", Kind: "Secret" }
        ? RecordedSecret.DifferingKeys(recorded, hook.Body).Count == 0
        : ContentDigest.Of(hook.Body) == ContentDigest.Of(recorded);
}
