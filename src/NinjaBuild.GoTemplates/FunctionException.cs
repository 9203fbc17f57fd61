namespace NinjaBuild.GoTemplates;

/// <summary>Thrown by a template function for its caller: comes out as <c>error calling NAME: MESSAGE</c> with the place of the call.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="inner">What it comes from; null where it starts here.</param>
public sealed class FunctionException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether the template's author wrote this message (<c>fail</c>, <c>required</c>): then it is all that a user needs.</summary>
    public bool Deliberate { get; init; }
}
