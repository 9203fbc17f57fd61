using NinjaBuild.BuildHost.Parameters;
using Nuke.Common.Execution;

namespace NinjaBuild.BuildHost.Targets;

/// <summary>What must be given before anything runs; all that is missing is told at once.</summary>
internal static class Requirements
{
    public static void Check(IReadOnlyList<ExecutableTarget> plan, ParameterValues parameters, List<string> problems)
    {
        foreach (var target in plan)
            if (target.Status == ExecutionStatus.Scheduled)
                foreach (var requirement in target.Requirements)
                    if (!requirement.IsMet())
                        problems.Add($"target {target.Name} requires {Text(requirement, parameters)}");

        foreach (var parameter in parameters.Table.Own)
            if (parameter.IsRequired && parameters.Value(parameter, parameter.Type, problems) is null)
                problems.Add($"--{parameter.Dashed} is required");
    }

    private static string Text(Requirement requirement, ParameterValues parameters)
    {
        if (!requirement.IsParameter)
            return requirement.Text;
        var name = ParameterText.MemberName(requirement.Text);
        if (parameters.Table.OfMember(name) is not { } parameter)
            return name;
        return parameter.Description is null ? $"--{parameter.Dashed}" : $"--{parameter.Dashed} ({parameter.Description})";
    }
}
