namespace NinjaBuild.Helm.Tests.Conformance;

/// <summary>A test over Helm's own outputs, which lie beside the project: skipped, and said so, where they are not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConformanceFactAttribute : FactAttribute
{
    const string Mark = "template-vectors.jsonl.gz";

    public ConformanceFactAttribute()
    {
        if (Folder is null)
            Skip = "../shared/conformance is absent: nothing was compared with Helm's outputs";
    }

    /// <summary>The folder of the data: what the environment names, or searched upwards from the test's folder; null where there is none.</summary>
    public static string? Folder { get; } = Find();

    static string? Find()
    {
        if (Environment.GetEnvironmentVariable("NINJABUILD_CONFORMANCE") is { Length: > 0 } named && File.Exists(Path.Combine(named, Mark)))
            return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "conformance");
            if (File.Exists(Path.Combine(path, Mark)))
                return path;
        }

        return null;
    }
}
