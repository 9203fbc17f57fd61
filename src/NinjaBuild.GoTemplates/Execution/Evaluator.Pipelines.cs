using System.Runtime.CompilerServices;
using NinjaBuild.GoTemplates.Syntax;
using NinjaBuild.GoTemplates.Values;

namespace NinjaBuild.GoTemplates.Execution;

/// <summary>The part that evaluates pipelines, commands, variables, fields.</summary>
internal sealed partial class Evaluator
{
    /// <summary>Stands for "no argument comes from the pipeline".</summary>
    static readonly object Absent = new();

    readonly VariableStack _variables = new();

    /// <summary>Null where there is no value.</summary>
    object? EvalPipeline(object? dot, PipeNode pipe)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return FreshStack.Run(() => EvalPipeline(dot, pipe));
        _node = pipe;
        var value = Absent;
        foreach (var command in pipe.Commands)
            value = NilInterface.Unwrap(EvalCommand(dot, command, value));
        foreach (var variable in pipe.Declarations)
        {
            var name = variable.Names[0];
            if (!pipe.Assigns)
                _variables.Declare(name, value);
            else if (!_variables.TrySet(name, value))
                throw Error($"undefined variable: {name}");
        }

        return value;
    }

    object? EvalCommand(object? dot, CommandNode command, object? final)
    {
        var arguments = command.Arguments;
        var first = arguments[0];
        switch (first.Kind)
        {
            case NodeKind.Field:
                return EvalField(dot, (FieldNode)first, arguments, final);
            case NodeKind.Chain:
                return EvalChain(dot, (ChainNode)first, arguments, final);
            case NodeKind.Identifier:
                return EvalFunction(dot, (IdentifierNode)first, command, arguments, final);
            case NodeKind.Pipe:
                RefuseArguments(arguments, final);
                return EvalPipeline(dot, (PipeNode)first);
            case NodeKind.Variable:
                return EvalVariable(dot, (VariableNode)first, arguments, final);
        }

        _node = first;
        RefuseArguments(arguments, final);
        return first.Kind switch
        {
            NodeKind.Bool => ((BoolNode)first).Value,
            NodeKind.Dot => dot,
            NodeKind.Nil => throw Error("nil is not a command"),
            NodeKind.Number => EvalIdealNumber((NumberNode)first),
            NodeKind.String => ((StringNode)first).Text,
            _ => throw Error($"can't evaluate command {Formatting.Quoting.Quote(first.ToString())}"),
        };
    }

    void RefuseArguments(Node[] arguments, object? final)
    {
        if (arguments.Length > 1 || !ReferenceEquals(final, Absent))
            throw Error($"can't give argument to non-function {arguments[0]}");
    }

    object EvalIdealNumber(NumberNode number)
    {
        _node = number;
        return number.Ideal ?? throw Error($"{number.Text} overflows int");
    }

    object? EvalField(object? dot, FieldNode field, Node[] arguments, object? final)
    {
        _node = field;
        return EvalFieldChain(dot, dot, field, field.Names, arguments, final);
    }

    object? EvalVariable(object? dot, VariableNode variable, Node[] arguments, object? final)
    {
        _node = variable;
        if (!_variables.TryGet(variable.Names[0], out var value))
            throw Error($"undefined variable: {variable.Names[0]}");
        if (variable.Names.Length > 1)
            return EvalFieldChain(dot, value, variable, variable.Names.AsSpan(1), arguments, final);
        RefuseArguments(arguments, final);
        return value;
    }

    object? EvalChain(object? dot, ChainNode chain, Node[] arguments, object? final)
    {
        _node = chain;
        if (chain.Term.Kind == NodeKind.Nil)
            throw Error($"indirection through explicit nil in {chain}");
        var term = chain.Term switch
        {
            PipeNode pipe => EvalPipeline(dot, pipe),
            IdentifierNode identifier => EvalFunction(dot, identifier, identifier, [], Absent),
            _ => throw Error($"can't evaluate command {Formatting.Quoting.Quote(chain.Term.ToString())}"),
        };
        return EvalFieldChain(dot, term, chain, chain.Fields, arguments, final);
    }

    /// <summary><c>.A.B.C</c>: only the last may be a method that takes the arguments.</summary>
    object? EvalFieldChain(object? dot, object? receiver, Node node, ReadOnlySpan<string> names, Node[] arguments, object? final)
    {
        for (var i = 0; i < names.Length - 1; i++)
            receiver = EvalFieldOf(dot, receiver, i > 0, node, names[i], [], Absent);
        return EvalFieldOf(dot, receiver, names.Length > 1, node, names[^1], arguments, final);
    }

    object? EvalFieldOf(object? dot, object? receiver, bool inContainer, Node node, string name, Node[] arguments, object? final)
    {
        if (receiver is null)
            return Set.MissingKey == MissingKey.Error ? throw Error($"nil data; no entry for key {Formatting.Quoting.Quote(name)}") : null;
        if (ReferenceEquals(receiver, NilInterface.Value))
            throw Error($"nil pointer evaluating interface {{}}.{name}");

        var hasArguments = arguments.Length > 1 || !ReferenceEquals(final, Absent);
        if (receiver is ITemplateObject instance)
        {
            if (instance.FindMethod(name) is { } method)
                return EvalCall(dot, method, node, name, arguments, final);
            if (instance.TryGetField(name, out var field))
                return hasArguments ? throw Error($"{name} has arguments but cannot be invoked as function") : field ?? NilInterface.Value;
        }

        if (receiver is IReadOnlyDictionary<string, object?> map)
        {
            if (hasArguments)
                throw Error($"{name} is not a method but has arguments");
            return map.TryGetValue(name, out var value) ? value ?? NilInterface.Value : Missing(map, name);
        }

        throw Error($"can't evaluate field {name} in type {(inContainer ? "interface {}" : GoTypes.TypeName(receiver))}");
    }

    object? Missing(IReadOnlyDictionary<string, object?> map, string name) => Set.MissingKey switch
    {
        MissingKey.NoValue => null,
        MissingKey.Zero => GoTypes.ZeroElement(map) ?? NilInterface.Value,
        _ => throw Error($"map has no entry for key {Formatting.Quoting.Quote(name)}"),
    };
}
