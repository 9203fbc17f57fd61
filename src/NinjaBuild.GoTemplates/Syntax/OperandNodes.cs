using System.Text;
using NinjaBuild.GoTemplates.Values;

namespace NinjaBuild.GoTemplates.Syntax;

/// <summary>The name of a function, with the function that the table had for it when the template was parsed.</summary>
internal sealed class IdentifierNode(int position, string name, TemplateFunction function) : Node(NodeKind.Identifier, position)
{
    public string Name { get; } = name;

    public TemplateFunction Function { get; } = function;

    public override void WriteTo(StringBuilder source, Delimiters delimiters) => source.Append(Name);
}

/// <summary><c>.A.B</c>: fields of the cursor.</summary>
internal sealed class FieldNode(int position, string[] names) : Node(NodeKind.Field, position)
{
    public string[] Names { get; } = names;

    public override void WriteTo(StringBuilder source, Delimiters delimiters)
    {
        foreach (var name in Names)
            source.Append('.').Append(name);
    }
}

/// <summary><c>$x.A.B</c>: a variable, and fields of it.</summary>
internal sealed class VariableNode(int position, string[] names) : Node(NodeKind.Variable, position)
{
    /// <summary>The variable with its <c>$</c>, then the fields.</summary>
    public string[] Names { get; } = names;

    public override void WriteTo(StringBuilder source, Delimiters delimiters) => source.AppendJoin('.', Names);
}

/// <summary>The cursor.</summary>
internal sealed class DotNode(int position) : Node(NodeKind.Dot, position)
{
    public override void WriteTo(StringBuilder source, Delimiters delimiters) => source.Append('.');
}

/// <summary>The untyped nil.</summary>
internal sealed class NilNode(int position) : Node(NodeKind.Nil, position)
{
    public override void WriteTo(StringBuilder source, Delimiters delimiters) => source.Append("nil");
}

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed class BoolNode(int position, bool value) : Node(NodeKind.Bool, position)
{
    public object Value { get; } = Boxes.Box(value);

    public override void WriteTo(StringBuilder source, Delimiters delimiters) => source.Append(ReferenceEquals(Value, Boxes.True) ? "true" : "false");
}

/// <summary>A string constant, interpreted or raw.</summary>
internal sealed class StringNode(int position, string quoted, string text) : Node(NodeKind.String, position)
{
    public string Text { get; } = text;

    public override void WriteTo(StringBuilder source, Delimiters delimiters) => source.Append(quoted);
}

/// <summary>A number or character constant: what it is depends on who asks for it.</summary>
internal sealed class NumberNode(int position, string text, NumberConstant number) : Node(NodeKind.Number, position)
{
    public string Text { get; } = text;

    public NumberConstant Number { get; } = number;

    /// <summary>The value where no type is asked for; null where it does not fit into an int.</summary>
    public object? Ideal { get; } = number.Ideal(text);

    public override void WriteTo(StringBuilder source, Delimiters delimiters) => source.Append(Text);
}
