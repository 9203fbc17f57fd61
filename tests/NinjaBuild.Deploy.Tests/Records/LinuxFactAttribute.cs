namespace NinjaBuild.Deploy.Tests.Records;

/// <summary>A test of what only Linux tells of processes.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux()) Skip = "processes are told apart for certain on Linux only";
    }
}
