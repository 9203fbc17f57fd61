using NinjaBuild.Charts.Reports;
using Nuke.Common;
using Nuke.Common.IO;
using Serilog;

namespace NinjaBuild.Components;

/// <summary>Draws what is made from what.</summary>
internal interface IGraph : IHazWorkspace
{
    Target Graph => _ => _
        .Description("Draws the action graph: artifacts/graph/actions.html to look at, actions.mmd as Mermaid")
        .Produces(ArtifactsDirectory / "graph" / "*")
        .Executes(() =>
        {
            var graph = this.Ask(composition => composition.Graph());
            var folder = (ArtifactsDirectory / "graph").CreateDirectory();
            var (page, source) = (folder / "actions.html", folder / "actions.mmd");
            page.WriteAllText(GraphPage.Write(graph, "What is made from what"));
            source.WriteAllText(MermaidWriter.Write(graph));
            Log.Information("{Nodes} nodes, {Edges} edges", graph.Nodes.Count, graph.Edges.Count);
            Log.Information("{Page}", page);
            Log.Information("{Source}", source);
        });
}
