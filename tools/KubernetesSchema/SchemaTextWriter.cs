using System.Text;

namespace NinjaBuild.KubernetesSchema;

/// <summary>Writes all versions into one text in which each line says in which of them it holds, so that it is small and its changes can be read.</summary>
sealed class SchemaTextWriter(List<ApiRelease> releases)
{
    const string Head = """
        # What the API servers of Kubernetes serve. Made by tools/KubernetesSchema from their OpenAPI documents; not to be edited.
        # kind        apiVersion, kind, plural, scope, definition, minor versions (none: all)
        # definition  name, "atomic" where it is replaced as a whole
        # field       (after a tab) name, type, attributes, minor versions (none: all those of its definition)
        # Types: [list] {map} &definition. Attributes: required, atomic, set, map=KEYS, merge=KEY, retainKeys, enum=VALUES.

        """;

    readonly StringBuilder _text = new(Head);

    public string Write()
    {
        Line("versions", [.. releases.Select(release => release.Version)]);
        Kinds();
        foreach (var name in releases.SelectMany(release => release.Definitions.Keys).Distinct().Order(StringComparer.Ordinal)) Definition(name);
        return _text.ToString();
    }

    void Kinds()
    {
        foreach (var (kind, mask) in Masks(release => release.Kinds).OrderBy(each => (each.Value.ApiVersion, each.Value.Name)))
        {
            var scope = kind.IsNamespaced ? "namespaced" : "cluster";
            Line("kind", kind.ApiVersion, kind.Name, kind.Plural, scope, DefinitionName.Short(kind.Definition), Versions(mask, All));
        }
    }

    void Definition(string name)
    {
        int present = 0;
        for (int i = 0; i < releases.Count; i++) present |= releases[i].Definitions.ContainsKey(name) ? 1 << i : 0;
        Line(name, releases.Exists(release => release.Definitions.TryGetValue(name, out var definition) && definition.IsAtomic) ? "atomic" : "");

        var lines = Masks(release => release.Definitions.TryGetValue(name, out var definition)
            ? definition.Fields.Values.Select(field => (field.Name, field.Type, Attributes: field.AllAttributes))
            : []);
        foreach (var (field, mask) in lines.OrderBy(each => each.Value.Name, StringComparer.Ordinal).ThenBy(each => each.Mask))
            Line("", field.Name, field.Type, field.Attributes, Versions(mask, present));
    }

    List<(T Value, int Mask)> Masks<T>(Func<ApiRelease, IEnumerable<T>> select)
        where T : notnull
    {
        var masks = new Dictionary<T, int>();
        for (int i = 0; i < releases.Count; i++)
        {
            foreach (var value in select(releases[i])) masks[value] = masks.GetValueOrDefault(value) | (1 << i);
        }

        return [.. masks.Select(each => (each.Key, each.Value))];
    }

    int All => (1 << releases.Count) - 1;

    string Versions(int mask, int whole) =>
        mask == whole ? "" : string.Join(',', Enumerable.Range(0, releases.Count).Where(i => (mask & (1 << i)) != 0).Select(Minor));

    string Minor(int index) => releases[index].Version.Split('.')[1];

    void Line(string first, params string[] rest) =>
        _text.Append(string.Join('\t', [first, .. rest]).TrimEnd('\t')).Append('\n');
}
