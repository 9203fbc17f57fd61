using System.Runtime.CompilerServices;
using NinjaBuild.Yaml.Scalars;

namespace NinjaBuild.Yaml.Reading;

/// <summary>
/// Builds the tree of nodes from the tokens: YAML's grammar as goyaml.v2 has it (parserc.go), with aliases and merge keys resolved.
/// </summary>
sealed partial class TreeBuilder(string text, string path, YamlLimits limits, YamlDialect dialect, List<YamlError> errors)
{
    readonly Scanner _scanner = new(text, limits.MaxDepth);
    readonly Extent _extent = new(limits);
    readonly TagHandles _tags = new();
    readonly List<YamlNode> _documents = [];
    Dictionary<string, AnchoredNode>? _anchors;
    bool _hasInfinity;

    TokenKind Next() => _scanner.Current.Kind;

    public IReadOnlyList<YamlNode> Build()
    {
        try
        {
            bool isFirst = true;
            while (Document(isFirst) && dialect != YamlDialect.Kubernetes) isFirst = false;
        }
        catch (YamlSyntaxException e)
        {
            Add(e.At, e.Message, e.GoMessage, GoStage.Parse);
        }

        FinishErrors();
        return _documents;
    }

    bool Document(bool isFirst)
    {
        while (!isFirst && Next() == TokenKind.DocumentEnd) _scanner.Take();
        _anchors?.Clear();
        _tags.Clear();
        bool hasDirectives = Directives();
        if (Next() == TokenKind.StreamEnd && !hasDirectives) return false;

        if (Next() == TokenKind.DocumentStart)
        {
            _scanner.Take();
            bool isEmpty = Next() is TokenKind.VersionDirective or TokenKind.TagDirective or TokenKind.DocumentStart
                or TokenKind.DocumentEnd or TokenKind.StreamEnd;
            _documents.Add(isEmpty ? Empty(_scanner.Current.Start) : Node(isBlock: true, mayBeIndentless: false));
        }
        else if (isFirst && !hasDirectives)
        {
            _documents.Add(Node(isBlock: true, mayBeIndentless: false));
        }
        else
        {
            throw Expected(hasDirectives ? "expected '---' behind the directives" : "the document ends before this: check quotes and indentation, or start a new one with '---'", "did not find expected <document start>");
        }

        if (_hasInfinity) CheckFinite(_documents[^1]);
        if (Next() == TokenKind.DocumentEnd) _scanner.Take();
        return true;
    }

    bool Directives()
    {
        bool hasVersion = false;
        bool hasAny = false;
        for (; Next() is TokenKind.VersionDirective or TokenKind.TagDirective; hasAny = true)
        {
            var token = _scanner.Take();
            if (token.Kind == TokenKind.TagDirective)
            {
                if (!_tags.TryAdd(token.Text, token.Suffix)) throw new YamlSyntaxException(token.Start, $"the tag handle '{token.Text}' is declared twice", GoWords.Parser("found duplicate %TAG directive"));
                continue;
            }

            if (hasVersion) throw new YamlSyntaxException(token.Start, "a document has one %YAML directive", GoWords.Parser("found duplicate %YAML directive"));
            if (token.Text != "1.1") throw new YamlSyntaxException(token.Start, "Kubernetes' tools read YAML 1.1 only: leave the %YAML directive out", GoWords.Parser("found incompatible YAML document"));
            hasVersion = true;
        }

        return hasAny;
    }

    YamlNode Node(bool isBlock, bool mayBeIndentless)
    {
        var first = _scanner.Current;
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw new YamlSyntaxException(first.Start, "is nested too deeply for the stack that is left");
        if (first.Kind == TokenKind.Alias) return Alias();

        string? anchor = null;
        Token? tagToken = null;
        while (Next() is TokenKind.Anchor or TokenKind.Tag)
        {
            if (Next() == TokenKind.Anchor ? anchor is not null : tagToken is not null) break;
            var property = _scanner.Take();
            if (property.Kind == TokenKind.Anchor) anchor = property.Text;
            else tagToken = property;
        }

        string? tag = null;
        if (tagToken is { } handled)
        {
            tag = _tags.Expand(handled) ?? throw new YamlSyntaxException(handled.Start, $"the tag handle '{handled.Text}' is not declared", GoWords.Parser("found undefined tag handle", first.Start));
        }

        _extent.Add(1, first.Start);
        if (anchor is null) return Content(first.Start, tag, hasProperties: tag is not null, isBlock, mayBeIndentless);

        _anchors ??= new Dictionary<string, AnchoredNode>(StringComparer.Ordinal);
        _anchors[anchor] = default;
        int countBefore = _extent.Count - 1;
        int heightBefore = _extent.BeginHeight();
        var node = Content(first.Start, tag, hasProperties: true, isBlock, mayBeIndentless);
        _anchors[anchor] = new AnchoredNode(node, _extent.Count - countBefore, _extent.EndHeight(heightBefore));
        return node;
    }

    YamlNode Content(Position at, string? tag, bool hasProperties, bool isBlock, bool mayBeIndentless)
    {
        switch (Next())
        {
            case TokenKind.BlockEntry when mayBeIndentless:
                return IndentlessSequence(at);
            case TokenKind.PlainScalar or TokenKind.OtherScalar:
                return Scalar(_scanner.Take(), at, tag);
            case TokenKind.FlowSequenceStart:
                return FlowSequence(at);
            case TokenKind.FlowMappingStart:
                return FlowMapping(at);
            case TokenKind.BlockSequenceStart when isBlock:
                return BlockSequence(at);
            case TokenKind.BlockMappingStart when isBlock:
                return BlockMapping(at);
        }

        if (!hasProperties) throw Expected("expected a value here", "did not find expected node content", at);
        object? value = null;
        if (tag is not null) ResolveTag(tag, string.Empty, at, out value);
        return new YamlScalar(at, string.Empty, value, isPlain: true);
    }

    YamlNode Alias()
    {
        var token = _scanner.Take();
        if (_anchors is null || !_anchors.TryGetValue(token.Text, out var anchored))
        {
            Fail(token.Start, $"there is no anchor &{token.Text} before this alias", $"yaml: unknown anchor '{token.Text}' referenced", GoStage.Parse);
            return Empty(token.Start);
        }

        if (anchored.Node is null)
        {
            Fail(token.Start, $"the anchor &{token.Text} contains itself", $"yaml: anchor '{token.Text}' value contains itself");
            return Empty(token.Start);
        }

        _extent.AddAlias(anchored, token.Start);
        _mergeKey = null;
        _aliased = anchored.Node;
        return anchored.Node;
    }

    YamlScalar Scalar(Token token, Position at, string? tag)
    {
        bool isPlain = token.Kind == TokenKind.PlainScalar;
        object? value = token.Text;

        if (tag is not null) ResolveTag(tag, token.Text, at, out value);
        else if (isPlain) ScalarResolver.Resolve(token.Text, out value);
        _hasInfinity |= dialect == YamlDialect.Kubernetes && value is double number && !double.IsFinite(number);
        var scalar = new YamlScalar(at, token.Text, value, isPlain);
        NoteMergeKey(scalar, tag);
        return scalar;
    }

    void ResolveTag(string tag, string scalar, Position at, out object? value)
    {
        if (Tags.Resolve(tag, scalar, out value) is { } problem) Fail(at, problem, WrongTag(tag, scalar));
    }

    // Only what is left once later keys have won: a key, or a value that another replaced, never gets to JSON as a number.
    static YamlScalar? FirstInfinity(YamlNode node)
    {
        switch (node)
        {
            case YamlScalar { Value: double number } scalar when !double.IsFinite(number):
                return scalar;
            case YamlSequence list:
                return list.Items.Select(FirstInfinity).FirstOrDefault(found => found is not null);
            case YamlMapping mapping:
                return mapping.Entries.Select(entry => FirstInfinity(entry.Value)).FirstOrDefault(found => found is not null);
            default:
                return null;
        }
    }

    void CheckFinite(YamlNode document)
    {
        if (FirstInfinity(document) is { } infinity)
            Fail(infinity.At, "is not finite: JSON has no such number", $"json: unsupported value: {GoValue.NotFinite(FirstWritten(document))}", GoStage.Write);
    }

    // JSON has the entries in the order of their names.
    static double FirstWritten(YamlNode node)
    {
        while (node is not YamlScalar)
        {
            node = node is YamlSequence list
                ? list.Items.First(item => FirstInfinity(item) is not null)
                : ((YamlMapping)node).Entries.OrderBy(entry => entry.Name, StringComparer.Ordinal).First(entry => FirstInfinity(entry.Value) is not null).Value;
        }

        return (double)((YamlScalar)node).Value!;
    }

    YamlScalar Empty(Position at)
    {
        _extent.Add(1, at);
        return new YamlScalar(at, string.Empty, value: null, isPlain: true);
    }
}
