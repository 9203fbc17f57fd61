namespace NinjaBuild.Compare.Model;

/// <summary>How much a difference matters.</summary>
public enum Severity
{
    /// <summary>Nothing that runs is concerned: labels outside selectors, annotations without a meaning.</summary>
    Cosmetic,

    /// <summary>The workload behaves differently.</summary>
    Behaviour,

    /// <summary>What is live cannot be changed to it, or would be lost on the way.</summary>
    Breaking,
}
