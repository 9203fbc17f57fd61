using System.Text;

namespace NinjaBuild.Kubernetes.Client.Kubectl;

/// <summary>Knows places for a socket that nobody but the user may reach.</summary>
static class SocketFolder
{
    // sun_path has 108 bytes on Linux and 104 on macOS, with the 0 at its end.
    const int LongestPath = 103;

    /// <summary>
    /// Folders that could be made for it, the best first: in the user's runtime folder, or where temporary files are.
    /// </summary>
    public static IEnumerable<string> Candidates(string socketName)
    {
        string?[] parents = [Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR"), Path.GetTempPath(), "/tmp"];
        return parents.OfType<string>().Distinct().Where(Directory.Exists)
            .Select(parent => Path.Combine(parent, $"ninjabuild-{Guid.NewGuid().ToString("N")[..12]}"))
            .Where(folder => Encoding.UTF8.GetByteCount(Path.Combine(folder, socketName)) <= LongestPath);
    }
}
