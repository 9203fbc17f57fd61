namespace NinjaBuild.Deploy.Records;

/// <summary>What is recorded of one deploy of a release; its objects, which are many more bytes, are <see cref="RevisionObjects"/>.</summary>
public sealed record Revision
{
    /// <summary>Its number, from 1 on, one more than the last one's.</summary>
    public required int Number { get; init; }

    /// <summary>What became of it.</summary>
    public required RevisionStatus Status { get; init; }

    /// <summary>The chart's name.</summary>
    public required string Chart { get; init; }

    /// <summary>The chart's version.</summary>
    public required string ChartVersion { get; init; }

    /// <summary>The digest of the chart's files.</summary>
    public required string ChartDigest { get; init; }

    /// <summary>The digest of the values it was rendered with.</summary>
    public required string ValuesDigest { get; init; }

    /// <summary>When it began, by the deployer's clock.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it came to its status; null while it is under way.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Who deployed it: <c>user@host</c>.</summary>
    public required string By { get; init; }

    /// <summary>The commit that was deployed, where there was one.</summary>
    public string? GitRevision { get; init; }

    /// <summary>The revision that it goes back to; null where it is none that does.</summary>
    public int? RollbackTo { get; init; }

    /// <summary>What there is to say of it: why it failed.</summary>
    public string? Message { get; init; }

    /// <summary>Whether the cluster was healthy with it, so that one can go back to it.</summary>
    public bool IsGood => Status is RevisionStatus.Deployed or RevisionStatus.Superseded;
}
