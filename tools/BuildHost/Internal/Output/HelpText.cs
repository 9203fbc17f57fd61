using System.Text;
using NinjaBuild.BuildHost.Parameters;
using Nuke.Common.Execution;

namespace NinjaBuild.BuildHost.Output;

/// <summary>What <c>--help</c> prints.</summary>
internal static class HelpText
{
    private const int MaximumWidth = 90;

    public static string Of(IReadOnlyList<ExecutableTarget> targets, ParameterTable table, int width)
    {
        var text = new StringBuilder();
        AppendTargets(text, targets);
        text.AppendLine().AppendLine("Parameters:");

        var own = table.Own.Where(x => x.IsListed).OrderBy(x => x.Name, StringComparer.Ordinal).ToList();
        var column = Math.Max(16, own.Select(x => x.Dashed.Length).DefaultIfEmpty().Max());
        var defaults = string.Join(", ", targets.Where(x => x.IsDefault).Select(x => x.Name));
        foreach (var group in (IEnumerable<ParameterMember>[])[own, HostParameters.All])
        {
            if (group.Any())
                text.AppendLine();
            foreach (var parameter in group)
                AppendParameter(text, parameter, column, Math.Min(width, MaximumWidth), defaults);
        }

        return text.ToString();
    }

    private static void AppendTargets(StringBuilder text, IReadOnlyList<ExecutableTarget> targets)
    {
        var column = Math.Max(20, targets.Max(x => x.Name.Length));
        text.AppendLine("Targets (with their direct dependencies):").AppendLine();
        foreach (var target in targets.Where(x => x.Listed))
        {
            text.Append("  ").Append((target.Name + (target.IsDefault ? " (default)" : "")).PadRight(column));
            if (target.ExecutionDependencies.Count > 0)
                text.Append(" -> ").AppendJoin(", ", target.ExecutionDependencies.Select(x => x.Name));
            text.AppendLine();
            if (!string.IsNullOrWhiteSpace(target.Description))
                text.Append("    ").AppendLine(target.Description);
        }
    }

    private static void AppendParameter(StringBuilder text, ParameterMember parameter, int column, int width, string defaults)
    {
        text.Append("  --").Append(parameter.Dashed.PadRight(column)).Append("  ");
        var description = parameter.Description?.Replace("{default_target}", defaults, StringComparison.Ordinal) + ".";
        var used = column + 6;
        foreach (var word in (parameter.Description is null ? "<no description>" : description).Split(' '))
        {
            if (used + 1 + word.Length >= width)
            {
                text.AppendLine().Append(' ', column + 6);
                used = column + 6;
            }

            text.Append(' ').Append(word);
            used += 1 + word.Length;
        }

        text.AppendLine();
    }
}
