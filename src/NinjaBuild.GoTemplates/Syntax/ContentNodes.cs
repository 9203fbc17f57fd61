using System.Runtime.CompilerServices;
using System.Text;
using NinjaBuild.GoTemplates.Execution;

namespace NinjaBuild.GoTemplates.Syntax;

/// <summary>What stands between actions; written out as it is.</summary>
internal sealed class TextNode(int position, string text) : Node(NodeKind.Text, position)
{
    public string Text { get; } = text;

    public override void WriteTo(StringBuilder source, Delimiters delimiters) => source.Append(Text);
}

/// <summary>Nodes one after another.</summary>
internal sealed class ListNode(int position) : Node(NodeKind.List, position)
{
    List<Node>? _open = [];

    /// <summary>The nodes, once the list is sealed.</summary>
    public Node[] Nodes { get; private set; } = [];

    /// <summary>Whether nothing but space stands in it.</summary>
    public bool IsBlank => Nodes.All(node => node is TextNode text && string.IsNullOrWhiteSpace(text.Text));

    public void Add(Node node) => _open!.Add(node);

    /// <summary>Fixes the content, once; from here on the list is read by many threads.</summary>
    public ListNode Seal()
    {
        Nodes = [.. _open!];
        _open = null;
        return this;
    }

    public override void WriteTo(StringBuilder source, Delimiters delimiters)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            FreshStack.Run(() => WriteTo(source, delimiters));
            return;
        }

        foreach (var node in Nodes)
            node.WriteTo(source, delimiters);
    }
}

/// <summary>A pipeline whose value is printed, or that declares variables.</summary>
internal sealed class ActionNode(int position, PipeNode pipe) : Node(NodeKind.Action, position)
{
    public PipeNode Pipe { get; } = pipe;

    public override void WriteTo(StringBuilder source, Delimiters delimiters)
    {
        source.Append(delimiters.Left);
        Pipe.WriteTo(source, delimiters);
        source.Append(delimiters.Right);
    }
}

/// <summary><c>{{template "name" pipeline}}</c>.</summary>
internal sealed class TemplateNode(int position, string name, PipeNode? pipe) : Node(NodeKind.Template, position)
{
    public string Name { get; } = name;

    public PipeNode? Pipe { get; } = pipe;

    public override void WriteTo(StringBuilder source, Delimiters delimiters)
    {
        source.Append(delimiters.Left).Append("template ").Append(Formatting.Quoting.Quote(Name));
        if (Pipe is not null)
        {
            source.Append(' ');
            Pipe.WriteTo(source, delimiters);
        }

        source.Append(delimiters.Right);
    }
}

/// <summary><c>{{end}}</c>, <c>{{else}}</c>, <c>{{break}}</c> and <c>{{continue}}</c>; the first two never stay in a tree.</summary>
internal sealed class KeywordNode(NodeKind kind, int position, string keyword) : Node(kind, position)
{
    public override void WriteTo(StringBuilder source, Delimiters delimiters) =>
        source.Append(delimiters.Left).Append(keyword).Append(delimiters.Right);
}

/// <summary><c>if</c>, <c>range</c> and <c>with</c>: a pipeline decides which of two lists is walked.</summary>
internal sealed class BranchNode(NodeKind kind, PipeNode pipe, ListNode list, ListNode? elseList) : Node(kind, pipe.Position)
{
    public PipeNode Pipe { get; } = pipe;

    public ListNode List { get; } = list;

    public ListNode? ElseList { get; } = elseList;

    public override void WriteTo(StringBuilder source, Delimiters delimiters)
    {
        var keyword = Kind switch { NodeKind.If => "if ", NodeKind.Range => "range ", _ => "with " };
        source.Append(delimiters.Left).Append(keyword);
        Pipe.WriteTo(source, delimiters);
        source.Append(delimiters.Right);
        List.WriteTo(source, delimiters);
        if (ElseList is not null)
        {
            source.Append(delimiters.Left).Append("else").Append(delimiters.Right);
            ElseList.WriteTo(source, delimiters);
        }

        source.Append(delimiters.Left).Append("end").Append(delimiters.Right);
    }
}
