using NinjaBuild.Yaml.Scalars;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace NinjaBuild.Yaml.Reading;

/// <summary>Builds the tree of nodes from the parser's events.</summary>
sealed class TreeBuilder
{
    readonly Parser _parser;
    readonly string _path;
    readonly YamlLimits _limits;
    readonly YamlDialect _dialect;
    readonly List<YamlError> _errors;
    readonly List<YamlNode> _documents = [];
    Dictionary<string, AnchoredNode>? _anchors;
    int _depth;
    int _count;

    // The deepest level that was reached since someone last asked: gives the height of what an anchor stands for.
    int _deepest;

    public TreeBuilder(string text, string path, YamlLimits limits, YamlDialect dialect, List<YamlError> errors)
    {
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
        _path = path;
        _limits = limits;
        _dialect = dialect;
        _errors = errors;
    }

    public IReadOnlyList<YamlNode> Build()
    {
        try
        {
            while (_parser.MoveNext())
            {
                if (_parser.Current is not DocumentStart) continue;
                _anchors?.Clear();
                Next();
                _documents.Add(Node());
                if (_dialect == YamlDialect.Kubernetes) break;
            }
        }
        catch (YamlException e)
        {
            Fail(At(e.Start), SyntaxMessages.Explain(e.Message));
        }
        catch (InvalidOperationException)
        {
            // The scanner throws this where a flow collection is not closed.
            Fail(_parser.Current is { } last ? At(last.End) : new Position(1, 1), SyntaxMessages.Explain("a '[' or '{' is not closed"));
        }
        catch (LimitReachedException)
        {
            // Reported where it was reached.
        }

        return _documents;
    }

    static Position At(in Mark mark) => new((int)mark.Line, (int)mark.Column);

    void Next() => _parser.MoveNext();

    void Fail(Position at, string message) => _errors.Add(new YamlError(_path, at, message));

    LimitReachedException Stop(Position at, string message)
    {
        Fail(at, message);
        return new LimitReachedException();
    }

    /// <summary>Reads the node that the current event starts, and leaves the parser at its last event.</summary>
    YamlNode Node()
    {
        var parsed = _parser.Current!;
        var at = At(parsed.Start);
        if (parsed is AnchorAlias alias) return Alias(alias, at);

        Count(1, at);
        var anchor = ((NodeEvent)parsed).Anchor;
        if (anchor.IsEmpty) return Content(parsed, at);

        _anchors ??= new Dictionary<string, AnchoredNode>(StringComparer.Ordinal);
        _anchors[anchor.Value] = default;
        int countBefore = _count - 1;
        int deepestBefore = _deepest;
        _deepest = _depth;
        var node = Content(parsed, at);
        _anchors[anchor.Value] = new AnchoredNode(node, _count - countBefore, _deepest - _depth);
        _deepest = Math.Max(_deepest, deepestBefore);
        return node;
    }

    YamlNode Content(ParsingEvent parsed, Position at) => parsed switch
    {
        Scalar scalar => Scalar(scalar, at),
        SequenceStart => Sequence(at),
        MappingStart => Mapping(at),
        _ => throw new InvalidOperationException($"No node starts with {parsed.GetType().Name}."),
    };

    YamlNode Alias(AnchorAlias alias, Position at)
    {
        var name = alias.Value.Value;
        if (_anchors is null || !_anchors.TryGetValue(name, out var anchored))
        {
            Fail(at, $"there is no anchor &{name} before this alias");
            return new YamlScalar(at, string.Empty, value: null, isPlain: true);
        }

        if (anchored.Node is null) throw Stop(at, $"the anchor &{name} contains itself");
        Count(anchored.Count, at);
        CheckDepth(_depth + anchored.Height, at);
        _deepest = Math.Max(_deepest, _depth + anchored.Height);
        return anchored.Node;
    }

    YamlScalar Scalar(Scalar scalar, Position at)
    {
        bool isPlain = scalar.Style == ScalarStyle.Plain;
        var text = scalar.Value;
        object? value = text;
        var tag = scalar.Tag;
        if (tag.IsEmpty)
        {
            if (isPlain) ScalarResolver.Resolve(text, out value);
        }
        else if (tag.IsNonSpecific)
        {
            // goyaml.v2 takes the lone '!' for no tag at all, even before a quoted text.
            ScalarResolver.Resolve(text, out value);
        }
        else if (Tags.Resolve(tag.Value, text, out value) is { } problem)
        {
            Fail(at, problem);
        }

        return new YamlScalar(at, text, value, isPlain);
    }

    YamlSequence Sequence(Position at)
    {
        Enter(at);
        var items = new List<YamlNode>();
        for (Next(); _parser.Current is not SequenceEnd; Next()) items.Add(Node());
        _depth--;
        return new YamlSequence(at, items);
    }

    YamlMapping Mapping(Position at)
    {
        Enter(at);
        var entries = new EntryList(_dialect);
        for (Next(); _parser.Current is not MappingEnd; Next())
        {
            bool mayMerge = _parser.Current is Scalar { Value: "<<" } scalar && IsMerge(scalar);
            var keyAt = At(_parser.Current!.Start);
            var key = Node();
            Next();
            var value = Node();
            if (mayMerge) Merge(entries, value, keyAt);
            else Add(entries, key, keyAt, value);
        }

        _depth--;
        return new YamlMapping(at, entries.ToList());
    }

    static bool IsMerge(Scalar scalar) =>
        scalar.Tag.IsEmpty ? scalar.Style == ScalarStyle.Plain : scalar.Tag.IsNonSpecific || scalar.Tag.Value == "tag:yaml.org,2002:merge";

    void Add(EntryList entries, YamlNode key, Position keyAt, YamlNode value)
    {
        if (key is not YamlScalar scalar || scalar.Value is null or ulong)
        {
            Fail(keyAt, $"a key must be a string, a number or a boolean, not {NodeKind.Of(key)}");
            return;
        }

        if (entries.Add(new YamlEntry(scalar, value)) is { } first)
        {
            Fail(keyAt, $"'{scalar.Text}' stands here a second time; the first is at {first.At}");
        }
    }

    void Merge(EntryList entries, YamlNode value, Position at)
    {
        if (value is YamlMapping mapping)
        {
            entries.Merge(mapping);
            return;
        }

        if (value is not YamlSequence sequence)
        {
            Fail(at, $"'<<' takes a mapping or a list of mappings, not {NodeKind.Of(value)}");
            return;
        }

        // Earlier mappings win over later ones.
        for (int i = sequence.Items.Count - 1; i >= 0; i--)
        {
            if (sequence.Items[i] is YamlMapping item) entries.Merge(item);
            else Fail(at, $"'<<' takes a mapping or a list of mappings, not {NodeKind.Of(sequence.Items[i])}");
        }
    }

    void Enter(Position at)
    {
        _depth++;
        CheckDepth(_depth, at);
        _deepest = Math.Max(_deepest, _depth);
    }

    void CheckDepth(int depth, Position at)
    {
        if (depth > _limits.MaxDepth) throw Stop(at, $"is nested more than {_limits.MaxDepth} levels deep");
    }

    void Count(int nodes, Position at)
    {
        if (nodes > _limits.MaxNodes - _count) throw Stop(at, $"has more than {_limits.MaxNodes:N0} nodes once its aliases are expanded");
        _count += nodes;
    }
}
