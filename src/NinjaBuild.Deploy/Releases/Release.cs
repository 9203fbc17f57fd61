namespace NinjaBuild.Deploy.Releases;

/// <summary>A chart as it lives in one environment of one cluster.</summary>
/// <param name="Name">Its name: what Helm would call the release.</param>
/// <param name="Environment">The environment, as <c>ninja.yaml</c> names it.</param>
/// <param name="Context">kubectl's context of the cluster.</param>
/// <param name="Namespace">The namespace of its objects, and of what is recorded of it.</param>
public sealed record Release(string Name, string Environment, string Context, string Namespace)
{
    /// <summary>Whether helm deploys it and keeps its revisions, and not NinjaBuild.</summary>
    public bool IsHelms { get; init; }

    /// <summary>Whether no declaration says that it is in its namespace: who means it has to give the namespace.</summary>
    public bool IsElsewhere { get; init; }

    /// <summary><c>manman-host (dev, kind-dev/manman-dev)</c>.</summary>
    public override string ToString() => $"{Name} ({Environment}, {Context}/{Namespace})";
}
