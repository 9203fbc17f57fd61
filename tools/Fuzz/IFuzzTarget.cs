namespace NinjaBuild.Fuzz;

/// <summary>Something that reads foreign input, and must take any.</summary>
public interface IFuzzTarget
{
    /// <summary>The name on the command line and of its folders.</summary>
    string Name { get; }

    /// <summary>Inputs to start from, besides those in the folder of cases.</summary>
    IEnumerable<string> Seeds { get; }

    /// <summary>What inputs are made of: delimiters, keywords, names.</summary>
    IReadOnlyList<string> Tokens { get; }

    /// <summary>Inputs that are each hostile in their own way; what they are called, and the input.</summary>
    /// <param name="size">About as many characters as the longest has.</param>
    IEnumerable<(string Name, string Input)> Hostile(int size);

    /// <summary>Takes one input.</summary>
    /// <returns>What came of it, the engine's own errors included: tells one outcome from another.</returns>
    /// <exception cref="Exception">A finding: anything but the engine's own errors, or <see cref="PropertyException"/>.</exception>
    string Run(ReadOnlySpan<byte> input);

    /// <summary>An input by the grammar of the target; null where it has none.</summary>
    string? Generate(Random random) => null;
}

/// <summary>The engine did not fail, but what it gave is wrong.</summary>
public sealed class PropertyException(string message) : Exception(message);
