using System.Text;

namespace NinjaBuild.Charts.Reports;

/// <summary>Writes an action graph as a Mermaid flowchart, which code hosts show as a picture.</summary>
public static class MermaidWriter
{
    /// <summary>The flowchart's source.</summary>
    public static string Write(ActionGraph graph)
    {
        var ids = graph.Nodes.Select((node, index) => (node.Id, Short: $"n{index}")).ToDictionary(pair => pair.Id, pair => pair.Short);
        var text = new StringBuilder("flowchart LR\n");
        foreach (var stage in graph.Nodes.GroupBy(node => node.Stage).OrderBy(group => group.Key))
        {
            text.Append("  subgraph ").Append(stage.Key.ToString().ToLowerInvariant()).Append("s [").Append(stage.Key).Append("s]\n");
            foreach (var node in stage)
                text.Append("    ").Append(ids[node.Id]).Append("[\"").Append(Escape(node.Title)).Append("<br/>").Append(Escape(node.Detail)).Append("\"]\n");
            text.Append("  end\n");
        }

        foreach (var edge in graph.Edges)
            text.Append("  ").Append(ids[edge.From]).Append(" --> ").Append(ids[edge.To]).Append('\n');
        return text.ToString();
    }

    static string Escape(string text) => text.Replace("\"", "#quot;", StringComparison.Ordinal).Replace("<", "#lt;", StringComparison.Ordinal);
}
