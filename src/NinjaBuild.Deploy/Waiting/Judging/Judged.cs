using NinjaBuild.Deploy.Waiting.Looks;
using NinjaBuild.Kubernetes.Health;

namespace NinjaBuild.Deploy.Waiting.Judging;

/// <summary>What is to be thought of an object that is waited for.</summary>
enum Standing
{
    /// <summary>It is as a finished deploy needs it.</summary>
    Done,

    /// <summary>It may get there.</summary>
    Waits,

    /// <summary>It may get there, and the wave is done without it all the same when its time is up.</summary>
    MayWait,

    /// <summary>It does not get there.</summary>
    Stuck,
}

/// <summary>What is thought of an object at a time.</summary>
/// <param name="Item">The object.</param>
/// <param name="Standing">What is to be thought of it.</param>
/// <param name="Health">How it is, for people; healthy or suspended where it is done.</param>
sealed record Judged(WaitItem Item, Standing Standing, ObjectHealth Health)
{
    /// <summary>When time alone may change the judgement, counted from the start of the wait; null where it does not.</summary>
    public TimeSpan? Due { get; init; }

    /// <summary>That its time was up, for people; null where it was something else that ended the wait.</summary>
    public string? Lateness { get; init; }

    /// <summary>What is missing although it is done.</summary>
    public string? Warning { get; init; }

    /// <summary>The signs that it has, the worst first.</summary>
    public IReadOnlyList<Sign> Signs { get; init; } = [];
}
