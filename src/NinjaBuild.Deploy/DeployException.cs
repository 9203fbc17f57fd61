namespace NinjaBuild.Deploy;

/// <summary>Something that keeps a deploy from going on.</summary>
/// <param name="Subject">What it is about: an object, a file with its place, a flag; empty where the message says it.</param>
/// <param name="Message">What is wrong and what to do. Values of Secrets are never in it.</param>
public sealed record DeployProblem(string Subject, string Message)
{
    /// <summary><c>subject: message</c>.</summary>
    public override string ToString() => Subject.Length == 0 ? Message : $"{Subject}: {Message}";
}

/// <summary>Ends a deploy for reasons that concern the user: all that are known.</summary>
/// <param name="problems">The reasons.</param>
public sealed class DeployException(IReadOnlyList<DeployProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems.Select(problem => problem.ToString())))
{
    /// <summary>Ends it for one reason.</summary>
    public DeployException(string subject, string message)
        : this([new DeployProblem(subject, message)])
    {
    }

    /// <summary>The reasons.</summary>
    public IReadOnlyList<DeployProblem> Problems { get; } = problems;
}
