namespace NinjaBuild.Deploy.Requests;

/// <summary>What a target asks for; each is called as its target is.</summary>
public enum DeployVerb
{
    /// <summary>Takes charts to a cluster.</summary>
    Deploy,

    /// <summary>Says what a deploy would do.</summary>
    DeployPlan,

    /// <summary>Goes back to a revision.</summary>
    Rollback,

    /// <summary>Says what is deployed, and how it is.</summary>
    DeployStatus,

    /// <summary>Deletes what was deployed.</summary>
    Undeploy,

    /// <summary>Says what is not as it was deployed.</summary>
    DiffLive,
}
