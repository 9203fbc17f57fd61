using NinjaBuild.Deploy.Releases;
using NinjaBuild.Kubernetes.Client;

namespace NinjaBuild.Deploy.Records;

/// <summary>
/// Takes the lock of a release: where there is none, or nobody holds it, or who holds it is dead. Somebody is dead whose process was one of
/// this machine and no longer runs, or whose Lease stayed as it is for longer than it holds, by our own watching: clocks differ and jump.
/// </summary>
sealed class LockTaking(ApiClient api, Release release, LockHolder self, DeployLockOptions options)
{
    readonly string _name = new RecordNames(release).Lock;
    readonly long _began = options.Time.GetTimestamp();
    long _sent;
    bool _isNoted;

    // The Lease, since when it is unchanged, and whether it was seen to change.
    LockLease? _seen;
    long _unchangedSince;
    bool _isRenewed;

    /// <summary>Takes it.</summary>
    /// <returns>The Lease as it was taken, and when that was sent.</returns>
    /// <exception cref="DeployException">Somebody who is alive holds it.</exception>
    /// <exception cref="ApiException">The cluster refused, or cannot be reached.</exception>
    public async Task<(LockLease Lease, long Sent)> RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            // What is found was so at some time after this.
            long looked = options.Time.GetTimestamp();
            var live = await api.GetAsync(LockLease.Resource, release.Namespace, _name, cancellation) is { } tree ? new LockLease(tree) : null;
            if (live?.Holder == self.ToString())
                return (live, _sent);
            Look(live, looked);
            if (live is null || IsFree(live, looked))
            {
                if (await TakeAsync(live, cancellation) is { } taken)
                    return (taken, _sent);
                continue;
            }

            Refuse(live, looked);
            await Task.Delay(options.LookEvery, options.Time, cancellation);
        }
    }

    void Look(LockLease? live, long looked)
    {
        if (live is not null && live.Version == _seen?.Version && live.Uid == _seen.Uid)
            return;
        _isRenewed = live is not null && live.Holder == _seen?.Holder;
        _seen = live;

        // Not before the answer came: it may have changed while that was on its way.
        _unchangedSince = options.Time.GetTimestamp();
    }

    bool IsFree(LockLease live, long looked)
    {
        if (live.Holder.Length == 0)
            return true;
        var holder = LockHolder.Parse(live.Holder);
        if (holder is { IsGone: true })
        {
            options.Note?.Invoke($"{live.Holding} is gone without giving back the lock of {release.Name}: taking it over");
            return true;
        }

        // Half as long again as it holds: what its holder had sent before it gave up may still be under way.
        var silence = options.Time.GetElapsedTime(_unchangedSince, looked);
        if (silence < live.Duration(options.Duration) * 1.5)
            return false;
        options.Note?.Invoke($"{live.Holding} has not renewed the lock of {release.Name} for {silence.TotalSeconds:0} s: taking it over");
        return true;
    }

    void Refuse(LockLease live, long looked)
    {
        bool isAlive = _isRenewed || LockHolder.Parse(live.Holder) is { IsHere: true };
        if (isAlive && options.Time.GetElapsedTime(_began, looked) >= options.Timeout)
        {
            throw new DeployException(
                $"Lease {release.Namespace}/{_name}",
                $"{live.Holding} is deploying {release}: wait until that is done, or let this deploy wait for it with --lock-timeout 10m");
        }

        if (_isNoted)
            return;
        _isNoted = true;
        options.Note?.Invoke(isAlive
            ? $"{live.Holding} is deploying {release.Name}: waiting for up to {options.Timeout.TotalSeconds:0} s"
            : $"{live.Holding} has the lock of {release.Name}: watching whether that is still so");
    }

    async Task<LockLease?> TakeAsync(LockLease? former, CancellationToken cancellation)
    {
        var lease = LockLease.Of(release, self, options, former);
        _sent = options.Time.GetTimestamp();
        try
        {
            return new LockLease(former is null
                ? await api.CreateAsync(LockLease.Resource, release.Namespace, lease, new WriteOptions(), cancellation)
                : await api.ReplaceAsync(LockLease.Resource, release.Namespace, _name, lease, new WriteOptions(), cancellation));
        }
        catch (ApiException e) when (e.Kind is ApiErrorKind.AlreadyExists or ApiErrorKind.StaleVersion or ApiErrorKind.OtherObject
            || (e.Kind == ApiErrorKind.NotFound && former is not null))
        {
            // Somebody was quicker; or it was us, and the answer was lost.
            return null;
        }
    }
}
