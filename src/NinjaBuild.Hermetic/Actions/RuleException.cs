namespace NinjaBuild.Hermetic;

/// <summary>Inputs that a rule cannot make outputs of, with everything that is wrong with them.</summary>
public class RuleException(IReadOnlyList<string> errors) : HermeticException(string.Join('\n', errors))
{
    /// <summary>One thing is wrong.</summary>
    public RuleException(string error)
        : this([error])
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Errors { get; } = errors;
}
