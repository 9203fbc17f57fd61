namespace NinjaBuild.Helm.Values;

/// <summary>A value on the command line that cannot be read; the message does not repeat the value's text.</summary>
public sealed class SetSyntaxException(string message) : Exception(message);
