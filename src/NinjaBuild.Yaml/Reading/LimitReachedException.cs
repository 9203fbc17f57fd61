namespace NinjaBuild.Yaml.Reading;

/// <summary>Ends the reading of a text that is over a limit. Never leaves the reader.</summary>
sealed class LimitReachedException : Exception;
