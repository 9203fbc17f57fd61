namespace NinjaBuild.GoTemplates;

/// <summary>Thrown by a template function for its caller: comes out as <c>error calling NAME: MESSAGE</c> with the place of the call.</summary>
public sealed class FunctionException(string message) : Exception(message)
{
    /// <summary>Whether the template's author wrote this message (<c>fail</c>, <c>required</c>): then it is all that a user needs.</summary>
    public bool Deliberate { get; init; }
}
