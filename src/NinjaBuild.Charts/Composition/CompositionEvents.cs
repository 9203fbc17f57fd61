namespace NinjaBuild.Charts.Composition;

/// <summary>What a composition tells while it works; called from any thread, never twice at once.</summary>
public sealed record CompositionEvents
{
    /// <summary>Actions done, and actions in all.</summary>
    public Action<int, int>? Progress { get; init; }

    /// <summary>Something that went wrong and does not matter for the result, such as an unusable cache.</summary>
    public Action<string>? Warning { get; init; }

    /// <summary>Something to know while it goes on, such as that another build of this checkout has to be waited for.</summary>
    public Action<string>? Message { get; init; }
}
