using NinjaBuild.GoTemplates.Syntax;
using NinjaBuild.GoTemplates.Values;

namespace NinjaBuild.GoTemplates.Execution;

/// <summary>The part that calls functions: evaluates the arguments, checks them against the parameters.</summary>
internal sealed partial class Evaluator
{
    object?[] _arguments = new object?[64];
    int _argumentCount;

    object? EvalFunction(object? dot, IdentifierNode identifier, Node node, Node[] arguments, object? final)
    {
        _node = identifier;
        return EvalCall(dot, identifier.Function, node, identifier.Name, arguments, final);
    }

    /// <summary>The first of <paramref name="arguments"/>, where there is one, is the function itself.</summary>
    object? EvalCall(object? dot, TemplateFunction function, Node node, string name, Node[] arguments, object? final)
    {
        var given = arguments.AsSpan(Math.Min(1, arguments.Length));
        var hasFinal = !ReferenceEquals(final, Absent);
        CheckCount(function, name, given.Length, hasFinal ? 1 : 0);
        if (function.ShortCircuit != ShortCircuit.None)
            return EvalShortCircuit(dot, function.ShortCircuit == ShortCircuit.Or, given, final);

        var start = _argumentCount;
        for (var i = 0; i < given.Length; i++)
            Push(EvalArgument(dot, function.TypeOf(i), given[i]));
        if (hasFinal)
            Push(CheckType(final, function.TypeOf(given.Length)));

        var span = _arguments.AsSpan(start, _argumentCount - start);
        object? result = null;
        Exception? failure = null;
        try
        {
            result = function.IsCall ? Call(node, arguments, span) : function.Body(execution, span);
        }
        catch (Exception e)
        {
            // Not thrown on from here: a catch block keeps the stack of what it caught, and calls nest deeply.
            failure = e;
        }

        span.Clear();
        _argumentCount = start;
        var complaint = failure?.Message ?? TooMuch(result);
        if (complaint is null)
            return result;
        _node = node;
        throw Error($"error calling {name}: {complaint}", failure);
    }

    /// <summary>What a call may not have made: not every function asks before it makes a text.</summary>
    string? TooMuch(object? result) => result is string text && text.Length > Limits.MaxOutput
        ? $"text of {text.Length} characters: more than {Limits.MaxOutput} are not allowed"
        : execution.Budget.Look();

    void CheckCount(TemplateFunction function, string name, int given, int final)
    {
        if (function.Rest is null)
        {
            if (given + final != function.FixedCount)
                throw Error($"wrong number of args for {name}: want {function.FixedCount} got {given + final}");
        }
        else if (given + final < function.FixedCount)
        {
            throw Error($"wrong number of args for {name}: want at least {function.FixedCount} got {given}");
        }
    }

    object? EvalShortCircuit(object? dot, bool stopsAt, ReadOnlySpan<Node> arguments, object? final)
    {
        object? value = null;
        foreach (var argument in arguments)
        {
            value = EvalArgument(dot, ParameterType.Value, argument);
            if (GoTypes.IsTrue(value) == stopsAt)
                return value;
        }

        return ReferenceEquals(final, Absent) ? value : final;
    }

    /// <summary>The built-in <c>call</c>: only functions that are values (methods without arguments are called by their name).</summary>
    object? Call(Node node, Node[] arguments, ReadOnlySpan<object?> values)
    {
        if (values[0] is TemplateFunction function)
            return function.Body(execution, values[1..]);
        var callee = arguments.Length > 1 ? arguments[1].ToString() : node.ToString();
        throw new FunctionException(values[0] is null
            ? $"call of nil {callee}"
            : $"non-function {callee} of type {GoTypes.TypeName(values[0])}");
    }

    void Push(object? value)
    {
        if (_argumentCount == _arguments.Length)
            Array.Resize(ref _arguments, _argumentCount * 2);
        _arguments[_argumentCount++] = value;
    }

    object? EvalArgument(object? dot, ParameterType type, Node node)
    {
        _node = node;
        switch (node.Kind)
        {
            case NodeKind.Dot:
                return CheckType(dot, type);
            case NodeKind.Nil:
                return CanBeNil(type) ? null : throw Error($"cannot assign nil to {GoTypes.NameOf(type)}");
            case NodeKind.Field:
                return CheckType(EvalField(dot, (FieldNode)node, [], Absent), type);
            case NodeKind.Variable:
                return CheckType(EvalVariable(dot, (VariableNode)node, [], Absent), type);
            case NodeKind.Pipe:
                return CheckType(EvalPipeline(dot, (PipeNode)node), type);
            case NodeKind.Identifier:
                return CheckType(EvalFunction(dot, (IdentifierNode)node, node, [], Absent), type);
            case NodeKind.Chain:
                return CheckType(EvalChain(dot, (ChainNode)node, [], Absent), type);
            default:
                return EvalConstant(type, node);
        }
    }

    /// <summary>A constant takes the type of the parameter, where its form allows.</summary>
    object EvalConstant(ParameterType type, Node node)
    {
        switch (type)
        {
            case ParameterType.Any or ParameterType.Value:
                return node switch
                {
                    BoolNode constant => constant.Value,
                    StringNode constant => constant.Text,
                    NumberNode constant => EvalIdealNumber(constant),
                    _ => throw Error($"can't handle assignment of {node} to empty interface argument"),
                };
            case ParameterType.Bool:
                return (node as BoolNode)?.Value ?? throw Error($"expected bool; found {node}");
            case ParameterType.Str:
                return (node as StringNode)?.Text ?? throw Error($"expected string; found {node}");
            case ParameterType.Int or ParameterType.Int64:
                if (node is not NumberNode { Number: { IsInt: true } integer })
                    throw Error($"expected integer; found {node}");
                return type == ParameterType.Int ? Boxes.Int(integer.Int) : integer.Int;
            case ParameterType.Float64:
                return node is NumberNode { Number: { IsFloat: true } real } ? real.Float : throw Error($"expected float; found {node}");
            default:
                throw Error($"can't handle {node} for arg of type {GoTypes.NameOf(type)}");
        }
    }

    /// <summary>The value for a parameter: no conversions, as in Go.</summary>
    object? CheckType(object? value, ParameterType type)
    {
        if (type is ParameterType.Any or ParameterType.Value)
            return NilInterface.Unwrap(value);
        if (value is null)
            return CanBeNil(type) ? null : throw Error($"invalid value; expected {GoTypes.NameOf(type)}");
        if (GoTypes.IsAssignable(value, type))
            return value;
        var actual = ReferenceEquals(value, NilInterface.Value) ? "interface {}" : GoTypes.TypeName(value);
        throw Error($"wrong type for value; expected {GoTypes.NameOf(type)}; got {actual}");
    }

    static bool CanBeNil(ParameterType type) =>
        type is ParameterType.Any or ParameterType.Value or ParameterType.Map or ParameterType.List or ParameterType.StringList;
}
