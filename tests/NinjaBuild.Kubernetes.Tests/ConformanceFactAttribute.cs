using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace NinjaBuild.Kubernetes.Tests;

/// <summary>A fact about what public charts render to, which lies beside the repository; skipped, and said to be so, where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConformanceFactAttribute : FactAttribute
{
    const string Archive = "expected.tar.gz";

    public ConformanceFactAttribute()
    {
        if (Find() is null) Skip = $"../shared/conformance/{Archive} is absent: no public chart's objects were read";
    }

    /// <summary>The rendered files: name and text.</summary>
    public static IEnumerable<(string Name, string Text)> Rendered()
    {
        using var stream = new GZipStream(File.OpenRead(Find()!), CompressionMode.Decompress);
        using var tar = new TarReader(stream);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is null) continue;
            using var reader = new StreamReader(entry.DataStream, Encoding.UTF8);
            yield return (Path.GetFileName(entry.Name), reader.ReadToEnd());
        }
    }

    static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            foreach (var above in (string[])["", ".."])
            {
                var path = Path.Combine(folder.FullName, above, "shared", "conformance", Archive);
                if (File.Exists(path)) return path;
            }
        }

        // A test that runs from a worktree elsewhere.
        return Environment.GetEnvironmentVariable("NINJABUILD_CONFORMANCE") is { } named && File.Exists(Path.Combine(named, Archive))
            ? Path.Combine(named, Archive)
            : null;
    }
}
