namespace NinjaBuild.BuildHost.Targets;

/// <summary>Something without which a target does not start: a parameter's value, or a condition.</summary>
internal sealed record Requirement(string Text, Func<bool> IsMet, bool IsParameter);
