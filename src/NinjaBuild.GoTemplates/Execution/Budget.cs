namespace NinjaBuild.GoTemplates.Execution;

/// <summary>What an execution has used of what it may: steps, time, memory. Each question is answered with a complaint, or null.</summary>
internal sealed class Budget(ExecutionLimits limits, CancellationToken cancellation)
{
    const int StepsBetweenLooks = 256;
    const long BytesBetweenLooks = 16L << 20;

    readonly long _end = Environment.TickCount64 + (long)Math.Min(limits.MaxTime.TotalMilliseconds, long.MaxValue / 2);
    readonly long _memoryAtStart = GC.GetTotalMemory(forceFullCollection: false);
    long _steps;
    long _allocated = GC.GetAllocatedBytesForCurrentThread();
    long _bytesToNextLook = BytesBetweenLooks;

    /// <summary>One node or iteration.</summary>
    public string? Step() => (++_steps & (StepsBetweenLooks - 1)) == 0 ? Look() : null;

    /// <summary>Work of a function that counts as that many steps.</summary>
    public string? Steps(long count)
    {
        var before = _steps;
        _steps += count;
        return _steps / StepsBetweenLooks != before / StepsBetweenLooks ? Look() : null;
    }

    /// <summary>To be asked when a function returns: one may have worked for long, or made much.</summary>
    public string? Look()
    {
        if (_steps > limits.MaxSteps)
            return $"more than {limits.MaxSteps} steps";
        if (cancellation.IsCancellationRequested)
            return "cancelled: it took too long";
        return Environment.TickCount64 > _end ? $"took longer than {limits.MaxTime.TotalSeconds} s" : LookAtMemory();
    }

    string? LookAtMemory()
    {
        // Deep recursion goes on in another thread, which counts from 0: the difference is then huge, and that is as well.
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        if ((ulong)(allocated - _allocated) < (ulong)_bytesToNextLook)
            return null;
        _allocated = allocated;
        if (Used() > limits.MaxMemory)
            GC.Collect();
        var left = limits.MaxMemory - Used();
        _bytesToNextLook = Math.Max(BytesBetweenLooks, left / 4);
        return left < 0 ? $"more than {limits.MaxMemory >> 20} MB of memory" : null;
    }

    long Used() => GC.GetTotalMemory(forceFullCollection: false) - _memoryAtStart;
}
