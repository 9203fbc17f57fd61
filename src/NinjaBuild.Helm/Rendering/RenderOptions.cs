using NinjaBuild.Helm.Functions;

namespace NinjaBuild.Helm.Rendering;

/// <summary>How a chart is rendered, apart from what its templates see of the release.</summary>
public sealed record RenderOptions
{
    /// <summary>As Helm does it.</summary>
    public static RenderOptions Default { get; } = new();

    /// <summary>What it may use.</summary>
    public RenderLimits Limits { get; init; } = RenderLimits.Default;

    /// <summary>
    /// Makes chance and clock repeatable: <c>now</c>, <c>randAlphaNum</c>, <c>uuidv4</c>, <c>genCA</c> and their like give the same for the same
    /// seed. Null for real ones. What a seed makes protects nothing.
    /// </summary>
    public string? Seed { get; init; }

    /// <summary>The objects that <c>lookup</c> finds; none where null.</summary>
    public ILiveObjects? Cluster { get; init; }

    /// <summary>Whether values are not held against the charts' schemas.</summary>
    public bool SkipSchemaValidation { get; init; }

    /// <summary>Whether <c>fail</c> and <c>required</c> let templates go on.</summary>
    internal bool IsLinting { get; init; }

    internal RenderEnvironment ToEnvironment() => new(Seed is null ? Chance.Real : Chance.Seeded(Seed), Seed is null ? null : DateTimeOffset.UnixEpoch)
    {
        Cluster = Cluster,
        IsLinting = IsLinting,
    };
}
