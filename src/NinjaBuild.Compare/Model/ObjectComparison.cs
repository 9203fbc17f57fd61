using System.Text.Json.Serialization;

namespace NinjaBuild.Compare.Model;

/// <summary>What became of an object.</summary>
public enum ObjectChange
{
    /// <summary>Both sides have it, with the same meaning.</summary>
    Same,

    /// <summary>Both sides have it, with differences.</summary>
    Changed,

    /// <summary>Only the second side has it.</summary>
    Added,

    /// <summary>Only the first side has it.</summary>
    Removed,

    /// <summary>Both sides have it, under other names.</summary>
    Renamed,
}

/// <summary>An object of one side or both.</summary>
/// <param name="Change">What became of it.</param>
/// <param name="Before">The object of the first side; null where it has none.</param>
/// <param name="After">The object of the second side; null where it has none.</param>
/// <param name="Differences">The differences between them, those that matter most first. That it was added, removed or renamed is one of them.</param>
public sealed record ObjectComparison(ObjectChange Change, ComparedObject? Before, ComparedObject? After, IReadOnlyList<Difference> Differences)
{
    /// <summary>What names it: the object of the second side, unless only the first has it.</summary>
    [JsonIgnore]
    public ComparedObject Object => (After ?? Before)!;

    /// <summary>How much what is open of it matters; null where nothing is.</summary>
    [JsonIgnore]
    public Severity? Severity => Differences.Where(difference => difference.IsOpen).Max(difference => (Severity?)difference.Severity);
}

/// <summary>An object as one side has it.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Namespace">The namespace; empty where it has none.</param>
/// <param name="Name">The name.</param>
/// <param name="Source">The template that it was rendered from, with the chart's name in front; null where that is not known.</param>
/// <param name="Yaml">All of it as YAML with sorted keys; a Secret's values are masked.</param>
public sealed record ComparedObject(string Group, string Kind, string Namespace, string Name, string? Source, string Yaml)
{
    /// <summary><c>Deployment manman/experience-api</c>; without the namespace where there is none.</summary>
    public override string ToString() => Namespace.Length == 0 ? $"{Kind} {Name}" : $"{Kind} {Namespace}/{Name}";
}
