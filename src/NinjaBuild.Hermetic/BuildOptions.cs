namespace NinjaBuild.Hermetic;

/// <summary>What a build is to know before it starts.</summary>
public sealed record BuildOptions
{
    /// <summary>Root folder of the workspace.</summary>
    public required string Workspace { get; init; }

    /// <summary>Folder that receives all outputs.</summary>
    public required string OutputRoot { get; init; }

    /// <summary>Where the workspace has its sources.</summary>
    public required SourceLayout Layout { get; init; }

    /// <summary>
    /// Everything beyond sources that decides which actions there are, rule versions included: where it differs from the last build's,
    /// nothing counts as up to date before its actions were looked at.
    /// </summary>
    public string Configuration { get; init; } = "";

    /// <summary>Where results are looked up and kept; null for nowhere.</summary>
    public DiskCache? Cache { get; init; }

    /// <summary>Runs every action: neither the cache nor the record is asked, and the cache is not written.</summary>
    public bool NoCache { get; init; }

    /// <summary>Threads; the number of processors unless told otherwise.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Is told what the user should know while the build runs, one line at a time.</summary>
    public Action<string>? Message { get; init; }

    /// <summary>Is told how many actions are done, of how many. Called from any thread, never twice at once.</summary>
    public Action<int, int>? Progress { get; init; }
}
