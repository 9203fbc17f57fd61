namespace NinjaBuild.Charts.Composition;

/// <summary>The build was asked for something that does not exist; the message says what and what to do.</summary>
public sealed class UsageException(string message) : Exception(message);
