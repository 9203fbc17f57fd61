namespace NinjaBuild.Yaml.Reading;

// Mappings and lists in brackets.
sealed partial class TreeBuilder
{
    YamlSequence FlowSequence(Position at)
    {
        var start = _scanner.Take().Start;
        _extent.Enter(at);
        var items = new List<YamlNode>();
        for (bool isFirst = true; Next() != TokenKind.FlowSequenceEnd; isFirst = false)
        {
            if (!isFirst)
            {
                if (Next() != TokenKind.FlowEntry) throw Expected($"expected ',' or ']' in the list that starts at {start}", "did not find expected ',' or ']'", start);
                _scanner.Take();
                if (Next() == TokenKind.FlowSequenceEnd) break;
            }

            items.Add(Next() == TokenKind.Key ? SinglePair() : Node(isBlock: false, mayBeIndentless: false));
        }

        _scanner.Take();
        _extent.Leave();
        return new YamlSequence(at, items);
    }

    // [a: b] is a list of a mapping.
    YamlMapping SinglePair()
    {
        var at = _scanner.Take().Start;
        _extent.Add(1, at);
        _extent.Enter(at);
        var entries = new EntryList(dialect);
        var keyAt = _scanner.Current.Start;
        bool hasKey = Next() is not (TokenKind.Value or TokenKind.FlowEntry or TokenKind.FlowSequenceEnd);
        var key = hasKey ? Node(isBlock: false, mayBeIndentless: false) : Empty(keyAt);

        // goyaml.v2 loses what stands in the place of the key.
        if (!hasKey) _scanner.Take();
        bool isMerge = IsMergeKey(key);
        CheckKey(key, keyAt);
        AddEntry(entries, key, keyAt, FlowValue(TokenKind.FlowSequenceEnd), isMerge);
        _extent.Leave();
        return new YamlMapping(at, entries.ToList());
    }

    YamlMapping FlowMapping(Position at)
    {
        var start = _scanner.Take().Start;
        _extent.Enter(at);
        var entries = new EntryList(dialect);
        for (bool isFirst = true; Next() != TokenKind.FlowMappingEnd; isFirst = false)
        {
            if (!isFirst)
            {
                if (Next() != TokenKind.FlowEntry) throw Expected($"expected ',' or '}}' in the mapping that starts at {start}", "did not find expected ',' or '}'", start);
                _scanner.Take();
                if (Next() == TokenKind.FlowMappingEnd) break;
            }

            FlowEntry(entries);
        }

        _scanner.Take();
        _extent.Leave();
        return new YamlMapping(at, entries.ToList());
    }

    void FlowEntry(EntryList entries)
    {
        bool isPair = Next() == TokenKind.Key;
        if (isPair) _scanner.Take();
        var keyAt = _scanner.Current.Start;
        bool isEmpty = isPair && Next() is TokenKind.Value or TokenKind.FlowEntry or TokenKind.FlowMappingEnd;
        var key = isEmpty ? Empty(keyAt) : Node(isBlock: false, mayBeIndentless: false);

        bool isMerge = IsMergeKey(key);
        CheckKey(key, keyAt);

        // {a} is a key without a value.
        var value = isPair ? FlowValue(TokenKind.FlowMappingEnd) : Empty(_scanner.Current.Start);
        AddEntry(entries, key, keyAt, value, isMerge);
    }

    YamlNode FlowValue(TokenKind end)
    {
        if (Next() != TokenKind.Value) return Empty(_scanner.Current.Start);
        _scanner.Take();
        return Next() == TokenKind.FlowEntry || Next() == end ? Empty(_scanner.Current.Start) : Node(isBlock: false, mayBeIndentless: false);
    }
}
