namespace NinjaBuild.Helm.Tests.Functions;

/// <summary>A test over Helm's own outputs, which lie beside the project: skipped, and said so, where they are not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConformanceFactAttribute : FactAttribute
{
    public ConformanceFactAttribute()
    {
        if (VectorsPath is null)
            Skip = "../shared/conformance/template-vectors.jsonl.gz is absent: nothing was compared with Helm's outputs";
    }

    /// <summary>The vectors, searched upwards from the test's folder; null where there are none.</summary>
    public static string? VectorsPath { get; } = Find();

    static string? Find()
    {
        var roots = new[] { Environment.GetEnvironmentVariable("NINJABUILD_CONFORMANCE") };
        foreach (var root in roots)
        {
            if (root is not null && File.Exists(Path.Combine(root, "template-vectors.jsonl.gz")))
                return Path.Combine(root, "template-vectors.jsonl.gz");
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "conformance", "template-vectors.jsonl.gz");
            if (File.Exists(path))
                return path;
        }

        return null;
    }
}
