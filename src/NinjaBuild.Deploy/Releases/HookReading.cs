using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Deploy.Releases;

/// <summary>Tells hooks from objects: by Argo CD's annotations, else by Helm's.</summary>
static class HookReading
{
    /// <summary>When an object with these annotations runs as a hook; null where it is none.</summary>
    public static HookPhases? Of(IReadOnlyDictionary<string, string> annotations) =>
        annotations.ContainsKey(ArgoCdHook.Annotation) ? FromArgoCd(ArgoCdHook.Phases(annotations)) : OfHelm(annotations);

    /// <summary>When helm runs an object with these annotations as a hook; null where it is none to helm, which knows its own annotations alone.</summary>
    public static HookPhases? OfHelm(IReadOnlyDictionary<string, string> annotations) =>
        HelmHook.Of(annotations) is { } hook ? hook.Events.Aggregate(HookPhases.None, (phases, at) => phases | FromHelm(at)) : null;

    static HookPhases FromArgoCd(SyncPhases phases)
    {
        if (phases.HasFlag(SyncPhases.Skip))
            return HookPhases.None;
        var result = HookPhases.None;
        if (phases.HasFlag(SyncPhases.PreSync))
            result |= HookPhases.PreInstall | HookPhases.PreUpgrade;
        if (phases.HasFlag(SyncPhases.Sync))
            result |= HookPhases.Sync;
        if (phases.HasFlag(SyncPhases.PostSync))
            result |= HookPhases.PostInstall | HookPhases.PostUpgrade;
        if (phases.HasFlag(SyncPhases.SyncFail))
            result |= HookPhases.Failure;
        return result;
    }

    static HookPhases FromHelm(HookEvent at) => at switch
    {
        HookEvent.PreInstall => HookPhases.PreInstall,
        HookEvent.PostInstall => HookPhases.PostInstall,
        HookEvent.PreUpgrade => HookPhases.PreUpgrade,
        HookEvent.PostUpgrade => HookPhases.PostUpgrade,
        HookEvent.PreRollback => HookPhases.PreRollback,
        HookEvent.PostRollback => HookPhases.PostRollback,
        HookEvent.PreDelete => HookPhases.PreDelete,
        HookEvent.PostDelete => HookPhases.PostDelete,
        _ => HookPhases.None,
    };
}
