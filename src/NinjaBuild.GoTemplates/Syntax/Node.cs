using System.Text;

namespace NinjaBuild.GoTemplates.Syntax;

/// <summary>What a node is; the evaluator has one method for each.</summary>
internal enum NodeKind : byte
{
    Action,
    Bool,
    Break,
    Chain,
    Command,
    Continue,
    Dot,
    Else,
    End,
    Field,
    Identifier,
    If,
    List,
    Nil,
    Number,
    Pipe,
    Range,
    String,
    Template,
    Text,
    Variable,
    With,
}

/// <summary>A piece of a parsed template: knows where it stands and prints itself back as source.</summary>
/// <param name="kind">What it is.</param>
/// <param name="position">Index of its first char in the text it was parsed from.</param>
internal abstract class Node(NodeKind kind, int position)
{
    public NodeKind Kind { get; } = kind;

    public int Position { get; } = position;

    /// <summary>Appends the source of this node.</summary>
    public abstract void WriteTo(StringBuilder source, Delimiters delimiters);

    public string ToSource(Delimiters delimiters)
    {
        var source = new StringBuilder();
        WriteTo(source, delimiters);
        return source.ToString();
    }

    /// <summary>The source as Go prints it, whatever the delimiters were.</summary>
    public override string ToString() => ToSource(Delimiters.Braces);
}
