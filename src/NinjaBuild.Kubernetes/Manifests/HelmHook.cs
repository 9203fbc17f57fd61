namespace NinjaBuild.Kubernetes.Manifests;

/// <summary>When Helm runs a hook.</summary>
public enum HookEvent
{
    /// <summary>After rendering, before anything is created.</summary>
    PreInstall,

    /// <summary>After everything is loaded.</summary>
    PostInstall,

    /// <summary>Before anything is deleted.</summary>
    PreDelete,

    /// <summary>After everything is deleted.</summary>
    PostDelete,

    /// <summary>After rendering, before anything is updated.</summary>
    PreUpgrade,

    /// <summary>After everything is upgraded.</summary>
    PostUpgrade,

    /// <summary>Before anything is rolled back.</summary>
    PreRollback,

    /// <summary>After everything is rolled back.</summary>
    PostRollback,

    /// <summary>On <c>helm test</c>.</summary>
    Test,
}

/// <summary>When Helm deletes the object of a hook.</summary>
[Flags]
public enum HookDeletePolicies
{
    /// <summary>Never.</summary>
    None = 0,

    /// <summary>Before the hook is started anew: Helm's default.</summary>
    BeforeHookCreation = 1,

    /// <summary>Once it succeeded.</summary>
    HookSucceeded = 2,

    /// <summary>Once it failed.</summary>
    HookFailed = 4,
}

/// <summary>What the <c>helm.sh/hook</c> annotations of an object say, read as Helm 3 does.</summary>
/// <param name="Events">When it runs. Empty where the annotation names an event that Helm does not know: then Helm leaves the object out.</param>
/// <param name="Weight">Lower ones run first; 0 where the annotation is no whole number.</param>
/// <param name="DeletePolicies">When it is deleted.</param>
public sealed record HelmHook(IReadOnlyList<HookEvent> Events, int Weight, HookDeletePolicies DeletePolicies)
{
    /// <summary>The annotation that makes an object a hook.</summary>
    public const string Annotation = "helm.sh/hook";

    /// <summary>The annotation with the weight.</summary>
    public const string WeightAnnotation = "helm.sh/hook-weight";

    /// <summary>The annotation with the delete policies.</summary>
    public const string DeletePolicyAnnotation = "helm.sh/hook-delete-policy";

    /// <summary>The hook that an object is; null where it is none.</summary>
    public static HelmHook? Of(Manifest manifest) => Of(manifest.Annotations);

    /// <summary>The hook that an object with these annotations is; null where it is none.</summary>
    public static HelmHook? Of(IReadOnlyDictionary<string, string> annotations)
    {
        if (!annotations.TryGetValue(Annotation, out var events)) return null;
        return new HelmHook(
            EventsOf(events),
            AnnotationText.Integer(annotations, WeightAnnotation) ?? 0,
            Policies(annotations.GetValueOrDefault(DeletePolicyAnnotation)));
    }

    static List<HookEvent> EventsOf(string text)
    {
        var result = new List<HookEvent>();
        foreach (var word in AnnotationText.Words(text))
        {
            if (Event(word) is not { } known) return [];
            result.Add(known);
        }

        return result;
    }

    // "test-success" is what Helm 2 called a test.
    static HookEvent? Event(string word) => word switch
    {
        "pre-install" => HookEvent.PreInstall,
        "post-install" => HookEvent.PostInstall,
        "pre-delete" => HookEvent.PreDelete,
        "post-delete" => HookEvent.PostDelete,
        "pre-upgrade" => HookEvent.PreUpgrade,
        "post-upgrade" => HookEvent.PostUpgrade,
        "pre-rollback" => HookEvent.PreRollback,
        "post-rollback" => HookEvent.PostRollback,
        "test" or "test-success" => HookEvent.Test,
        _ => null,
    };

    static HookDeletePolicies Policies(string? text)
    {
        if (text is null) return HookDeletePolicies.BeforeHookCreation;
        var result = HookDeletePolicies.None;
        foreach (var word in AnnotationText.Words(text))
        {
            result |= word switch
            {
                "before-hook-creation" => HookDeletePolicies.BeforeHookCreation,
                "hook-succeeded" => HookDeletePolicies.HookSucceeded,
                "hook-failed" => HookDeletePolicies.HookFailed,
                _ => HookDeletePolicies.None,
            };
        }

        return result;
    }
}
