using System.Runtime.CompilerServices;
using NinjaBuild.GoTemplates.Execution;

namespace NinjaBuild.GoTemplates.Syntax;

/// <summary>The part that reads what stands inside an action.</summary>
internal sealed partial class Parser
{
    PipeNode Pipeline(string context, TokenKind end)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return FreshStack.Run(() => Pipeline(context, end));
        Enter();
        var position = PeekNonSpace().Position;
        var declarations = Declarations(context, out var assigns);
        var commands = new List<CommandNode>(1);
        while (true)
        {
            var token = NextNonSpace();
            if (token.Kind == end)
                break;
            if (!StartsOperand(token.Kind))
                throw Unexpected(token, context);
            Backup();
            commands.Add(Command());
        }

        if (commands.Count == 0)
            throw Error($"missing value for {context}");
        for (var i = 1; i < commands.Count; i++)
        {
            // Only the first may be a mere value: the others have an argument to take.
            if (commands[i].Arguments[0].Kind is NodeKind.Bool or NodeKind.Dot or NodeKind.Nil or NodeKind.Number or NodeKind.String)
                throw Error($"non executable command in pipeline stage {i + 1}");
        }

        Leave();
        return new PipeNode(position, assigns, declarations, [.. commands]);
    }

    static bool StartsOperand(TokenKind kind) => kind is TokenKind.Bool or TokenKind.CharConstant or TokenKind.Complex or TokenKind.Dot
        or TokenKind.Field or TokenKind.Identifier or TokenKind.Number or TokenKind.Nil or TokenKind.RawString or TokenKind.String
        or TokenKind.Variable or TokenKind.LeftParenthesis;

    /// <summary><c>$x :=</c>, <c>$x =</c>, and for range <c>$i, $x :=</c>. "$x foo" needs three tokens to tell.</summary>
    VariableNode[] Declarations(string context, out bool assigns)
    {
        assigns = false;
        var found = new List<VariableNode>(0);
        while (PeekNonSpace() is { Kind: TokenKind.Variable } variable)
        {
            Next();
            var after = Peek();
            var next = PeekNonSpace();
            if (next.Kind is TokenKind.Assign or TokenKind.Declare)
            {
                assigns = next.Kind == TokenKind.Assign;
                NextNonSpace();
                Declare(found, variable);
                break;
            }

            if (next is { Kind: TokenKind.Char, Text: "," })
            {
                NextNonSpace();
                Declare(found, variable);
                if (context != "range" || found.Count >= 2)
                    throw Error($"too many declarations in {context}");
                if (PeekNonSpace().Kind is TokenKind.Variable or TokenKind.RightDelimiter or TokenKind.RightParenthesis)
                    continue;
                throw Error("range can only initialize variables");
            }

            if (after.Kind == TokenKind.Space)
                Backup3(variable, after);
            else
                Backup2(variable);
            break;
        }

        return [.. found];
    }

    void Declare(List<VariableNode> found, Token variable)
    {
        found.Add(new VariableNode(variable.Position, [variable.Text]));
        _variables.Add(variable.Text);
    }

    CommandNode Command()
    {
        var position = PeekNonSpace().Position;
        var arguments = new List<Node>(2);
        while (true)
        {
            PeekNonSpace();
            if (Operand() is { } operand)
                arguments.Add(operand);
            var token = Next();
            if (token.Kind == TokenKind.Space)
                continue;
            if (token.Kind is TokenKind.RightDelimiter or TokenKind.RightParenthesis)
                Backup();
            else if (token.Kind != TokenKind.Pipe)
                throw Unexpected(token, "operand");
            break;
        }

        return arguments.Count > 0 ? new CommandNode(position, [.. arguments]) : throw Error("empty command");
    }

    Node? Operand()
    {
        var term = Term();
        if (term is null || Peek().Kind != TokenKind.Field)
            return term;

        var position = Peek().Position;
        var fields = new List<string>();
        while (Peek().Kind == TokenKind.Field)
            fields.Add(FieldName(Next()));
        return term switch
        {
            FieldNode field => new FieldNode(position, [.. field.Names, .. fields]),
            VariableNode variable => new VariableNode(position, [.. variable.Names, .. fields]),
            BoolNode or StringNode or NumberNode or NilNode or DotNode =>
                throw Error($"unexpected . after term {Formatting.Quoting.Quote(term.ToString())}"),
            _ => new ChainNode(position, term, [.. fields]),
        };
    }

    static string FieldName(Token field) => TextPool.Of(field.Text.AsSpan(1));

    Node? Term()
    {
        var token = NextNonSpace();
        switch (token.Kind)
        {
            case TokenKind.Identifier:
                return _functions.TryGet(token.Text, out var function)
                    ? new IdentifierNode(token.Position, token.Text, function)
                    : throw Error($"function {Formatting.Quoting.Quote(token.Text)} not defined");
            case TokenKind.Dot:
                return new DotNode(token.Position);
            case TokenKind.Nil:
                return new NilNode(token.Position);
            case TokenKind.Variable:
                return _variables.Contains(token.Text)
                    ? new VariableNode(token.Position, [token.Text])
                    : throw Error($"undefined variable {Formatting.Quoting.Quote(token.Text)}");
            case TokenKind.Field:
                return new FieldNode(token.Position, [FieldName(token)]);
            case TokenKind.Bool:
                return new BoolNode(token.Position, token.Text == "true");
            case TokenKind.CharConstant or TokenKind.Complex or TokenKind.Number:
                return new NumberNode(token.Position, token.Text, NumberConstant.Parse(token.Text, token.Kind));
            case TokenKind.LeftParenthesis:
                return Pipeline("parenthesized pipeline", TokenKind.RightParenthesis);
            case TokenKind.String or TokenKind.RawString:
                return new StringNode(token.Position, token.Text, TextPool.Of(StringLiteral.Unquote(token.Text)));
            default:
                Backup();
                return null;
        }
    }
}
