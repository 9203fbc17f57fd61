namespace NinjaBuild.Deploy.Tests.Engines;

/// <summary>A fact about the real helm; skipped, and said to be so, where NINJABUILD_HELM does not name one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class HelmFactAttribute : FactAttribute
{
    public HelmFactAttribute()
    {
        if (Helm is null) Skip = "NINJABUILD_HELM names no helm: the engine was tried with a stand-in alone";
    }

    /// <summary>The program.</summary>
    public static string? Helm { get; } = Environment.GetEnvironmentVariable("NINJABUILD_HELM") is { } path && File.Exists(path) ? path : null;
}
