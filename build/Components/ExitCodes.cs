namespace NinjaBuild.Components;

/// <summary>What the process's exit code tells a script.</summary>
internal static class ExitCodes
{
    /// <summary>The build failed, or a check found something.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage, or declarations that are not valid.</summary>
    public const int Invalid = 2;

    /// <summary>A deploy failed, and not everything is as it was before; or it is done but for something that is left over.</summary>
    public const int LeftBroken = 5;
}
