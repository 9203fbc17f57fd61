using NinjaBuild.Deploy.Records;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Recovery;

/// <summary>Turns what is on record into what can be deployed again, and the other way.</summary>
static class RecordedContent
{
    /// <summary>A revision as content. What could not be pruned when it was deployed is in its inventory alone, and no part of it.</summary>
    /// <param name="revision">The revision.</param>
    /// <param name="objects">Its objects.</param>
    public static ReleaseContent Of(Revision revision, RevisionObjects objects) => new()
    {
        Chart = revision.Chart,
        ChartVersion = revision.ChartVersion,
        ChartDigest = revision.ChartDigest,
        ValuesDigest = revision.ValuesDigest,
        Objects = [.. objects.Objects.Where(item => item.Manifest is not null).Select(ToObject)],
        Hooks = [.. objects.Hooks.Select(ToHook).OfType<ReleaseHook>()],
    };

    /// <summary>What is recorded of content.</summary>
    /// <param name="content">The content.</param>
    /// <param name="wasThereBefore">The objects that were in the cluster before the release had them.</param>
    public static RevisionObjects ToRecord(ReleaseContent content, IReadOnlySet<ObjectIdentity> wasThereBefore) => new(
        [.. content.Objects.Select(item => Record(item) with { WasThereBefore = wasThereBefore.Contains(item.Identity) })],
        [.. content.Hooks.Select(hook => Record(hook.Object))]);

    static RecordedObject Record(ReleaseObject item) => new()
    {
        Identity = item.Identity,
        ApiVersion = item.Type.ApiVersion,
        Wave = item.Wave,
        IsKept = item.IsKept,
        Manifest = item.Body,
    };

    static ReleaseObject ToObject(RecordedObject recorded)
    {
        var body = recorded.Manifest!;
        return new ReleaseObject(recorded.Identity, new TypeName(recorded.ApiVersion, recorded.Identity.Kind), body)
        {
            Wave = recorded.Wave,
            IsKept = recorded.IsKept,
            LacksValues = RecordedSecret.IsSecret(body),
        };
    }

    // What makes it a hook stands in its annotations, as it did when it was rendered.
    static ReleaseHook? ToHook(RecordedObject recorded)
    {
        var annotations = recorded.Manifest.Mapping("metadata", "annotations").ToDictionary(entry => entry.Key, entry => entry.Value as string ?? "", StringComparer.Ordinal);
        return HookReading.Of(annotations) is { } phases ? new ReleaseHook(ToObject(recorded), phases, ArgoCdHook.DeletePolicies(annotations)) : null;
    }
}
