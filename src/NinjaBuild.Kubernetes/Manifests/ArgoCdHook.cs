namespace NinjaBuild.Kubernetes.Manifests;

/// <summary>The phases of an Argo CD sync in which an object may be applied.</summary>
[Flags]
public enum SyncPhases
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Before the manifests.</summary>
    PreSync = 1,

    /// <summary>With the manifests.</summary>
    Sync = 2,

    /// <summary>After the manifests are healthy.</summary>
    PostSync = 4,

    /// <summary>When the sync failed.</summary>
    SyncFail = 8,

    /// <summary>Never.</summary>
    Skip = 16,
}

/// <summary>What Argo CD's annotations say of an object's place in a sync, read as its sync engine does.</summary>
public static class ArgoCdHook
{
    /// <summary>The annotation that makes an object a hook.</summary>
    public const string Annotation = "argocd.argoproj.io/hook";

    /// <summary>The annotation with the delete policies of a hook.</summary>
    public const string DeletePolicyAnnotation = "argocd.argoproj.io/hook-delete-policy";

    /// <summary>The annotation with the sync wave.</summary>
    public const string WaveAnnotation = "argocd.argoproj.io/sync-wave";

    /// <summary>
    /// The wave: lower ones are applied, and healthy, before higher ones start. A Helm hook's weight counts where no wave is given.
    /// </summary>
    public static int Wave(Manifest manifest) =>
        AnnotationText.Integer(manifest.Annotations, WaveAnnotation)
        ?? AnnotationText.Integer(manifest.Annotations, HelmHook.WeightAnnotation)
        ?? 0;

    /// <summary>
    /// The phases of an object that is a hook; <see cref="SyncPhases.None"/> where it is none. Helm's hooks count where Argo CD's are absent.
    /// </summary>
    public static SyncPhases Phases(Manifest manifest) => Phases(manifest.Annotations);

    /// <inheritdoc cref="Phases(Manifest)"/>
    public static SyncPhases Phases(IReadOnlyDictionary<string, string> annotations)
    {
        var own = annotations.TryGetValue(Annotation, out var text) ? Own(text) : SyncPhases.None;
        return own == SyncPhases.None && HelmHook.Of(annotations) is { } hook ? FromHelm(hook) : own;
    }

    /// <summary>When the object of a hook is deleted: <see cref="HookDeletePolicies.BeforeHookCreation"/> where nothing is said.</summary>
    public static HookDeletePolicies DeletePolicies(Manifest manifest) => DeletePolicies(manifest.Annotations);

    /// <inheritdoc cref="DeletePolicies(Manifest)"/>
    public static HookDeletePolicies DeletePolicies(IReadOnlyDictionary<string, string> annotations)
    {
        var result = HookDeletePolicies.None;
        foreach (var word in AnnotationText.Words(annotations.GetValueOrDefault(DeletePolicyAnnotation, "")))
        {
            result |= word switch
            {
                "beforehookcreation" => HookDeletePolicies.BeforeHookCreation,
                "hooksucceeded" => HookDeletePolicies.HookSucceeded,
                "hookfailed" => HookDeletePolicies.HookFailed,
                _ => HookDeletePolicies.None,
            };
        }

        if (result == HookDeletePolicies.None && HelmHook.Of(annotations) is { } hook) result = hook.DeletePolicies;
        return result == HookDeletePolicies.None ? HookDeletePolicies.BeforeHookCreation : result;
    }

    static SyncPhases Own(string text)
    {
        var result = SyncPhases.None;
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries))
        {
            result |= word switch
            {
                "PreSync" => SyncPhases.PreSync,
                "Sync" => SyncPhases.Sync,
                "PostSync" => SyncPhases.PostSync,
                "SyncFail" => SyncPhases.SyncFail,
                "Skip" => SyncPhases.Skip,
                _ => SyncPhases.None,
            };
        }

        return result;
    }

    static SyncPhases FromHelm(HelmHook hook)
    {
        var result = SyncPhases.None;
        foreach (var at in hook.Events)
        {
            result |= at switch
            {
                HookEvent.PreInstall or HookEvent.PreUpgrade => SyncPhases.PreSync,
                HookEvent.PostInstall or HookEvent.PostUpgrade => SyncPhases.PostSync,
                _ => SyncPhases.None,
            };
        }

        return result;
    }
}
