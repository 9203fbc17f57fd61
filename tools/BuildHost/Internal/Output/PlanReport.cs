using System.Globalization;
using System.Text;
using Nuke.Common.Execution;
using Nuke.Common.IO;

namespace NinjaBuild.BuildHost.Output;

/// <summary>What <c>--plan</c> shows: the order on the console, and a page with the graph.</summary>
internal static class PlanReport
{
    public static void Write(HostConsole console, IReadOnlyList<ExecutableTarget> plan, AbsolutePath directory)
    {
        console.Line(Text(plan), Style.Plain);
        var page = directory / "execution-plan.html";
        page.WriteAllText(PlanPage.Of(plan));
        console.Line($"The same as a page: {page}", Style.Plain);
    }

    private static string Text(IReadOnlyList<ExecutableTarget> plan)
    {
        var text = new StringBuilder("Execution plan:").AppendLine().AppendLine();
        var column = plan.Select(x => x.Name.Length).DefaultIfEmpty().Max();
        for (var i = 0; i < plan.Count; i++)
        {
            text.Append((i + 1).ToString(CultureInfo.InvariantCulture).PadLeft(4)).Append("  ").Append(plan[i].Name.PadRight(column));
            if (plan[i].ExecutionDependencies.Count > 0)
                text.Append(" -> ").AppendJoin(", ", plan[i].ExecutionDependencies.Select(x => x.Name));
            while (text[^1] == ' ')
                text.Length--;
            text.AppendLine();
        }

        return text.ToString();
    }
}
