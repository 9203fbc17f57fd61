namespace NinjaBuild.Yaml.Reading;

// Mappings and lists by indentation.
sealed partial class TreeBuilder
{
    YamlSequence BlockSequence(Position at)
    {
        var start = _scanner.Take().Start;
        _extent.Enter(at);
        var items = new List<YamlNode>();
        while (Next() == TokenKind.BlockEntry)
        {
            var end = _scanner.Take().End;
            items.Add(Next() is TokenKind.BlockEntry or TokenKind.BlockEnd ? Empty(end) : Node(isBlock: true, mayBeIndentless: false));
        }

        if (Next() != TokenKind.BlockEnd) throw Expected($"expected the next '-' of the list that starts at {start}: check the indentation", "did not find expected '-' indicator", start);
        _scanner.Take();
        _extent.Leave();
        return new YamlSequence(at, items);
    }

    // A list under a key, in the key's own column.
    YamlSequence IndentlessSequence(Position at)
    {
        _extent.Enter(at);
        var items = new List<YamlNode>();
        while (Next() == TokenKind.BlockEntry)
        {
            var end = _scanner.Take().End;
            bool isEmpty = Next() is TokenKind.BlockEntry or TokenKind.Key or TokenKind.Value or TokenKind.BlockEnd;
            items.Add(isEmpty ? Empty(end) : Node(isBlock: true, mayBeIndentless: false));
        }

        _extent.Leave();
        return new YamlSequence(at, items);
    }

    YamlMapping BlockMapping(Position at)
    {
        var start = _scanner.Take().Start;
        _extent.Enter(at);
        var entries = new EntryList(dialect);
        while (Next() != TokenKind.BlockEnd)
        {
            if (Next() != TokenKind.Key)
                throw Expected($"expected the next key of the mapping that starts at {start}: check quotes and indentation", "did not find expected key", start);
            var keyEnd = _scanner.Take().End;
            var keyAt = _scanner.Current.Start;
            var key = EndsBlockNode() ? Empty(keyEnd) : Node(isBlock: true, mayBeIndentless: true);
            bool isMerge = IsMergeKey(key);
            CheckKey(key, keyAt);
            AddEntry(entries, key, keyAt, BlockValue(), isMerge);
        }

        _scanner.Take();
        _extent.Leave();
        return new YamlMapping(at, entries.ToList());
    }

    YamlNode BlockValue()
    {
        if (Next() != TokenKind.Value) return Empty(_scanner.Current.Start);
        var end = _scanner.Take().End;
        return EndsBlockNode() ? Empty(end) : Node(isBlock: true, mayBeIndentless: true);
    }

    bool EndsBlockNode() => Next() is TokenKind.Key or TokenKind.Value or TokenKind.BlockEnd;
}
