using NinjaBuild.Deploy.Waiting.Looks;
using NinjaBuild.Kubernetes.Health;

namespace NinjaBuild.Deploy.Waiting.Judging;

/// <summary>What is known so far of an object that is waited for.</summary>
sealed class ItemState
{
    bool _hasCurrentLook;
    (string Message, long Pods)? _noPods;

    public ItemState(WaitItem item, TimeSpan settleFor)
    {
        Item = item;
        Signs = new SignHistory(settleFor);
        if (item.Applied is { } applied) See(ObjectLook.Of(applied));
        IsOld = item.IsUnchanged || (Look is { Health.Status: HealthStatus.Healthy } && IsCurrent);
    }

    public WaitItem Item { get; }

    public Expectation Expectation => Expectations.Of(Item.Identity.Group, Item.Identity.Kind);

    /// <summary>How it was at last; null before the first look.</summary>
    public ObjectLook? Look { get; private set; }

    /// <summary>Why it cannot be seen; null where it can.</summary>
    public string? Fault { get; set; }

    /// <summary>Whether it was deleted.</summary>
    public bool IsGone { get; private set; }

    /// <summary>Whether it came to its end as it should, so that nothing that happens later matters.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether it is as it was before this deploy, so that its being ready is nothing new.</summary>
    public bool IsOld { get; }

    /// <summary>Whether its passed deadline was there before its controller has looked at this deploy's change.</summary>
    public bool IsDeadlineOld { get; private set; }

    /// <summary>Since when it has been healthy.</summary>
    public TimeSpan? HealthySince { get; set; }

    /// <summary>What else there is in the wave.</summary>
    public OtherItems Others { get; set; }

    public SignHistory Signs { get; }

    /// <summary>Whether what is known is about what was applied, and its controller has seen that.</summary>
    public bool IsCurrent =>
        Look is { } look
        && (Item.Generation is not { } applied || look.Generation is not { } seen || seen >= applied)
        && (look.ObservedGeneration is not { } observed || look.Generation is not { } generation || observed >= generation);

    /// <summary>The sign that the object itself gives, or its controller by an event.</summary>
    public Sign? OwnSign => _noPods is { } failure && Look is { Workload.MissesPods: true } look
        ? new Sign(new SignKey(look.Uid, "", SignKind.NoPods), "FailedCreate", failure.Message)
        : Look?.Sign;

    public void See(ObjectLook look)
    {
        Look = look;
        IsGone = false;
        if (IsOf(look.Uid) && look.IsOver) IsOver = true;
        if (_noPods is { } failure && failure.Pods != look.Workload?.Pods) _noPods = null;
        if (!IsCurrent) return;

        // The controller clears a deadline only once the new pods are made, which is after it says that it has seen the change
        // (pkg/controller/deployment/progress.go).
        IsDeadlineOld = look.Sign?.Key.Kind == SignKind.Deadline && (IsDeadlineOld || !_hasCurrentLook);
        _hasCurrentLook = true;
    }

    public void SeeGone() => IsGone = true;

    /// <summary>
    /// Takes note of an event that says that a pod could not be made. It counts until there are more pods, or fewer. One that was there
    /// before this wait counts only where the object is as it was created: else it may be about an earlier version.
    /// </summary>
    public void SeeFailedCreate(string message, bool isOld)
    {
        if (Look?.Workload is { } workload && (!isOld || Look.Generation is null or 1)) _noPods = (message, workload.Pods);
    }

    /// <summary>Whether an uid is that of the object that was applied.</summary>
    public bool IsOf(string uid) => Item.Uid is null || Item.Uid == uid;
}
