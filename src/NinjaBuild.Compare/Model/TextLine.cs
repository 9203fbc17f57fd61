namespace NinjaBuild.Compare.Model;

/// <summary>What became of a line.</summary>
public enum LineChange
{
    /// <summary>Both texts have it.</summary>
    Same,

    /// <summary>Only the first text has it.</summary>
    Removed,

    /// <summary>Only the second text has it.</summary>
    Added,

    /// <summary>Stands for lines of both texts that are left out; the text says how many.</summary>
    Skipped,
}

/// <summary>A line of two texts that are compared.</summary>
/// <param name="Change">What became of it.</param>
/// <param name="Text">The line, without its end.</param>
public sealed record TextLine(LineChange Change, string Text);
