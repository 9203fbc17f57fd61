namespace NinjaBuild.Hermetic;

/// <summary>
/// A pure function from declared inputs to outputs. It reaches nothing else: no clock, no environment, no random source, no file system.
/// Used from several threads at once.
/// </summary>
public interface IRule
{
    /// <summary>Name of the rule, as in <c>compose-chart</c>.</summary>
    string Name { get; }

    /// <summary>Changes whenever the rule's own code does; what it made before is then made anew.</summary>
    string Version { get; }

    /// <summary>Makes the outputs.</summary>
    /// <param name="inputs">All that the rule may know.</param>
    /// <exception cref="HermeticException">The inputs are not such that outputs can be made of them; usually a <see cref="RuleException"/>.</exception>
    FileTree Run(RuleInputs inputs);
}
