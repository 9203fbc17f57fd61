using NinjaBuild.Compare.Differences;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Compare.Meaning;

/// <summary>What Helm's and Argo CD's annotations say, which may say it by being absent: wave 0, a hook's usual way of being deleted.</summary>
static class HookAnnotations
{
    /// <summary>Whether a difference is in an annotation that says the same on both sides.</summary>
    public static bool IsSame(FieldDifference difference, Manifest before, Manifest after) => difference.Path.Steps is ["metadata", "annotations", var name] && name switch
    {
        ArgoCdHook.WaveAnnotation => ArgoCdHook.Wave(before) == ArgoCdHook.Wave(after),
        ArgoCdHook.Annotation => ArgoCdHook.Phases(before) == ArgoCdHook.Phases(after),
        ArgoCdHook.DeletePolicyAnnotation => ArgoCdHook.Phases(before) == ArgoCdHook.Phases(after) && ArgoCdHook.DeletePolicies(before) == ArgoCdHook.DeletePolicies(after),
        HelmHook.Annotation or HelmHook.WeightAnnotation or HelmHook.DeletePolicyAnnotation => IsSame(HelmHook.Of(before), HelmHook.Of(after)),
        _ => false,
    };

    static bool IsSame(HelmHook? before, HelmHook? after) => before is null || after is null
        ? before is null && after is null
        : before.Weight == after.Weight && before.DeletePolicies == after.DeletePolicies && before.Events.Order().SequenceEqual(after.Events.Order());
}
