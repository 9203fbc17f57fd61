namespace NinjaBuild.GoTemplates.Syntax;

/// <summary>A constant that is none; the parser adds the place.</summary>
internal sealed class SyntaxException(string message) : Exception(message);
