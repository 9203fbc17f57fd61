namespace NinjaBuild.Charts;

/// <summary>A chart could not be composed for a reason that its message tells a user, with the place and what to do.</summary>
public sealed class CompositionException(string message) : Exception(message);
