namespace NinjaBuild.Charts.Composition;

/// <summary>What a composition tells while it works; called from any thread, never twice at once.</summary>
public sealed record CompositionEvents
{
    /// <summary>Actions done, and actions in all.</summary>
    public Action<int, int>? Progress { get; init; }

    /// <summary>Something that went wrong and does not matter for the result, such as an unusable cache.</summary>
    public Action<string>? Warning { get; init; }

    /// <summary>Another build of this checkout is under way; this one waits for it.</summary>
    public Action? Waiting { get; init; }
}
