namespace NinjaBuild.Deploy.Records;

/// <summary>What became of a revision.</summary>
public enum RevisionStatus
{
    /// <summary>It is under way, or whoever deployed it was killed.</summary>
    Deploying,

    /// <summary>It is what the cluster runs: all of it was healthy.</summary>
    Deployed,

    /// <summary>It failed, and was left as it was or not wholly undone.</summary>
    Failed,

    /// <summary>It failed, and the revision before it is back.</summary>
    RolledBack,

    /// <summary>It was deployed until a later revision was.</summary>
    Superseded,

    /// <summary>Whoever deployed it was killed, and a later run dealt with that.</summary>
    Interrupted,
}
