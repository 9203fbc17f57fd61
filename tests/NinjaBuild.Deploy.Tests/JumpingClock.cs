namespace NinjaBuild.Deploy.Tests;

/// <summary>A clock that somebody sets hours forth and back whenever it is looked at. How much time passes is another matter, and right.</summary>
sealed class JumpingClock : TimeProvider
{
    static readonly TimeSpan Jump = TimeSpan.FromHours(7);

    int _looks;

    /// <summary>How often it was looked at.</summary>
    public int Looks => _looks;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ((Interlocked.Increment(ref _looks) % 3) - 1) * Jump;
}
