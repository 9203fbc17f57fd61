using NinjaBuild.Helm.Values;
using NinjaBuild.Yaml;
using static NinjaBuild.Fuzz.Targets.Text;

namespace NinjaBuild.Fuzz.Targets;

/// <summary>Helm's language for values on the command line, in each of its kinds, over values that are there already.</summary>
public sealed class SetSyntaxTarget : IFuzzTarget
{
    static readonly SetKind[] Kinds = Enum.GetValues<SetKind>();

    /// <inheritdoc/>
    public string Name => "set-syntax";

    /// <inheritdoc/>
    public IReadOnlyList<string> Tokens { get; } =
    [
        "a", "b", "a=", "a.b", "a.b.c=", "=", ",", ".", "[", "]", "[0]", "[1]", "[65536]", "[65537]", "[-1]", "[x]", "{", "}", "{}", "{a,b}", "\\", "\\,", "\\.", "\\=", "null", "true", "TRUE", "1", "007", "9223372036854775808", "-1", "1.5",
        "list[0].k=", "map.k=", "list={", "{\"a\": 1}", "[1, 2]", "\"x\"", " ", "\n", "é", "text.x=", "list.x=", "map[0]=",
    ];

    /// <inheritdoc/>
    public IEnumerable<string> Seeds =>
    [
        "a=1,b.c=true,d[0].e=x", "list={a,b,c},map.k=null", "a\\.b=1\\,2,c={}", "a={\"b\": [1, null]},c=\"x\"", "list[2]=z,list[0][1]=y", "text=,none.x=1", "a[1][2].b[0]=c",
    ];

    /// <inheritdoc/>
    public IEnumerable<(string Name, string Input)> Hostile(int size) =>
    [
        ("names in names", Repeat("a.", size / 2) + "=1"),
        ("indexes in indexes", "a" + Repeat("[0]", size / 4) + "=1"),
        ("large indexes in indexes", "a" + Repeat("[65536]", size / 16) + "=1"),
        ("large indexes", string.Concat(Enumerable.Range(0, size / 50).Select(i => $"a{i}[65536]=1,"))),
        ("names and indexes", "a" + Repeat("[0].a", size / 8) + "=1"),
        ("open braces", "a=" + Repeat("{", size)),
        ("items", "a={" + Repeat("a,", size / 2) + "}"),
        ("keys", Repeat("a=1,", size / 4)),
        ("many keys", string.Concat(Enumerable.Range(0, size / 10).Select(i => $"k{i}=1,"))),
        ("commas", Repeat(",", size)),
        ("backslashes", Repeat("\\", size)),
        ("deep JSON", "a=" + Repeat("[", size)),
        ("deep JSON objects", "a=" + Repeat("{\"a\":", size / 4)),
        ("JSON after JSON", Repeat("a=[1],", size / 8)),
        ("long numbers", "a=" + Repeat("1", size)),
    ];

    /// <inheritdoc/>
    public string Run(ReadOnlySpan<byte> input)
    {
        var text = Of(input);
        return string.Join('\n', Kinds.Select(kind => Apply(text, kind)));
    }

    static string Apply(string text, SetKind kind)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["list"] = new List<object?> { 1L, null, new List<object?>(), new Dictionary<string, object?>(StringComparer.Ordinal) },
            ["map"] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["k"] = "v" },
            ["text"] = "x",
            ["none"] = null,
        };
        try
        {
            SetSyntax.Apply(text, kind, values, path => path);
        }
        catch (SetSyntaxException error)
        {
            return error.Message;
        }

        try
        {
            return YamlWriter.Write(values);
        }
        catch (YamlWriteException error)
        {
            return error.Message;
        }
    }
}
