using NinjaBuild.GoTemplates.Syntax;
using NinjaBuild.Helm.Rendering;

namespace NinjaBuild.Helm.Linting;

/// <summary>
/// Follows the values of a chart through its templates without running them. Where it cannot tell, it takes a value for used: better to
/// miss one that is not than to name one that is.
/// </summary>
sealed class ValueFlow(ResolvedChart chart)
{
    const int MaxDepth = 60;
    const int MaxWalks = 20_000;

    readonly Dictionary<string, ParsedTemplate> _templates = new(StringComparer.Ordinal);
    readonly HashSet<(string Template, string Dot)> _walked = [];
    readonly HashSet<(string Function, string File, int Line, int Column)> _calls = [];
    readonly Dictionary<string, UsedPlace> _touched = new(StringComparer.Ordinal);
    readonly HashSet<string> _whole = new(StringComparer.Ordinal);
    readonly HashSet<string> _guarded = new(StringComparer.Ordinal);
    Scope _scope = new(Flow.Unknown);
    ParsedTemplate _template = null!;
    int _depth;

    /// <summary>The functions that are called, with their places.</summary>
    public IReadOnlyCollection<(string Function, string File, int Line, int Column)> Calls => _calls;

    /// <summary>Paths of values that are looked at, and where for the first time.</summary>
    public IReadOnlyDictionary<string, UsedPlace> Touched => _touched;

    /// <summary>Paths of values that are used with all below them.</summary>
    public IReadOnlySet<string> Whole => _whole;

    /// <summary>Paths of values that some template asks for before it relies on them.</summary>
    public IReadOnlySet<string> Guarded => _guarded;

    /// <summary>Whether texts of values and files are templates themselves, which name values of their own.</summary>
    public bool EvaluatesTexts { get; private set; }

    /// <summary>Follows every file that is rendered, with the root chart's values; those of subcharts are theirs.</summary>
    public void Run()
    {
        foreach (var (name, template) in chart.Files.SelectMany(file => file.Text.Templates))
            _templates.TryAdd(name, template);
        foreach (var file in chart.Files.Where(file => !file.IsPartial))
            Walk(file.Path, file.Chart.IsRoot ? Flow.Root : Flow.Unknown);
    }

    void Walk(string name, Flow dot)
    {
        if (!_templates.TryGetValue(name, out var template) || _depth >= MaxDepth || _walked.Count >= MaxWalks)
        {
            Use(dot);
            return;
        }

        if (!_walked.Add((name, dot.Key)))
            return;
        var (outer, outerTemplate) = (_scope, _template);
        (_scope, _template) = (new Scope(dot), template);
        _depth++;
        List(template.Root, dot);
        _depth--;
        (_scope, _template) = (outer, outerTemplate);
    }

    void List(ListNode? list, Flow dot)
    {
        foreach (var node in list?.Nodes ?? [])
        {
            switch (node)
            {
                case ActionNode action:
                    var printed = Pipe(action.Pipe, dot);
                    if (action.Pipe.Declarations.Length == 0)
                        Use(printed);
                    break;
                case TemplateNode call:
                    Walk(call.Name, call.Pipe is null ? Flow.Unknown : Pipe(call.Pipe, dot));
                    break;
                case BranchNode branch:
                    Branch(branch, dot);
                    break;
            }
        }
    }

    void Branch(BranchNode branch, Flow dot)
    {
        var mark = _scope.Mark;
        var condition = Pipe(branch.Pipe, dot, isRange: branch.Kind == NodeKind.Range);
        Guard(condition);
        List(branch.List, branch.Kind switch { NodeKind.With => condition, NodeKind.Range => condition.Element, _ => dot });
        _scope.Release(mark);
        List(branch.ElseList, dot);
        _scope.Release(mark);
    }

    Flow Pipe(PipeNode pipe, Flow dot, bool isRange = false)
    {
        Flow? value = null;
        foreach (var command in pipe.Commands)
            value = Command(command, dot, value);
        var result = value ?? Flow.Unknown;
        for (var i = 0; i < pipe.Declarations.Length; i++)
        {
            var isElement = isRange && i == pipe.Declarations.Length - 1;
            var declared = isElement ? result.Element : isRange ? Flow.Unknown : result;
            _scope.Set(pipe.Declarations[i].Names[0], declared, pipe.Assigns);
        }

        return result;
    }

    Flow Command(CommandNode command, Flow dot, Flow? last)
    {
        var first = command.Arguments[0];
        var arguments = command.Arguments.Skip(1).Select(argument => (Node: (Node?)argument, Flow: Argument(argument, dot))).ToList();
        if (last is not null)
            arguments.Add((null, last));
        if (first is IdentifierNode function)
            return Call(function, arguments);
        var value = Argument(first, dot);
        foreach (var (_, flow) in arguments)
            Use(flow);
        return value;
    }

    Flow Argument(Node node, Flow dot)
    {
        switch (node)
        {
            case DotNode:
                return dot;
            case FieldNode fields:
                return Fields(dot, fields.Names, node);
            case VariableNode variable:
                return Fields(_scope.Get(variable.Names[0]), variable.Names.AsSpan(1), node);
            case PipeNode pipe:
                return Pipe(pipe, dot);
            case ChainNode chain:
                return Fields(Argument(chain.Term, dot), chain.Fields, node);
            case IdentifierNode function:
                return Call(function, []);
            default:
                return Flow.Unknown;
        }
    }

    Flow Fields(Flow flow, ReadOnlySpan<string> names, Node node)
    {
        foreach (var name in names)
            flow = flow.Field(name);
        Touch(flow, node);
        return flow;
    }

    Flow Call(IdentifierNode function, List<(Node? Node, Flow Flow)> arguments)
    {
        var (line, column) = _template.Source.Locate(function.Position);
        _calls.Add((function.Name, _template.Source.Name, line, column + 1));
        var flows = arguments.ConvertAll(argument => argument.Flow);
        switch (function.Name)
        {
            case "include" when arguments is [(StringNode name, _), (_, var data)]:
                Walk(name.Text, data);
                return Flow.Unknown;
            case "tpl" when flows is [var text, _]:
                EvaluatesTexts = true;
                Use(text);
                return Flow.Unknown;
            case "dict":
                return Dictionary(arguments);
            case "list" or "tuple" or "concat" or "append" or "prepend" or "first" or "last" or "without" or "compact" or "uniq":
                Touches(flows);
                return Flow.AnyOf(flows);
            case "default" or "coalesce" or "or" or "and" or "ternary":
                flows.ForEach(Guard);
                return Flow.AnyOf(flows);
            case "not" or "empty" or "required" or "kindIs" or "typeIs" or "eq" or "ne":
                flows.ForEach(Guard);
                return function.Name == "required" ? Flow.AnyOf(flows) : Flow.Unknown;
            case "merge" or "mustMerge" or "mergeOverwrite" or "mustMergeOverwrite" or "deepCopy" or "mustDeepCopy" or "pick" or "omit" or "fromYaml":
                return Flow.AnyOf(flows);
            case "set" when flows is [var map, _, var value]:
                Use(value);
                return map;
            case "index" or "get" or "hasKey" when flows.Count > 1:
                return Indexed(arguments, function);
            case "dig" when flows.Count > 2:
                return Dug(arguments, function);
            default:
                flows.ForEach(Use);
                return Flow.Unknown;
        }
    }

    Flow Indexed(List<(Node? Node, Flow Flow)> arguments, IdentifierNode function)
    {
        var flow = arguments[0].Flow;
        foreach (var (key, used) in arguments.Skip(1))
        {
            Use(used);
            flow = key is StringNode name ? flow.Field(name.Text) : flow.Element;
        }

        Touch(flow, function);
        if (function.Name != "index")
            Guard(flow);
        return function.Name == "hasKey" ? Flow.Unknown : flow;
    }

    /// <summary><c>dig "a" "b" default map</c>.</summary>
    Flow Dug(List<(Node? Node, Flow Flow)> arguments, IdentifierNode function)
    {
        var flow = arguments[^1].Flow;
        foreach (var (key, used) in arguments.SkipLast(2))
        {
            Use(used);
            flow = key is StringNode name ? flow.Field(name.Text) : flow.Element;
        }

        Touch(flow, function);
        Guard(flow);
        return Flow.AnyOf([flow, arguments[^2].Flow]);
    }

    static Flow Dictionary(List<(Node? Node, Flow Flow)> arguments)
    {
        var entries = new Dictionary<string, Flow>(StringComparer.Ordinal);
        for (var i = 0; i + 1 < arguments.Count; i += 2)
        {
            if (arguments[i].Node is not StringNode key)
                return Flow.AnyOf(arguments.Select(argument => argument.Flow));
            entries[key.Text] = arguments[i + 1].Flow;
        }

        return new Flow.Made(entries);
    }

    void Touches(List<Flow> flows)
    {
        foreach (var flow in flows)
            Touch(flow, null);
    }

    void Touch(Flow flow, Node? node)
    {
        foreach (var value in Values(flow))
        {
            if (node is null)
            {
                _touched.TryAdd(value.Path, new UsedPlace("", 0, 0));
                continue;
            }

            var (line, column) = _template.Source.Locate(node.Position);
            _touched.TryAdd(value.Path, new UsedPlace(_template.Source.Name, line, column + 1));
        }
    }

    /// <summary>The template does without it if need be.</summary>
    void Guard(Flow flow)
    {
        foreach (var value in Values(flow))
            _guarded.Add(value.Path);
        Touch(flow, null);
    }

    void Use(Flow flow)
    {
        foreach (var value in Values(flow))
            _whole.Add(value.Path);
    }

    /// <summary>The parts of the values that a flow may be or hold; a whole context holds all of them.</summary>
    static IEnumerable<Flow.Value> Values(Flow flow) => flow switch
    {
        Flow.Value value => [value],
        Flow.Several several => several.Flows.SelectMany(Values),
        Flow.Made made => made.Entries.Values.SelectMany(Values),
        Flow.Context => [new Flow.Value("")],
        _ => [],
    };

    /// <summary>The variables of a template.</summary>
    sealed class Scope(Flow dot)
    {
        readonly List<(string Name, Flow Value)> _variables = [("$", dot)];

        public int Mark => _variables.Count;

        public void Release(int mark) => _variables.RemoveRange(mark, _variables.Count - mark);

        public Flow Get(string name) => _variables.FindLast(variable => variable.Name == name).Value ?? Flow.Unknown;

        public void Set(string name, Flow value, bool assigns)
        {
            var known = assigns ? _variables.FindLastIndex(variable => variable.Name == name) : -1;
            if (known >= 0)
                _variables[known] = (name, Flow.AnyOf([_variables[known].Value, value]));
            else
                _variables.Add((name, value));
        }
    }
}

/// <summary>Where a template uses a value; without a file where the place does not matter.</summary>
/// <param name="File">The template.</param>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1.</param>
readonly record struct UsedPlace(string File, int Line, int Column);
