using NinjaBuild.BuildHost.Parameters;
using Nuke.Common;
using Nuke.Common.Execution;

namespace NinjaBuild.BuildHost.Targets;

/// <summary>What must be given before anything runs; all that is missing is told at once.</summary>
internal static class Requirements
{
    public static void Check(NukeBuild build, IReadOnlyList<ExecutableTarget> plan, ParameterValues parameters, List<string> problems)
    {
        foreach (var target in plan)
            if (target.Status == ExecutionStatus.Scheduled)
                foreach (var requirement in target.Requirements)
                    if (!requirement.IsMet())
                        problems.Add(requirement.IsParameter ? Missing(requirement.Text, target, parameters) : $"target {target.Name} requires {requirement.Text}");

        foreach (var parameter in parameters.Table.Own)
            if (parameter.IsRequired && parameters.Value(parameter, parameter.Type, problems) is null)
                problems.Add($"--{parameter.Dashed} is required");
    }

    private static string Missing(string expression, ExecutableTarget target, ParameterValues parameters)
    {
        var name = ParameterText.MemberName(expression);
        var parameter = parameters.Table.OfMember(name);
        return parameter is null
            ? $"target {target.Name} requires {name}"
            : $"target {target.Name} requires --{parameter.Dashed}"
              + (parameter.Description is null ? "" : $" ({parameter.Description})");
    }
}
