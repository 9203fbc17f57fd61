using NinjaBuild.Helm.Values;

namespace NinjaBuild.Deploy.Requests;

/// <summary>What the command line asks for, as it was written.</summary>
/// <param name="Verb">What is to be done.</param>
/// <param name="Artifacts">Folder with the composed charts.</param>
public sealed record DeployRequest(DeployVerb Verb, string Artifacts)
{
    /// <summary><c>--env</c>.</summary>
    public string? Environment { get; init; }

    /// <summary><c>--chart</c>; empty for all charts.</summary>
    public IReadOnlyList<string> Charts { get; init; } = [];

    /// <summary><c>--engine</c>.</summary>
    public string? Engine { get; init; }

    /// <summary><c>--confirm</c>.</summary>
    public string? Confirm { get; init; }

    /// <summary>What the variable says by which CI confirms.</summary>
    public string? ConfirmVariable { get; init; }

    /// <summary><c>--plan-only</c>.</summary>
    public bool PlanOnly { get; init; }

    /// <summary><c>--dry-run</c>.</summary>
    public bool DryRun { get; init; }

    /// <summary><c>--allow-replace</c>.</summary>
    public bool AllowReplace { get; init; }

    /// <summary><c>--force-conflicts</c>.</summary>
    public bool ForceConflicts { get; init; }

    /// <summary><c>--adopt</c>.</summary>
    public bool Adopt { get; init; }

    /// <summary><c>--no-rollback</c>.</summary>
    public bool NoRollback { get; init; }

    /// <summary><c>--timeout</c>.</summary>
    public string? Timeout { get; init; }

    /// <summary><c>--wave-timeout</c>.</summary>
    public string? WaveTimeout { get; init; }

    /// <summary><c>--lock-timeout</c>.</summary>
    public string? LockTimeout { get; init; }

    /// <summary><c>--revision</c>.</summary>
    public string? Revision { get; init; }

    /// <summary><c>--record-namespace</c>.</summary>
    public string? RecordNamespace { get; init; }

    /// <summary><c>--image</c>, each as <c>APP=REF</c>.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];

    /// <summary><c>--values</c>, <c>--set</c> and their like.</summary>
    public ValuesSource Values { get; init; } = new();
}
