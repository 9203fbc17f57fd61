using System.Runtime.CompilerServices;
using NinjaBuild.GoTemplates.Execution;

namespace NinjaBuild.GoTemplates.Syntax;

/// <summary>
/// Builds the trees of one text: the text's own, and those of its <c>define</c>s and <c>block</c>s. Recursive descent over the lexer's
/// tokens with three of look-ahead. This part reads text and control structures.
/// </summary>
internal sealed partial class Parser
{
    /// <summary>Deeper nesting is refused: nobody writes it, and the tree is walked on the stack.</summary>
    const int MaxDepth = 500;

    readonly TemplateSource _source;
    readonly FunctionTable _functions;
    readonly Lexer _lexer;
    readonly Dictionary<string, ParsedTemplate> _templates = new(StringComparer.Ordinal);
    readonly Token[] _tokens = new Token[3];
    int _peekCount;
    int _actionLine;
    int _rangeDepth;
    int _depth;
    VariableNames _variables = new();

    Parser(TemplateSource source, FunctionTable functions)
    {
        _source = source;
        _functions = functions;
        _lexer = new Lexer(source.Text, source.Delimiters);
    }

    /// <summary>All templates of the text, by name.</summary>
    /// <exception cref="TemplateException">The text is no template.</exception>
    public static IReadOnlyDictionary<string, ParsedTemplate> Parse(TemplateSource source, FunctionTable functions)
    {
        var parser = new Parser(source, functions);
        try
        {
            parser.ParseFile();
        }
        catch (SyntaxException wrong)
        {
            throw parser.Error(wrong.Message);
        }

        return parser._templates;
    }

    void ParseFile()
    {
        var root = new ListNode(Peek().Position);
        while (Peek().Kind != TokenKind.EndOfFile)
        {
            if (Peek().Kind == TokenKind.LeftDelimiter)
            {
                var delimiter = Next();
                if (NextNonSpace().Kind == TokenKind.Define)
                {
                    ParseDefinition();
                    continue;
                }

                Backup2(delimiter);
            }

            var node = TextOrAction();
            if (node.Kind is NodeKind.End or NodeKind.Else)
                throw Error($"unexpected {node}");
            root.Add(node);
        }

        Add(_source.Name, root.Seal());
    }

    void ParseDefinition()
    {
        const string Context = "define clause";
        var token = NextNonSpace();
        if (token.Kind is not (TokenKind.String or TokenKind.RawString))
            throw Unexpected(token, Context);
        var name = StringLiteral.Unquote(token.Text);
        Expect(TokenKind.RightDelimiter, Context);
        Add(name, ParseBody(Context));
    }

    /// <summary>The list of a template of its own: it sees no variables of where it stands, and no range around it.</summary>
    ListNode ParseBody(string context)
    {
        var (variables, rangeDepth) = (_variables, _rangeDepth);
        (_variables, _rangeDepth) = (new(), 0);
        var (list, end) = ItemList();
        if (end.Kind != NodeKind.End)
            throw Error($"unexpected {end} in {context}");
        (_variables, _rangeDepth) = (variables, rangeDepth);
        return list;
    }

    void Add(string name, ListNode root)
    {
        if (_templates.TryGetValue(name, out var earlier) && !earlier.IsBlank)
        {
            if (!root.IsBlank)
                throw Error($"template: multiple definition of template {Formatting.Quoting.Quote(name)}");
            return;
        }

        _templates[name] = new ParsedTemplate(name, _source, root);
    }

    (ListNode List, Node End) ItemList()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return FreshStack.Run(() => ItemList());
        var list = new ListNode(PeekNonSpace().Position);
        while (PeekNonSpace().Kind != TokenKind.EndOfFile)
        {
            var node = TextOrAction();
            if (node.Kind is NodeKind.End or NodeKind.Else)
                return (list.Seal(), node);
            list.Add(node);
        }

        throw Error("unexpected EOF");
    }

    Node TextOrAction()
    {
        var token = NextNonSpace();
        switch (token.Kind)
        {
            case TokenKind.Text:
                return new TextNode(token.Position, token.Text);
            case TokenKind.LeftDelimiter:
                _actionLine = token.Line;
                var node = Action();
                _actionLine = 0;
                return node;
            default:
                throw Unexpected(token, "input");
        }
    }

    Node Action()
    {
        var token = NextNonSpace();
        switch (token.Kind)
        {
            case TokenKind.Block:
                return Block();
            case TokenKind.Break:
                return LoopControl(NodeKind.Break, token, "break");
            case TokenKind.Continue:
                return LoopControl(NodeKind.Continue, token, "continue");
            case TokenKind.Else:
                return Else();
            case TokenKind.End:
                return new KeywordNode(NodeKind.End, Expect(TokenKind.RightDelimiter, "end").Position, "end");
            case TokenKind.If:
                return Control(NodeKind.If, "if");
            case TokenKind.Range:
                return Control(NodeKind.Range, "range");
            case TokenKind.With:
                return Control(NodeKind.With, "with");
            case TokenKind.Template:
                return Template();
            default:
                Backup();
                return new ActionNode(Peek().Position, Pipeline("command", TokenKind.RightDelimiter));
        }
    }

    KeywordNode LoopControl(NodeKind kind, Token keyword, string name)
    {
        var token = NextNonSpace();
        if (token.Kind != TokenKind.RightDelimiter)
            throw Unexpected(token, $"{{{{{name}}}}}");
        return _rangeDepth == 0
            ? throw Error($"{{{{{name}}}}} outside {{{{range}}}}")
            : new KeywordNode(kind, keyword.Position, name);
    }

    /// <summary>"{{else if" and "{{else with" are left half read: they are an else with an if or with inside.</summary>
    KeywordNode Else()
    {
        var token = PeekNonSpace();
        if (token.Kind is not (TokenKind.If or TokenKind.With))
            Expect(TokenKind.RightDelimiter, "else");
        return new KeywordNode(NodeKind.Else, token.Position, "else");
    }

    BranchNode Control(NodeKind kind, string context)
    {
        Enter();
        var variables = _variables.Mark;
        var pipe = Pipeline(context, TokenKind.RightDelimiter);
        var ranges = kind == NodeKind.Range ? 1 : 0;
        _rangeDepth += ranges;
        var (list, next) = ItemList();
        _rangeDepth -= ranges;
        ListNode? elseList = null;
        if (next.Kind == NodeKind.Else)
        {
            var chained = kind switch { NodeKind.If => TokenKind.If, NodeKind.With => TokenKind.With, _ => TokenKind.Error };
            if (Peek().Kind == chained)
            {
                Next();
                elseList = new ListNode(next.Position);
                elseList.Add(Control(kind, context));
                elseList.Seal();
            }
            else
            {
                (elseList, next) = ItemList();
                if (next.Kind != NodeKind.End)
                    throw Error($"expected end; found {next}");
            }
        }

        _variables.Release(variables);
        Leave();
        return new BranchNode(kind, pipe, list, elseList);
    }

    TemplateNode Block()
    {
        const string Context = "block clause";
        Enter();
        var token = NextNonSpace();
        var name = TemplateName(token, Context);
        var pipe = Pipeline(Context, TokenKind.RightDelimiter);
        Add(name, ParseBody(Context));
        Leave();
        return new TemplateNode(token.Position, name, pipe);
    }

    TemplateNode Template()
    {
        const string Context = "template clause";
        var token = NextNonSpace();
        var name = TemplateName(token, Context);
        if (NextNonSpace().Kind == TokenKind.RightDelimiter)
            return new TemplateNode(token.Position, name, null);
        Backup();
        return new TemplateNode(token.Position, name, Pipeline(Context, TokenKind.RightDelimiter));
    }

    string TemplateName(Token token, string context) =>
        token.Kind is TokenKind.String or TokenKind.RawString ? StringLiteral.Unquote(token.Text) : throw Unexpected(token, context);
}
