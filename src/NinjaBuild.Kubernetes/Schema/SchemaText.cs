using System.Globalization;
using System.Text;

namespace NinjaBuild.Kubernetes.Schema;

/// <summary>
/// The embedded text with the facts of all versions. It is gone through once, to find where each definition starts; the lines of a
/// definition are read when somebody asks for it.
/// </summary>
sealed class SchemaText
{
    static readonly Lazy<SchemaText> Shared = new(() => new SchemaText());

    readonly string _text;
    readonly Dictionary<string, int> _definitions = new(800, StringComparer.Ordinal);
    readonly List<int> _kinds = new(150);

    SchemaText()
    {
        using var stream = typeof(SchemaText).Assembly.GetManifestResourceStream("kubernetes-schema.txt")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        _text = Encoding.Latin1.GetString(bytes);
        Versions = Index();
    }

    public static SchemaText Instance => Shared.Value;

    /// <summary>The versions, oldest first.</summary>
    public IReadOnlyList<KubernetesVersion> Versions { get; }

    /// <summary>Every kind with the versions that serve it, as a bit for each index of <see cref="Versions"/>.</summary>
    public IEnumerable<(ApiKind Kind, int Versions)> Kinds()
    {
        foreach (int at in _kinds)
        {
            var parts = Line(at).ToString().Split('\t');
            var type = new Manifests.TypeName(parts[1], parts[2]);
            yield return (new ApiKind(type, parts[3], parts[4] == "namespaced", parts[5]), parts.Length > 6 ? Mask(parts[6]) : -1);
        }
    }

    /// <summary>Whether there is such a definition, and whether it is replaced as a whole.</summary>
    public bool TryDefinition(string name, out bool isAtomic)
    {
        isAtomic = _definitions.TryGetValue(name, out int at) && Line(at).EndsWith("\tatomic", StringComparison.Ordinal);
        return _definitions.ContainsKey(name);
    }

    /// <summary>The fields of a definition with the versions that have them so; a field that changed comes more than once.</summary>
    public IEnumerable<(SchemaField Field, int Versions)> Fields(string definition)
    {
        if (!_definitions.TryGetValue(definition, out int at)) yield break;
        for (at = Next(at); at < _text.Length && _text[at] == '\t'; at = Next(at))
        {
            var parts = Line(at).ToString().Split('\t');
            var field = SchemaField.Parse(parts[1], parts[2], parts.Length > 3 ? parts[3] : "");
            yield return (field, parts.Length > 4 ? Mask(parts[4]) : -1);
        }
    }

    KubernetesVersion[] Index()
    {
        KubernetesVersion[] versions = [];
        for (int at = 0; at < _text.Length; at = Next(at))
        {
            if (_text[at] is '\t' or '#') continue;
            var line = Line(at);
            if (line.StartsWith("kind\t", StringComparison.Ordinal)) _kinds.Add(at);
            else if (line.StartsWith("versions\t", StringComparison.Ordinal)) versions = Array.ConvertAll(line.ToString().Split('\t')[1..], Version);
            else _definitions.Add((line.IndexOf('\t') is >= 0 and var end ? line[..end] : line).ToString(), at);
        }

        return versions;
    }

    static KubernetesVersion Version(string text) => KubernetesVersion.TryParse(text, out var version) ? version : default;

    int Mask(string minors)
    {
        int mask = 0;
        foreach (var range in minors.AsSpan().Split(','))
        {
            int minor = int.Parse(minors.AsSpan(range), NumberStyles.None, CultureInfo.InvariantCulture);
            for (int i = 0; i < Versions.Count; i++) mask |= Versions[i].Minor == minor ? 1 << i : 0;
        }

        return mask;
    }

    ReadOnlySpan<char> Line(int at) => _text.AsSpan(at, Next(at) - 1 - at);

    int Next(int at) => _text.IndexOf('\n', at) + 1;
}
