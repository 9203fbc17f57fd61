namespace NinjaBuild.Charts.Composition;

/// <summary>What is to be composed, and how.</summary>
public sealed record CompositionSettings
{
    /// <summary>Root of the workspace.</summary>
    public required string Root { get; init; }

    /// <summary>Folder for everything that is written, inside the workspace.</summary>
    public required string Artifacts { get; init; }

    /// <summary>Folder of the templates that serve where the workspace has none of its own.</summary>
    public required string Templates { get; init; }

    /// <summary>Names of the charts to work on; empty for all.</summary>
    public IReadOnlyList<string> Charts { get; init; } = [];

    /// <summary>The environment to show; null for none in particular.</summary>
    public string? Environment { get; init; }

    /// <summary>The build's inputs, by name.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether an image without a digest is an error.</summary>
    public bool RequireDigests { get; init; }

    /// <summary>Whether every action runs, and the cache is left alone.</summary>
    public bool NoCache { get; init; }

    /// <summary>Folder of the cache; null for the user's.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>The day on which it is decided what is past its last day.</summary>
    public DateOnly Today { get; init; } = DateOnly.FromDateTime(DateTime.Now);

    /// <summary>Threads that actions run on.</summary>
    public int Threads { get; init; } = System.Environment.ProcessorCount;
}
