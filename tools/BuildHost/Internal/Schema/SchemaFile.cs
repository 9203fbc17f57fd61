using System.Text;
using NinjaBuild.BuildHost.Parameters;
using Nuke.Common;
using Nuke.Common.Execution;
using Nuke.Common.IO;

namespace NinjaBuild.BuildHost.Schema;

/// <summary>Keeps <c>.nuke/build.schema.json</c>, by which editors complete parameters, in step with the build.</summary>
internal static class SchemaFile
{
    /// <summary>Writes the file if the build assembly is newer and says something else.</summary>
    public static void Update(IReadOnlyList<ExecutableTarget> targets, ParameterTable table, string? assembly)
    {
        AbsolutePath path = NukeBuild.RootDirectory / ".nuke" / "build.schema.json";
        if (assembly is null || File.GetLastWriteTimeUtc(path) >= File.GetLastWriteTimeUtc(assembly))
            return;

        try
        {
            var schema = Encoding.UTF8.GetBytes(BuildSchema.Of(targets, table));
            if (path.FileExists() && File.ReadAllBytes(path).AsSpan().SequenceEqual(schema))
                File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
            else if (Directory.Exists(path.Parent))
                File.WriteAllBytes(path, schema);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A read-only checkout keeps what it has.
        }
    }
}
