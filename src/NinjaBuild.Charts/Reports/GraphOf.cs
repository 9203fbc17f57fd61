using NinjaBuild.Charts.Composition;
using NinjaBuild.Workspace;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Charts.Reports;

/// <summary>Draws up the action graph of charts.</summary>
static class GraphOf
{
    public static ActionGraph Charts(IEnumerable<(ChartModel Model, ChartActions Actions)> charts)
    {
        var nodes = new Dictionary<string, GraphNode>();
        var edges = new List<GraphEdge>();
        foreach (var (model, actions) in charts)
        {
            var chart = actions.Chart.Label;
            var declaration = Node(model.Chart.Path, GraphStage.Declaration, model.Chart.Name, model.Chart.Path);
            foreach (var app in actions.Apps)
            {
                var source = Node(app.App.App.Path, GraphStage.Declaration, app.App.App.Name, app.App.App.Path);
                edges.Add(new GraphEdge(source, Node(app.Spec.Label, GraphStage.App, app.App.App.Name, $"{ModelType.NameOf(app.App.Type)} in {model.Chart.Name}")));
                edges.Add(new GraphEdge(app.Spec.Label, chart));
            }

            Node(chart, GraphStage.Chart, model.Chart.Name, $"{actions.Apps.Count} {(actions.Apps.Count == 1 ? "app" : "apps")}");
            edges.Add(new GraphEdge(declaration, chart));
            edges.Add(new GraphEdge(chart, Node($"artifacts/charts/{model.Chart.Name}", GraphStage.Output, $"{model.Chart.Name} {model.Chart.Version}", $"artifacts/charts/{model.Chart.Name}")));
        }

        return new ActionGraph([.. nodes.Values], edges);

        string Node(string id, GraphStage stage, string title, string detail)
        {
            nodes.TryAdd(id, new GraphNode(id, stage, title, detail));
            return id;
        }
    }
}
