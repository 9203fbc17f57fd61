namespace NinjaBuild.Deploy.Tests.Clusters;

/// <summary>A test that reaches its cluster through kubectl.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class ClusterFactAttribute : FactAttribute
{
    public ClusterFactAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, "kubectl"))))
            Skip = "there is no kubectl on the PATH";
        else if (OperatingSystem.IsWindows())
            Skip = "kubectl's socket is not supported on Windows";
    }
}
