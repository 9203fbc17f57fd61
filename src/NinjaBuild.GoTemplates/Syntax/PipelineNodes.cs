using System.Runtime.CompilerServices;
using System.Text;
using NinjaBuild.GoTemplates.Execution;

namespace NinjaBuild.GoTemplates.Syntax;

/// <summary>Commands, each of which hands its value to the next, and the variables that take the last one's.</summary>
internal sealed class PipeNode(int position, bool assigns, VariableNode[] declarations, CommandNode[] commands)
    : Node(NodeKind.Pipe, position)
{
    /// <summary>Whether the variables exist already (<c>=</c>) or are declared here (<c>:=</c>).</summary>
    public bool Assigns { get; } = assigns;

    public VariableNode[] Declarations { get; } = declarations;

    public CommandNode[] Commands { get; } = commands;

    public override void WriteTo(StringBuilder source, Delimiters delimiters)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            FreshStack.Run(() => WriteTo(source, delimiters));
            return;
        }

        for (var i = 0; i < Declarations.Length; i++)
        {
            if (i > 0)
                source.Append(", ");
            Declarations[i].WriteTo(source, delimiters);
        }

        if (Declarations.Length > 0)
            source.Append(Assigns ? " = " : " := ");
        for (var i = 0; i < Commands.Length; i++)
        {
            if (i > 0)
                source.Append(" | ");
            Commands[i].WriteTo(source, delimiters);
        }
    }
}

/// <summary>A function or value, and its arguments.</summary>
internal sealed class CommandNode(int position, Node[] arguments) : Node(NodeKind.Command, position)
{
    /// <summary>The first is the function, the value or the pipeline itself; there is always one.</summary>
    public Node[] Arguments { get; } = arguments;

    public override void WriteTo(StringBuilder source, Delimiters delimiters)
    {
        for (var i = 0; i < Arguments.Length; i++)
        {
            if (i > 0)
                source.Append(' ');
            if (Arguments[i] is PipeNode pipe)
            {
                source.Append('(');
                pipe.WriteTo(source, delimiters);
                source.Append(')');
            }
            else
            {
                Arguments[i].WriteTo(source, delimiters);
            }
        }
    }
}

/// <summary>A term with fields behind it: <c>(pipeline).A.B</c>.</summary>
internal sealed class ChainNode(int position, Node node, string[] fields) : Node(NodeKind.Chain, position)
{
    public Node Term { get; } = node;

    public string[] Fields { get; } = fields;

    public override void WriteTo(StringBuilder source, Delimiters delimiters)
    {
        if (Term is PipeNode)
            source.Append('(');
        Term.WriteTo(source, delimiters);
        if (Term is PipeNode)
            source.Append(')');
        foreach (var field in Fields)
            source.Append('.').Append(field);
    }
}
