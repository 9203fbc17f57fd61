namespace NinjaBuild.Yaml.Reading;

/// <summary>A place where a key may have started that a ':' would make one.</summary>
/// <param name="TokenNumber">The token that it would start with.</param>
/// <param name="Start">Where it starts.</param>
/// <param name="IsRequired">Whether nothing but a key can stand there.</param>
/// <param name="IsPossible">Whether it may still become one.</param>
readonly record struct SimpleKey(int TokenNumber, Mark Start, bool IsRequired, bool IsPossible);
