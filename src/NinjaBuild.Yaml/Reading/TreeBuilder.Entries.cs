namespace NinjaBuild.Yaml.Reading;

// Keys, and what is merged in.
sealed partial class TreeBuilder
{
    // The scalar that was last read, where it is a '<<' that merges.
    YamlScalar? _mergeKey;

    // Quotes, a tag of another type, or an alias make a '<<' an ordinary key.
    void NoteMergeKey(YamlScalar scalar, string? tag)
    {
        bool merges = scalar.Text == "<<" && (tag is null ? scalar.IsPlain : tag is "!" or "tag:yaml.org,2002:merge");
        _mergeKey = merges ? scalar : null;
    }

    bool IsMergeKey(YamlNode key) => ReferenceEquals(key, _mergeKey);

    void AddEntry(EntryList entries, YamlNode key, Position keyAt, YamlNode value, bool isMerge)
    {
        if (isMerge)
        {
            Merge(entries, value, keyAt);
        }
        else if (key is not YamlScalar scalar || scalar.Value is null or ulong)
        {
            Fail(keyAt, $"a key must be a string, a number or a boolean, not {NodeKind.Of(key)}", key is YamlScalar { Value: null } ? $"unsupported map key of type: %!s(<nil>), key: <nil>, value: {GoValue.Of(value)}" : $"invalid map key: {GoValue.Of(key)}");
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
            Fail(at, $"'<<' takes a mapping or a list of mappings, not {NodeKind.Of(value)}", "map merge requires map or sequence of maps as the value");
            return;
        }

        // Earlier mappings win over later ones.
        for (int i = sequence.Items.Count - 1; i >= 0; i--)
        {
            if (sequence.Items[i] is YamlMapping item) entries.Merge(item);
            else Fail(at, $"'<<' takes a mapping or a list of mappings, not {NodeKind.Of(sequence.Items[i])}", "map merge requires map or sequence of maps as the value");
        }
    }
}
