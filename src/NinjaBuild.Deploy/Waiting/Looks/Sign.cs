namespace NinjaBuild.Deploy.Waiting.Looks;

/// <summary>What kind of sign; each has a patience of its own.</summary>
enum SignKind
{
    /// <summary>Nothing heals it: a failed Job, an image's name that is none, a lost volume.</summary>
    Failed,

    /// <summary>A Deployment's progress deadline has passed.</summary>
    Deadline,

    /// <summary>An image cannot be pulled.</summary>
    ImagePull,

    /// <summary>A container cannot be made: what it refers to is not there.</summary>
    Configuration,

    /// <summary>A container ended, and will again.</summary>
    Crash,

    /// <summary>No node takes a pod.</summary>
    Unschedulable,

    /// <summary>The controller may not make pods: a quota, an admission webhook, a missing service account.</summary>
    NoPods,

    /// <summary>An old pod that is not ready holds up a StatefulSet.</summary>
    OldPod,

    /// <summary>The object says that it is not well.</summary>
    Degraded,
}

/// <summary>How far something that looked bad has come.</summary>
enum SignState
{
    /// <summary>It is bad now.</summary>
    Bad,

    /// <summary>It may recover: a container that crashed runs again, but is not ready.</summary>
    Recovering,

    /// <summary>It looks well again, and nothing but time shows whether it is: a container that crashed is ready, and has no probe to tell.</summary>
    Settling,
}

/// <summary>Which log tells more about a sign.</summary>
enum LogSource
{
    /// <summary>None: nothing has run.</summary>
    None,

    /// <summary>That of the last run.</summary>
    Last,

    /// <summary>That of the run before the last restart.</summary>
    Previous,
}

/// <summary>What makes a sign the same one at a later look.</summary>
/// <param name="Uid">The pod or object.</param>
/// <param name="Container">The container; empty where it is the whole.</param>
/// <param name="Kind">What kind.</param>
readonly record struct SignKey(string Uid, string Container, SignKind Kind);

/// <summary>Something that says that an object does not get on.</summary>
/// <param name="Key">What it is about.</param>
/// <param name="Reason">The cluster's word for it: <c>CrashLoopBackOff</c>.</param>
/// <param name="Message">What the cluster says; may be empty.</param>
/// <param name="State">How far it has come.</param>
sealed record Sign(SignKey Key, string Reason, string Message, SignState State = SignState.Bad)
{
    /// <summary>Which log tells more.</summary>
    public LogSource Log { get; init; }

    /// <summary>
    /// <c>web crashes</c>: the same words while the cluster's go back and forth, between <c>ErrImagePull</c> and <c>ImagePullBackOff</c> for one.
    /// </summary>
    public string Short => Key.Kind switch
    {
        SignKind.ImagePull => $"{Key.Container}: its image cannot be pulled",
        SignKind.Crash => $"{Key.Container} crashes",
        SignKind.Unschedulable => "no node takes its pod",
        SignKind.NoPods => "pods cannot be made",
        _ when Key.Container.Length > 0 => $"{Key.Container}: {Reason}",
        _ => Reason,
    };

    /// <summary><c>web: CrashLoopBackOff: restarted 3 times, ended last: Error (exit code 1)</c>.</summary>
    public override string ToString() => string.Join(": ", new[] { Key.Container, Reason, Message }.Where(part => part.Length > 0));
}
