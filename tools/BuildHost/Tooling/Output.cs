namespace Nuke.Common.Tooling;

/// <summary>Which stream a line came from.</summary>
public enum OutputType
{
    Std,
    Err,
}

/// <summary>A line that a process wrote.</summary>
public readonly record struct Output(OutputType Type, string Text);
