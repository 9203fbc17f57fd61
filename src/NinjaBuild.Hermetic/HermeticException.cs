namespace NinjaBuild.Hermetic;

/// <summary>Something that a user can cause and repair. The message is meant for them: it says what, where, and what to do.</summary>
public abstract class HermeticException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>What went wrong, one text for each thing.</summary>
    public virtual IReadOnlyList<string> Errors => [Message];
}
