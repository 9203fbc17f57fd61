namespace NinjaBuild.Yaml.Reading;

// Keys, and what is merged in.
sealed partial class TreeBuilder
{
    // Tags and anchors before '<<' are as good as never seen: they are no part of what is looked at here.
    bool IsMergeKey() => _scanner.Current is { Kind: TokenKind.PlainScalar, Text: "<<" };

    void AddEntry(EntryList entries, YamlNode key, Position keyAt, YamlNode value, bool isMerge)
    {
        if (isMerge)
        {
            Merge(entries, value, keyAt);
        }
        else if (key is not YamlScalar scalar || scalar.Value is null or ulong)
        {
            Fail(keyAt, $"a key must be a string, a number or a boolean, not {NodeKind.Of(key)}");
        }
        else if (entries.Add(new YamlEntry(scalar, value)) is { } first)
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
}
