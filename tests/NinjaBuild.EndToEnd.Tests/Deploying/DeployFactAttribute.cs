namespace NinjaBuild.EndToEnd.Tests.Deploying;

/// <summary>A test that deploys through kubectl, in a process group of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class DeployFactAttribute : FactAttribute
{
    public DeployFactAttribute()
    {
        if (((string[])["kubectl", "setsid"]).FirstOrDefault(program => !IsOnPath(program)) is { } missing)
            Skip = $"there is no {missing} on the PATH";
    }

    static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
