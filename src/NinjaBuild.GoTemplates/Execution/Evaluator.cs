using System.Runtime.CompilerServices;
using NinjaBuild.GoTemplates.Syntax;
using NinjaBuild.GoTemplates.Values;

namespace NinjaBuild.GoTemplates.Execution;

/// <summary>
/// Walks trees and writes. One method a node, after Go's text/template; <c>_node</c> is always the node that an error would quote.
/// This part walks what writes: text, actions, control structures, calls of templates.
/// </summary>
internal sealed partial class Evaluator(TemplateExecution execution)
{
    /// <summary>Whether a list goes on after one of its nodes.</summary>
    enum Flow : byte
    {
        Next,
        Break,
        Continue,
    }

    readonly OutputBuffer _output = new();
    ParsedTemplate _template = null!;
    Node? _node;
    int _depth;
    int _nested;

    /// <summary>The set whose template is being executed.</summary>
    public TemplateSet Set { get; private set; } = null!;

    ExecutionLimits Limits => execution.Limits;

    /// <summary>The text that a template writes.</summary>
    public string Run(TemplateSet set, string name, object? data)
    {
        if (!set.TryGet(name, out var template))
        {
            var reason = $"no template {Formatting.Quoting.Quote(name)} among the templates";
            throw new TemplateException($"template: {reason}", name, 0, 0, null, reason);
        }

        if (_nested >= Limits.MaxNested)
            throw new FunctionException($"rendering template has a nested reference name: {name}: nested deeper than {Limits.MaxNested}");
        var outer = Set;
        Set = set;
        _nested++;
        var start = _output.Length;
        Invoke(template, data);
        _nested--;
        Set = outer;
        return _output.Cut(start);
    }

    /// <summary>Walks a template with variables of its own. What was current before is current again only where it succeeds: errors end all.</summary>
    void Invoke(ParsedTemplate template, object? dot)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            FreshStack.Run(() => Invoke(template, dot));
            return;
        }

        if (_depth >= Limits.MaxDepth)
            throw _node is null ? new InvalidOperationException() : Error($"exceeded maximum template depth ({Limits.MaxDepth})");
        var (outerTemplate, outerNode, outerBase) = (_template, _node, _variables.Enter());
        _depth++;
        _template = template;
        _variables.Declare("$", dot);
        try
        {
            WalkList(dot, template.Root);
        }
        finally
        {
            _depth--;
            _template = outerTemplate;
            _node = outerNode;
            _variables.Leave(outerBase);
        }
    }

    Flow Walk(object? dot, Node node)
    {
        _node = node;
        switch (node.Kind)
        {
            case NodeKind.Text:
                Write(((TextNode)node).Text);
                return Flow.Next;
            case NodeKind.Action:
                WalkAction(dot, (ActionNode)node);
                return Flow.Next;
            case NodeKind.If:
            case NodeKind.With:
                return WalkIfOrWith(dot, (BranchNode)node);
            case NodeKind.Range:
                return WalkRange(dot, (BranchNode)node);
            case NodeKind.Template:
                WalkTemplate(dot, (TemplateNode)node);
                return Flow.Next;
            case NodeKind.Break:
                return Flow.Break;
            case NodeKind.Continue:
                return Flow.Continue;
            default:
                throw Error($"unknown node: {node}");
        }
    }

    Flow WalkList(object? dot, ListNode list)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return FreshStack.Run(() => WalkList(dot, list));
        foreach (var node in list.Nodes)
        {
            Step();
            var flow = Walk(dot, node);
            if (flow != Flow.Next)
                return flow;
        }

        return Flow.Next;
    }

    /// <summary>Variables that it declares live until the end of the list it stands in.</summary>
    void WalkAction(object? dot, ActionNode action)
    {
        var value = EvalPipeline(dot, action.Pipe);
        if (action.Pipe.Declarations.Length > 0)
            return;
        _node = action;
        PrintValue(value);
    }

    Flow WalkIfOrWith(object? dot, BranchNode branch)
    {
        var mark = _variables.Mark;
        var value = EvalPipeline(dot, branch.Pipe);
        var flow = Flow.Next;
        if (GoTypes.IsTrue(value))
            flow = WalkList(branch.Kind == NodeKind.With ? value : dot, branch.List);
        else if (branch.ElseList is not null)
            flow = WalkList(dot, branch.ElseList);
        _variables.Release(mark);
        return flow;
    }

    void WalkTemplate(object? dot, TemplateNode node)
    {
        if (!Set.TryGet(node.Name, out var template))
            throw Error($"template {Formatting.Quoting.Quote(node.Name)} not defined");
        var data = node.Pipe is null ? null : EvalPipeline(dot, node.Pipe);
        _node = node;
        Invoke(template, data);
    }

    void PrintValue(object? value)
    {
        switch (value)
        {
            case string text:
                Write(text);
                break;
            case null:
                Write("<no value>");
                break;
            case TemplateFunction:
                throw Error($"can't print {_node} of type func");
            default:
                try
                {
                    Write(Formatting.GoFormat.Print(value, Limits.MaxOutput));
                }
                catch (FunctionException deep)
                {
                    throw Error(deep.Message);
                }

                break;
        }
    }

    void Write(ReadOnlySpan<char> text)
    {
        if (text.Length > Limits.MaxOutput - _output.Length)
            throw Error($"output of more than {Limits.MaxOutput} characters");
        _output.Append(text);
    }

    void Step()
    {
        if (execution.Budget.Step() is { } complaint)
            throw Error(complaint);
    }

    TemplateException Error(string reason, Exception? inner = null)
    {
        var (name, source) = (_template.Name, _template.Source);
        if (_node is null)
            return new TemplateException($"template: {name}: {reason}", source.Name, 0, 0, null, reason, inner);
        var (line, column) = source.Locate(_node.Position);
        var expression = _node.ToString();
        var message = $"template: {source.Name}:{line}:{column}: executing {Formatting.Quoting.Quote(name)} at <{expression}>: {reason}";
        return new TemplateException(message, source.Name, line, column, expression, reason, inner);
    }
}
