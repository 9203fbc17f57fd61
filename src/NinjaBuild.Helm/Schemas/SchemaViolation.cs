using System.Text;

namespace NinjaBuild.Helm.Schemas;

/// <summary>Something about values that a schema does not allow.</summary>
/// <param name="Pointer">The value, as a JSON pointer; empty for all values.</param>
/// <param name="Message">What is wrong with it, in the words of the validator that Helm uses.</param>
/// <param name="Causes">Why, where several schemas were tried.</param>
public sealed record SchemaViolation(string Pointer, string Message, IReadOnlyList<SchemaViolation> Causes)
{
    /// <summary>Whether it only stands for its causes.</summary>
    internal bool IsGroup { get; init; }

    /// <summary>Whether it stands for what a reference led to, and says nothing where that is one thing.</summary>
    internal bool IsReference { get; init; }

    /// <summary><c>- at '/image': missing property 'tag'</c>, with the causes below it, indented.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        WriteTo(text, 0);
        return text.ToString();
    }

    internal void WriteTo(StringBuilder text, int depth)
    {
        var isSkipped = IsReference && Causes.Count == 1;
        if (!isSkipped)
        {
            if (text.Length > 0)
                text.Append('\n');
            text.Append(' ', 2 * depth).Append("- at ").Append(SchemaText.Quote(Pointer)).Append(": ").Append(Message);
        }

        foreach (var cause in Causes)
            cause.WriteTo(text, isSkipped ? depth : depth + 1);
    }
}
