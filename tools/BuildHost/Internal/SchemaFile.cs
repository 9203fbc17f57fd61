using NinjaBuild.BuildHost.Parameters;
using Nuke.Common.Execution;

namespace NinjaBuild.BuildHost;

/// <summary>Keeps <c>.nuke/build.schema.json</c> in step with the build.</summary>
internal static class SchemaFile
{
    public static void Update(IReadOnlyList<ExecutableTarget> targets, ParameterTable table, string? assembly)
    {
    }
}
