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

    /// <summary>
    /// Whether a chart and its hooks are what helm deployed last. The objects are compared as well: fields that the chart no longer sets show
    /// in no plan, and helm has to patch them.
    /// </summary>
    /// <param name="content">The chart.</param>
    /// <param name="hooks">The hooks that would run.</param>
    /// <param name="last">What helm has on record.</param>
    public static bool IsUnchanged(ReleaseContent content, IReadOnlyList<ReleaseHook> hooks, ReleaseContent last)
    {
        // Definitions in crds/ are not on helm's record.
        var objects = content.Objects.Where(item => item.Wave != ReleaseObject.DefinitionsWave).Select(Digest).ToHashSet();
        var known = last.Hooks.Select(hook => Digest(hook.Object)).ToHashSet();
        return objects.SetEquals(last.Objects.Select(Digest)) && hooks.All(hook => known.Contains(Digest(hook.Object)));

        static (ObjectIdentity, string) Digest(ReleaseObject item) => (item.Identity, ContentDigest.Of(item.Body));
    }

    static bool IsSame(ReleaseObject hook, Tree recorded) => hook.Type is { Group: "", Kind: "Secret" }
        ? RecordedSecret.DifferingKeys(recorded, hook.Body).Count == 0
        : ContentDigest.Of(hook.Body) == ContentDigest.Of(recorded);
}
