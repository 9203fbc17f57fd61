namespace NinjaBuild.Deploy.Records;

/// <summary>How a lock is taken and held.</summary>
public sealed record DeployLockOptions
{
    /// <summary>
    /// How long it holds without being renewed: whole seconds. A deploy outlives an API server that is gone for less than that, as one is that
    /// is started anew; and so long, and half of it again, others wait for a deployer that died elsewhere.
    /// </summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often it is renewed.</summary>
    public TimeSpan RenewEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long to wait for somebody else who is alive (<c>--lock-timeout</c>).</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.Zero;

    /// <summary>How often a lock of somebody else is looked at.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The clock. Only its monotonic time decides anything; the time of day is written into the Lease for people.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Is told, in a sentence, whom is waited for, whose lock is taken over, and that renewing does not work.</summary>
    public Action<string>? Note { get; init; }

    /// <summary>Who takes it.</summary>
    internal LockHolder? Holder { get; init; }
}
