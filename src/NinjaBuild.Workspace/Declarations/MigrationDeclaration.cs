using System.Globalization;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Workspace.Declarations;

/// <summary>What <c>charts/&lt;chart&gt;/migration.yaml</c> says: how far the chart is on its way from the hand-written one.</summary>
public sealed record MigrationDeclaration : Declaration
{
    /// <summary>The phase.</summary>
    [Field("How far the migration is: both charts exist (`parallel`), the composed one is tried (`validation`), it takes over what is live "
        + "(`adoption`), the hand-written one is about to go (`deprecation`).", Default = "parallel")]
    public MigrationPhase Phase { get; init; }

    /// <summary>How the hand-written chart is rendered.</summary>
    [Field("How the hand-written chart is rendered, where not as the composed one is.")]
    public ManualChart Manual { get; init; } = new();

    /// <summary>Accepted differences.</summary>
    [Field("Differences between the two charts that are meant. The first entry that fits a difference accepts it.")]
    public IReadOnlyList<AcceptedDifference> Accepted { get; init; } = [];

    /// <summary>What people have to see to.</summary>
    [Field("What people have to see to besides what the comparison finds out by itself.")]
    public IReadOnlyList<ChecklistEntry> Checklist { get; init; } = [];
}

/// <summary>The steps on the way from a hand-written chart to a composed one.</summary>
public enum MigrationPhase
{
    /// <summary>Both exist; the hand-written one is live.</summary>
    Parallel,

    /// <summary>The composed one is tried beside it.</summary>
    Validation,

    /// <summary>The composed one takes over what is live.</summary>
    Adoption,

    /// <summary>The hand-written one is about to go.</summary>
    Deprecation,
}

/// <summary>How a hand-written chart is rendered.</summary>
public sealed record ManualChart
{
    /// <summary>Release name.</summary>
    [Field("Name of the release that the hand-written chart is live as.", Format = Format.DnsSubdomain, Default = "the chart's name")]
    public string? Release { get; init; }

    /// <summary>Values files of each environment.</summary>
    [Field("Values files of an environment, relative to the hand-written chart, in the order in which Helm gets them.",
        KeyFormat = Format.DnsLabel, Format = Format.RelativePath,
        Default = "the first there is of values-ENV.yaml, values.ENV.yaml, ENV-values.yaml, ENV.yaml, values/ENV.yaml and environments/ENV.yaml")]
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Values { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}

/// <summary>Differences that are meant.</summary>
public sealed record AcceptedDifference
{
    /// <summary>The objects.</summary>
    [Field("The objects, as `Kind/name` of either side; `*` stands for any text.", Default = "\"*\"", Example = "Deployment/orders-*")]
    public string Objects { get; init; } = "*";

    /// <summary>The fields.</summary>
    [Field("The fields, as the report shows them: `*` stands for any text within a step, `**` for any number of steps, and what is below is "
        + "meant as well. Without it, whatever differs, the whole objects included.", Example = "spec.template.metadata.labels")]
    public string Path { get; init; } = "";

    /// <summary>The rule.</summary>
    [Field("Only what the report gives this rule for.", Example = "pod-label-unused")]
    public string? Rule { get; init; }

    /// <summary>The environments.</summary>
    [Field("The environments it is for.", Format = Format.DnsLabel, Default = "all")]
    public IReadOnlyList<string> Environments { get; init; } = [];

    /// <summary>Why.</summary>
    [Field("Why the difference is meant, for whoever reads the report.", Required = true)]
    public string Reason { get; init; } = "";

    /// <summary>The last day.</summary>
    [Field("The last day on which it is accepted.", Format = Format.Date, Default = "no end")]
    public string? Until { get; init; }

    /// <summary>The last day; null for no end.</summary>
    public DateOnly? LastDay => Until is null ? null : DateOnly.ParseExact(Until, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>Something that people have to see to.</summary>
public sealed record ChecklistEntry
{
    /// <summary>What.</summary>
    [Field("What is to be done.", Required = true)]
    public string Item { get; init; } = "";

    /// <summary>Whether it is done.</summary>
    [Field("Whether it is done.", Default = "false")]
    public bool Done { get; init; }
}
