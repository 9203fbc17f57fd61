namespace NinjaBuild.Yaml.Tests;

/// <summary>A fact about Helm's own outputs, which lie beside the repository; skipped, and said to be so, where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConformanceFactAttribute : FactAttribute
{
    public ConformanceFactAttribute()
    {
        if (Find() is null)
            Skip = "../shared/conformance/template-vectors.jsonl.gz is absent: nothing was compared with Helm's outputs";
    }

    public static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            foreach (var above in (string[])["", ".."])
            {
                var path = Path.Combine(folder.FullName, above, "shared", "conformance", "template-vectors.jsonl.gz");
                if (File.Exists(path)) return path;
            }
        }

        // A test that runs from a worktree elsewhere.
        var named = Environment.GetEnvironmentVariable("NINJABUILD_CONFORMANCE");
        return named is not null && File.Exists(Path.Combine(named, "template-vectors.jsonl.gz"))
            ? Path.Combine(named, "template-vectors.jsonl.gz")
            : null;
    }
}
