namespace NinjaBuild.Hermetic;

/// <summary>How actions are to be run.</summary>
public sealed record ExecutionOptions
{
    /// <summary>Threads; the number of processors unless told otherwise.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Where results are looked up and kept; null for nowhere.</summary>
    public DiskCache? Cache { get; init; }

    /// <summary>Runs every action: neither the cache nor the record is asked, and the cache is not written.</summary>
    public bool NoCache { get; init; }

    /// <summary>The last build's record: what is as it was there is neither run nor looked up.</summary>
    public Func<string, RecordedAction?>? Previous { get; init; }

    /// <summary>Is told how many actions are done, of how many. Called from any thread, never twice at once.</summary>
    public Action<int, int>? Progress { get; init; }
}
