using NinjaBuild.ApiServer.Requests;

namespace NinjaBuild.ApiServer.Faults;

/// <summary>What a fault does to a request.</summary>
abstract record FaultEffect
{
    public sealed record Refuse(StatusFailure Failure) : FaultEffect;

    public sealed record ResetBefore : FaultEffect;

    public sealed record ResetAfter : FaultEffect;

    public sealed record Truncate(int Bytes) : FaultEffect;

    public sealed record Slow : FaultEffect;

    public sealed record HoldBefore(Task Gate) : FaultEffect;

    public sealed record HoldAnswer(Task Gate) : FaultEffect;

    public sealed record Run(Func<ApiRequest, Task> Action) : FaultEffect;

    public sealed record DropWatch(int Events) : FaultEffect;
}
