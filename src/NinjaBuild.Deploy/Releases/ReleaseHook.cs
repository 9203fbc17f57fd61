using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Deploy.Releases;

/// <summary>When a hook runs.</summary>
[Flags]
public enum HookPhases
{
    /// <summary>Never.</summary>
    None = 0,

    /// <summary>Before the objects, when the release is new.</summary>
    PreInstall = 1,

    /// <summary>Before the objects, when there is an earlier revision.</summary>
    PreUpgrade = 2,

    /// <summary>With the objects, in its wave.</summary>
    Sync = 4,

    /// <summary>After the objects are healthy, when the release is new.</summary>
    PostInstall = 8,

    /// <summary>After the objects are healthy, when there is an earlier revision.</summary>
    PostUpgrade = 16,

    /// <summary>When the deploy failed, before it is rolled back.</summary>
    Failure = 32,

    /// <summary>Before a rollback.</summary>
    PreRollback = 64,

    /// <summary>After a rollback.</summary>
    PostRollback = 128,

    /// <summary>Before the release is taken away.</summary>
    PreDelete = 256,

    /// <summary>After the release was taken away.</summary>
    PostDelete = 512,
}

/// <summary>An object that is made anew at certain points of a deploy, and is no part of the release: mostly a Job.</summary>
/// <param name="Object">The object.</param>
/// <param name="Phases">When it runs.</param>
/// <param name="DeletePolicies">When it is deleted.</param>
public sealed record ReleaseHook(ReleaseObject Object, HookPhases Phases, HookDeletePolicies DeletePolicies);
