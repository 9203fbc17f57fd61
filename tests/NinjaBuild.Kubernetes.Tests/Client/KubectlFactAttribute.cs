namespace NinjaBuild.Kubernetes.Tests.Client;

/// <summary>A fact that needs the real kubectl; skipped, and said to be so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KubectlFactAttribute : FactAttribute
{
    public KubectlFactAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, "kubectl")))) Skip = "there is no kubectl on the PATH";
        else if (OperatingSystem.IsWindows()) Skip = "kubectl's socket is not supported on Windows";
    }
}
