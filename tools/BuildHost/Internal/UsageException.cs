namespace NinjaBuild.BuildHost;

/// <summary>The build was called wrongly: nothing has run, and every mistake is listed.</summary>
internal sealed class UsageException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>The exit code of wrong usage.</summary>
    public const int ExitCode = 2;

    public UsageException(string problem)
        : this([problem])
    {
    }

    public IReadOnlyList<string> Problems { get; } = problems;

    /// <inheritdoc/>
    public override string ToString() => Message;
}
