namespace NinjaBuild.Yaml.Reading;

// Keys, and what is merged in.
sealed partial class TreeBuilder
{
    // What the last alias stands for: go-yaml merges no list by an alias.
    YamlNode? _aliased;

    // The scalar that was last read, where it is a '<<' that merges.
    YamlScalar? _mergeKey;

    // Quotes, a tag of another type, or an alias make a '<<' an ordinary key.
    void NoteMergeKey(YamlScalar scalar, string? tag)
    {
        bool merges = scalar.Text == "<<" && (tag is null ? scalar.IsPlain : tag is "!" or "tag:yaml.org,2002:merge");
        _mergeKey = merges ? scalar : null;
    }

    bool IsMergeKey(YamlNode key) => ReferenceEquals(key, _mergeKey);

    // Before the value is read, since Go sees what is wrong with the key first.
    void CheckKey(YamlNode key, Position at)
    {
        if (key is not YamlScalar) Fail(at, KeyMessage(key), $"yaml: invalid map key: {GoValue.Of(key)}");
    }

    static string KeyMessage(YamlNode key) => $"a key must be a string, a number or a boolean, not {NodeKind.Of(key)}";

    void AddEntry(EntryList entries, YamlNode key, Position keyAt, YamlNode value, bool isMerge)
    {
        if (isMerge)
        {
            Merge(entries, value, keyAt);
        }
        else if (key is not YamlScalar scalar)
        {
            return;
        }
        else if (scalar.Value is null or ulong)
        {
            var type = scalar.Value is null ? "%!s(<nil>)" : "uint64";
            Fail(keyAt, KeyMessage(key), $"unsupported map key of type: {type}, key: {GoValue.Of(key)}, value: {GoValue.Of(value)}", GoStage.Convert);
            entries.Add(new YamlEntry(scalar, value));
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

        if (value is not YamlSequence sequence || (dialect == YamlDialect.Kubernetes && ReferenceEquals(value, _aliased)))
        {
            Fail(at, $"'<<' takes a mapping or a list of mappings, not {NodeKind.Of(value)}", "yaml: map merge requires map or sequence of maps as the value");
            return;
        }

        // Earlier mappings win over later ones.
        for (int i = sequence.Items.Count - 1; i >= 0; i--)
        {
            if (sequence.Items[i] is YamlMapping item) entries.Merge(item);
            else Fail(at, $"'<<' takes a mapping or a list of mappings, not {NodeKind.Of(sequence.Items[i])}", "yaml: map merge requires map or sequence of maps as the value");
        }
    }
}
