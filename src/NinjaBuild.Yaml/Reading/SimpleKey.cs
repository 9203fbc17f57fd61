namespace NinjaBuild.Yaml.Reading;

/// <summary>Where a key may start that only its ':' will tell.</summary>
/// <param name="TokenNumber">The number of its first token, or of the bracket around it where there was none yet.</param>
/// <param name="Start">Where it starts.</param>
/// <param name="IsRequired">Whether nothing but a key may stand there.</param>
/// <param name="IsPossible">Whether it may still be one.</param>
/// <param name="IsAwaited">Whether its first token waits for the ':'.</param>
readonly record struct SimpleKey(int TokenNumber, Mark Start, bool IsRequired, bool IsPossible, bool IsAwaited);
