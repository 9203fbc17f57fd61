namespace NinjaBuild.Charts.Reports;

/// <summary>What is made from what: declarations, the actions on them, and the charts that come out.</summary>
/// <param name="Nodes">The nodes, each once, in the order in which they are drawn.</param>
/// <param name="Edges">Who goes into whom, by node id.</param>
public sealed record ActionGraph(IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges);

/// <summary>A declaration, an action or an output.</summary>
/// <param name="Id">Unique in the graph.</param>
/// <param name="Stage">The column it stands in.</param>
/// <param name="Title">Its name.</param>
/// <param name="Detail">A second line: its type, its rule, its file.</param>
public sealed record GraphNode(string Id, GraphStage Stage, string Title, string Detail);

/// <summary>An input of an action, or its output.</summary>
/// <param name="From">Id of the node that goes in.</param>
/// <param name="To">Id of the node it goes into.</param>
public sealed record GraphEdge(string From, string To);

/// <summary>The columns of the graph, in the data's way through the build.</summary>
public enum GraphStage
{
    /// <summary>A file that the user wrote.</summary>
    Declaration,

    /// <summary>An action that composes one app's files.</summary>
    App,

    /// <summary>An action that composes a chart.</summary>
    Chart,

    /// <summary>A folder under <c>artifacts/</c>.</summary>
    Output,
}
