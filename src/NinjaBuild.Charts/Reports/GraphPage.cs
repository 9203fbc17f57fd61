using System.Net;
using System.Text;

namespace NinjaBuild.Charts.Reports;

/// <summary>
/// Writes an action graph as one self-contained HTML page: a column for each stage, drawn as SVG; pointing at a node, or reaching it
/// with the keyboard, shows what it is made from and what it goes into.
/// </summary>
public static class GraphPage
{
    const int NodeWidth = 240, NodeHeight = 44, RowHeight = 56, ColumnWidth = 330, Margin = 24, Header = 36;

    /// <summary>The page's source.</summary>
    public static string Write(ActionGraph graph, string title)
    {
        var columns = Enum.GetValues<GraphStage>().Select(stage => graph.Nodes.Where(node => node.Stage == stage).ToList()).ToList();
        var height = (2 * Margin) + Header + (RowHeight * columns.Max(column => column.Count));
        var width = (2 * Margin) + (ColumnWidth * (columns.Count - 1)) + NodeWidth;
        var places = Places(graph, columns);

        var page = new StringBuilder();
        page.Append(Head.Replace("{title}", Text(title), StringComparison.Ordinal));
        page.Append($"<svg viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-label=\"{Text(title)}\">\n");
        for (var column = 0; column < columns.Count; column++)
            page.Append($"<text class=\"stage\" x=\"{Margin + (column * ColumnWidth)}\" y=\"{Margin + 12}\">{(GraphStage)column}s ({columns[column].Count})</text>\n");
        foreach (var edge in graph.Edges)
            page.Append(Edge(edge, places)).Append('\n');
        foreach (var node in graph.Nodes)
            page.Append(Node(node, places[node.Id])).Append('\n');
        return page.Append(Foot).ToString();
    }

    // Each column is ordered by the mean row of what its nodes are made from, which keeps most lines from crossing.
    static Dictionary<string, (int X, int Y)> Places(ActionGraph graph, List<List<GraphNode>> columns)
    {
        var sources = graph.Edges.ToLookup(edge => edge.To, edge => edge.From);
        var tallest = columns.Max(column => column.Count) * RowHeight;
        var rows = new Dictionary<string, double>();
        var places = new Dictionary<string, (int, int)>();
        for (var column = 0; column < columns.Count; column++)
        {
            var ordered = columns[column].OrderBy(node => sources[node.Id].Select(id => rows.GetValueOrDefault(id)).DefaultIfEmpty(0).Average()).ToList();
            for (var row = 0; row < ordered.Count; row++)
            {
                rows[ordered[row].Id] = (double)row / ordered.Count;
                // A short column is spread over the height of the tallest, so that its nodes stand beside what they are made from.
                places[ordered[row].Id] = (Margin + (column * ColumnWidth), Margin + Header + (((2 * row) + 1) * tallest / (2 * ordered.Count)) - (RowHeight / 2));
            }
        }

        return places;
    }

    static string Edge(GraphEdge edge, Dictionary<string, (int X, int Y)> places)
    {
        var (from, to) = (places[edge.From], places[edge.To]);
        var (x1, y1, x2, y2) = (from.X + NodeWidth, from.Y + (NodeHeight / 2), to.X, to.Y + (NodeHeight / 2));
        var middle = (x1 + x2) / 2;
        return $"<path data-from=\"{Text(edge.From)}\" data-to=\"{Text(edge.To)}\" d=\"M{x1},{y1} C{middle},{y1} {middle},{y2} {x2},{y2}\"/>";
    }

    static string Node(GraphNode node, (int X, int Y) place) =>
        $"<g class=\"{node.Stage.ToString().ToLowerInvariant()}\" data-id=\"{Text(node.Id)}\" tabindex=\"0\" transform=\"translate({place.X},{place.Y})\">"
        + $"<title>{Text(node.Id)}</title><rect width=\"{NodeWidth}\" height=\"{NodeHeight}\" rx=\"6\"/>"
        + $"<text x=\"10\" y=\"18\">{Text(Shorten(node.Title, 32))}</text><text class=\"detail\" x=\"10\" y=\"34\">{Text(Shorten(node.Detail, 38))}</text></g>";

    static string Shorten(string text, int length) => text.Length <= length ? text : string.Concat("…", text.AsSpan(text.Length - length + 1));

    static string Text(string text) => WebUtility.HtmlEncode(text);

    const string Head = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>{title}</title>
        <style>
        :root { color-scheme: light dark; --ink: #1f2933; --soft: #52606d; --line: #b6c2cf; --ground: #fff; --node: #f5f7fa; --mark: #d9480f; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e4e7eb; --soft: #9aa5b1; --line: #3e4c59; --ground: #12181f; --node: #1f2933; --mark: #ff922b; } }
        body { margin: 0; padding: 16px; background: var(--ground); color: var(--ink); font: 13px system-ui, sans-serif; }
        h1 { font-size: 18px; margin: 0 0 8px; }
        svg { display: block; max-width: 100%; height: auto; }
        text { fill: var(--ink); font-size: 13px; }
        text.detail { fill: var(--soft); font-size: 11px; }
        text.stage { fill: var(--soft); font-weight: 600; }
        rect { fill: var(--node); stroke: var(--line); }
        .app rect { stroke: #4c6ef5; } .chart rect { stroke: #12b886; } .output rect { stroke: #ae3ec9; }
        path { fill: none; stroke: var(--line); stroke-width: 1.2; }
        g:focus { outline: none; }
        svg.pointed g:not(.near), svg.pointed path:not(.near) { opacity: .15; }
        path.near { stroke: var(--mark); stroke-width: 2; }
        </style>
        </head>
        <body>
        <h1>{title}</h1>

        """;

    const string Foot = """
        </svg>
        <script>
        const svg = document.querySelector('svg');
        const walk = (id, from, to, seen) => {
          for (const path of svg.querySelectorAll('path')) {
            if (path.dataset[from] !== id || seen.has(path)) continue;
            seen.add(path); seen.add(svg.querySelector(`g[data-id="${CSS.escape(path.dataset[to])}"]`));
            walk(path.dataset[to], from, to, seen);
          }
        };
        const point = node => {
          const near = new Set([node]);
          walk(node.dataset.id, 'from', 'to', near);
          walk(node.dataset.id, 'to', 'from', near);
          svg.classList.add('pointed');
          svg.querySelectorAll('.near').forEach(element => element.classList.remove('near'));
          near.forEach(element => element.classList.add('near'));
        };
        for (const node of svg.querySelectorAll('g')) {
          node.addEventListener('pointerenter', () => point(node));
          node.addEventListener('focus', () => point(node));
          node.addEventListener('pointerleave', () => svg.classList.remove('pointed'));
          node.addEventListener('blur', () => svg.classList.remove('pointed'));
        }
        </script>
        </body>
        </html>

        """;
}
