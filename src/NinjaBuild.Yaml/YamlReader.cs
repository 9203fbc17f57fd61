using System.Text;
using System.Text.Unicode;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace NinjaBuild.Yaml;

/// <summary>
/// Reads YAML as Kubernetes' tools do, strictly: duplicate keys are errors, and every node knows its place. Bad input never throws.
/// </summary>
public static class YamlReader
{
    /// <summary>Reads all documents of a text.</summary>
    /// <param name="utf8">The text; a byte order mark is accepted.</param>
    /// <param name="path">Names the text in errors.</param>
    /// <param name="limits">What it may use.</param>
    public static YamlResult Read(ReadOnlyMemory<byte> utf8, string path, YamlLimits? limits = null)
    {
        limits ??= YamlLimits.Default;
        if (utf8.Length > limits.MaxBytes)
            return Failed(path, default, $"is {utf8.Length:N0} bytes long; at most {limits.MaxBytes:N0} are read");
        var span = utf8.Span;
        if (span.StartsWith(Encoding.UTF8.Preamble))
            span = span[3..];
        if (!Utf8.IsValid(span))
            return Failed(path, FirstInvalid(span), "is not valid UTF-8 here: save the file as UTF-8");

        var text = Encoding.UTF8.GetString(span);
        return DeepestFlow(text) > limits.MaxDepth
            ? Failed(path, new Position(1, 1), $"is nested more than {limits.MaxDepth} levels deep")
            : new TreeBuilder(text, path, limits).Build();
    }

    static YamlResult Failed(string path, Position at, string message) =>
        new([], [new YamlError(path, at == default ? new Position(1, 1) : at, message)]);

    static Position FirstInvalid(ReadOnlySpan<byte> text)
    {
        var (line, column) = (1, 1);
        while (!text.IsEmpty && Rune.DecodeFromUtf8(text, out var rune, out var length) == System.Buffers.OperationStatus.Done)
        {
            (line, column) = rune.Value == '\n' ? (line + 1, 1) : (line, column + 1);
            text = text[length..];
        }

        return new Position(line, column);
    }

    // YamlDotNet's scanner keeps a stack of flow levels and possible keys whose handling is quadratic: a text of brackets is refused first.
    static int DeepestFlow(string text)
    {
        var (depth, deepest) = (0, 0);
        foreach (var character in text)
        {
            if (character is '[' or '{')
                deepest = Math.Max(deepest, ++depth);
            else if (character is ']' or '}' && depth > 0)
                depth--;
        }

        return deepest;
    }

    sealed class TreeBuilder(string text, string path, YamlLimits limits)
    {
        readonly List<YamlNode> _documents = [];
        readonly List<YamlError> _errors = [];
        readonly Dictionary<string, (YamlNode Node, int Count)> _anchors = [];
        readonly Parser _parser = new(new StringReader(text));
        int _nodes;

        public YamlResult Build()
        {
            try
            {
                _parser.MoveNext();
                while (_parser.MoveNext() && _parser.Current is DocumentStart)
                {
                    _parser.MoveNext();
                    _anchors.Clear();
                    _documents.Add(Node(0));
                    _parser.MoveNext();
                }
            }
            catch (LimitException e)
            {
                _errors.Add(new YamlError(path, e.At, e.Message));
            }
            catch (YamlException e)
            {
                _errors.Add(new YamlError(path, At(e.Start), SyntaxMessage.Of(e.Message)));
            }

            return new YamlResult(_documents, _errors);
        }

        // Reads the node at the parser's current event, and leaves the parser at the event behind it.
        YamlNode Node(int depth)
        {
            var start = _parser.Current!;
            var at = At(start.Start);
            if (depth > limits.MaxDepth)
                throw new LimitException(at, $"is nested more than {limits.MaxDepth} levels deep");
            Count(at, 1);
            if (start is AnchorAlias alias)
                return Alias(alias, at);

            var before = _nodes - 1;
            YamlNode node = start switch
            {
                MappingStart => Mapping(at, depth),
                SequenceStart => Sequence(at, depth),
                Scalar scalar => ScalarAt(scalar, at),
                _ => throw new YamlException(start.Start, start.End, "Did not expect this here"),
            };
            if (start is NodeEvent { Anchor.IsEmpty: false } anchored)
                _anchors[anchored.Anchor.Value] = (node, _nodes - before);
            return node;
        }

        YamlNode Alias(AnchorAlias alias, Position at)
        {
            _parser.MoveNext();
            if (!_anchors.TryGetValue(alias.Value.Value, out var anchor))
            {
                _errors.Add(new YamlError(path, at, $"there is no anchor &{alias.Value.Value} before this alias"));
                return new YamlScalar(at, "", null, isPlain: true);
            }

            Count(at, anchor.Count - 1);
            return anchor.Node;
        }

        YamlScalar ScalarAt(Scalar scalar, Position at)
        {
            _parser.MoveNext();
            var plain = scalar.Style == ScalarStyle.Plain;
            return new YamlScalar(at, scalar.Value, ScalarResolver.Resolve(scalar), plain);
        }

        YamlSequence Sequence(Position at, int depth)
        {
            var items = new List<YamlNode>();
            _parser.MoveNext();
            while (_parser.Current is not SequenceEnd)
                items.Add(Node(depth + 1));
            _parser.MoveNext();
            return new YamlSequence(at, items);
        }

        YamlMapping Mapping(Position at, int depth)
        {
            var entries = new List<YamlEntry>();
            var seen = new Dictionary<string, Position>();
            List<YamlEntry>? merged = null;
            _parser.MoveNext();
            while (_parser.Current is not MappingEnd)
            {
                var isMerge = _parser.Current is Scalar { Style: ScalarStyle.Plain, Value: "<<" };
                var key = Node(depth + 1);
                var value = Node(depth + 1);
                if (isMerge)
                    Merge(value, merged ??= []);
                else if (key is not YamlScalar scalar)
                    _errors.Add(new YamlError(path, key.At, "a key must be a scalar, not a mapping or a sequence"));
                else if (!seen.TryAdd(scalar.Text, scalar.At))
                    _errors.Add(new YamlError(path, scalar.At, $"'{scalar.Text}' stands here a second time; the first is at {seen[scalar.Text].Line}:{seen[scalar.Text].Column}"));
                else
                    entries.Add(new YamlEntry(scalar, value));
            }

            _parser.MoveNext();
            foreach (var entry in merged ?? [])
            {
                if (seen.TryAdd(entry.Key.Text, entry.Key.At))
                    entries.Add(entry);
            }

            return new YamlMapping(at, entries);
        }

        void Merge(YamlNode value, List<YamlEntry> into)
        {
            foreach (var source in value is YamlSequence sequence ? sequence.Items : [value])
            {
                if (source is YamlMapping mapping)
                    into.AddRange(mapping.Entries);
                else
                    _errors.Add(new YamlError(path, source.At, "'<<' takes a mapping or a sequence of mappings"));
            }
        }

        void Count(Position at, int nodes)
        {
            _nodes += nodes;
            if (_nodes > limits.MaxNodes || _nodes < 0)
                throw new LimitException(at, $"has more than {limits.MaxNodes:N0} nodes once its aliases are expanded");
        }

        static Position At(Mark mark) => new((int)mark.Line, (int)mark.Column);
    }

    sealed class LimitException(Position at, string message) : Exception(message)
    {
        public Position At { get; } = at;
    }
}
