using System.Globalization;
using System.Net;
using System.Text;
using Nuke.Common.Execution;

namespace NinjaBuild.BuildHost.Output;

/// <summary>The execution plan as one page that needs nothing else: targets from top to bottom, arcs for dependencies.</summary>
internal static class PlanPage
{
    private const int RowHeight = 44;
    private const int BoxLeft = 200;
    private const int BoxWidth = 320;
    private const int BoxHeight = 30;

    public static string Of(IReadOnlyList<ExecutableTarget> plan)
    {
        var drawing = new StringBuilder();
        for (var i = 0; i < plan.Count; i++)
            for (var j = 0; j < i; j++)
                if (Relation(plan[j], plan[i]) is { } relation)
                    AppendArc(drawing, j, i, relation);
        for (var i = 0; i < plan.Count; i++)
            AppendBox(drawing, plan[i], i);

        var height = ((plan.Count + 1) * RowHeight).ToString(CultureInfo.InvariantCulture);
        return $$"""
            <!DOCTYPE html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Execution plan</title>
            <style>
              body { font: 15px system-ui, sans-serif; margin: 2em; color: #222; background: #fff; }
              rect { fill: #eef3fb; stroke: #4a6fa5; } .default rect { fill: #dcecd9; stroke: #4c8b3f; }
              path { fill: none; stroke: #4a6fa5; } .order { stroke-dasharray: 4 4; } .trigger { stroke: #b3562e; }
              text { dominant-baseline: middle; } .legend { color: #555; }
              @media (prefers-color-scheme: dark) {
                body { color: #ddd; background: #1c1e22; } text { fill: #ddd; }
                rect { fill: #2a3342; } .default rect { fill: #2c3d2a; } .legend { color: #aaa; }
              }
            </style>
            <h1>Execution plan</h1>
            <p class="legend">From top to bottom. Full lines: depends on; dashed: only ordered after; red: triggered by.</p>
            <svg width="{{BoxLeft + BoxWidth + 20}}" height="{{height}}" role="img" aria-label="Execution plan">
            {{drawing}}</svg>
            </html>

            """.ReplaceLineEndings("\n");
    }

    private static string? Relation(ExecutableTarget earlier, ExecutableTarget later)
    {
        if (later.ExecutionDependencies.Contains(earlier))
            return "needs";
        if (later.TriggerDependencies.Contains(earlier))
            return "trigger";
        return later.OrderDependencies.Contains(earlier) ? "order" : null;
    }

    private static void AppendArc(StringBuilder drawing, int from, int to, string relation)
    {
        var bend = BoxLeft - Math.Min(180, 24 * (to - from));
        var start = Middle(from);
        var end = Middle(to);
        drawing.Append(
            CultureInfo.InvariantCulture,
            $"  <path class=\"{relation}\" d=\"M{BoxLeft} {start} C{bend} {start} {bend} {end} {BoxLeft} {end}\"/>\n");
    }

    private static void AppendBox(StringBuilder drawing, ExecutableTarget target, int index)
    {
        var name = WebUtility.HtmlEncode(target.Name);
        var description = WebUtility.HtmlEncode(target.Description ?? target.Name);
        drawing.Append(
            CultureInfo.InvariantCulture,
            $"  <g class=\"{(target.IsDefault ? "default" : "target")}\"><title>{description}</title>")
            .Append(
                CultureInfo.InvariantCulture,
                $"<rect x=\"{BoxLeft}\" y=\"{Middle(index) - (BoxHeight / 2)}\" width=\"{BoxWidth}\" height=\"{BoxHeight}\" rx=\"6\"/>")
            .Append(CultureInfo.InvariantCulture, $"<text x=\"{BoxLeft + 14}\" y=\"{Middle(index)}\">{index + 1}. {name}</text></g>\n");
    }

    private static int Middle(int index) => (index * RowHeight) + (RowHeight / 2);
}
