using NinjaBuild.Yaml;
using static NinjaBuild.Fuzz.Targets.Text;

namespace NinjaBuild.Fuzz.Targets;

/// <summary>YAML in both dialects, from bytes and from text; what was read is written, and reads the same again.</summary>
public sealed class YamlReaderTarget : IFuzzTarget
{
    /// <inheritdoc/>
    public string Name => "yaml-reader";

    /// <inheritdoc/>
    public IReadOnlyList<string> Tokens { get; } =
    [
        "a", "b: ", "- ", "? ", ": ", ":", "\n", "\n  ", "\n    ", " ", "\t", "[", "]", "{", "}", ",", "&x ", "*x", "*x ", "!!int ", "!!str ", "!!binary ", "!!float ", "!!null ", "!!map ", "!t ", "!<u> ",
        "!", "'", "\"", "\\", "\\n", "\\x41", "\\u00e9", "\\U0001F600", "|\n", ">\n", ">-\n", "|2+\n", "|-\n ", "#", " # c", "---\n", "--- ", "...\n", "%YAML 1.1\n", "%TAG ! x\n", "<<: ", "<<: *x\n",
        "<<: [*x, *x]\n", "1", "-1", "0x1F", "0o7", "017", "0b1", "1_0", ".5", "1e3", ".inf", "-.inf", ".nan", "~", "null", "yes", "off", "2001-01-01", "2001-12-14t21:59:43.10-05:00", "1:20:30",
        "18446744073709551615", "1e999", "é", "\u2028", "\u0085", "\r\n", "\r", "😀", "\uFEFF", "\u007f",
    ];

    /// <inheritdoc/>
    public IEnumerable<string> Seeds =>
    [
        "a: 1\nb:\n- x\n- y: [1, 2, {c: d}]\n",
        "base: &x {a: 1}\nother:\n  <<: *x\n  b: 2\n",
        "text: |\n  line\n   more\n\n  end\nfold: >-\n  a\n  b\n",
        "'q': \"esc \\u00e9 \\\n  joined\"\n? complex\n: value\n",
        "---\na\n---\nb\n...\n",
        "%YAML 1.1\n%TAG !e! tag:e,2000:\n---\n!e!t a\n",
        "- - - a\n    - b\n  - c\n",
        "yes: no\n0x10: 1.50\n2001-01-01: ~\n",
        "- !!binary YWJj\n- !!int \"1\"\n- !!float 1\n",
        "list:\n- a\n-\n- # c\n  b\n",
        "{\"json\": [true, null, -1.5e3, \"\\ud83d\\ude00\"]}",
    ];

    /// <inheritdoc/>
    public IEnumerable<(string Name, string Input)> Hostile(int size) =>
    [
        ("lists in lists", Repeat("- ", size / 2)),
        ("lists in lists, by lines", string.Concat(Enumerable.Range(0, 1000).Select(i => new string(' ', i) + "-\n"))),
        ("brackets", Repeat("[", size)),
        ("closing brackets", Repeat("]", size)),
        ("pairs of brackets", Repeat("[]", size / 2)),
        ("braces", Repeat("{", size)),
        ("braces with keys", Repeat("{a: ", size / 4)),
        ("keys in keys", Repeat("? ", size / 2)),
        ("values in values", Repeat(": ", size / 2)),
        ("mappings by indentation", string.Concat(Enumerable.Range(0, 1000).Select(i => new string(' ', i) + "a:\n"))),
        ("an anchor that holds itself", "a: &x [*x]"),
        ("a mapping that merges itself", "a: &x\n  <<: *x\n"),
        ("aliases of aliases", string.Concat(Enumerable.Range(1, 60).Select(i => i == 1 ? "a1: &a1 [x]\n" : $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n"))),
        ("merges of merges", string.Concat(Enumerable.Range(1, 60).Select(i => i == 1 ? "a1: &a1 {k1: v}\n" : $"a{i}: &a{i}\n  <<: [*a{i - 1}, *a{i - 1}]\n  k{i}: v\n"))),
        ("many merges of much", "x: &x {" + string.Concat(Enumerable.Range(0, size / 50).Select(i => $"k{i}: 1, ")) + "}\ny:\n" + Repeat("  <<: *x\n", size / 50)),
        ("many mappings that merge much", "x: &x {" + string.Concat(Enumerable.Range(0, size / 200).Select(i => $"k{i}: 1, ")) + "}\n" + string.Concat(Enumerable.Range(0, size / 200).Select(i => $"y{i}: {{<<: *x}}\n"))),
        ("a list of one alias", "x: &x [1]\ny: [" + Repeat("*x, ", size / 5) + "]"),
        ("anchors", Repeat("&a ", size / 4)),
        ("tags", Repeat("!a ", size / 4)),
        ("many anchors", string.Concat(Enumerable.Range(0, size / 10).Select(i => $"- &a{i} x\n"))),
        ("equal keys", Repeat("a: 1\n", size / 4)),
        ("many keys", string.Concat(Enumerable.Range(0, size / 10).Select(i => $"k{i}: 1\n"))),
        ("a key without end", Repeat("a", size)),
        ("possible keys", Repeat("a ", size / 2)),
        ("quoted without end", "'" + Repeat("a'' ", size / 4)),
        ("quoted line ends", "\"" + Repeat("\n", size)),
        ("escapes", "\"" + Repeat("\\U0001F600", size / 10) + "\""),
        ("plain lines", Repeat("a\n ", size / 4)),
        ("plain empty lines", "a" + Repeat("\n\n", size / 4) + " b"),
        ("plain blanks", "a" + Repeat(" ", size) + "b"),
        ("flow plain line ends", "[a" + Repeat("\n", size) + "b]"),
        ("flow tokens on one line", "[" + Repeat("a,", size / 4) + "]"),
        ("flow pairs", "[" + Repeat("a: b,", size / 8) + "]"),
        ("flow colons", "{" + Repeat(":", size / 2)),
        ("block scalar of blanks", "|\n" + Repeat(" ", size)),
        ("block scalar of steps", "|\n" + string.Concat(Enumerable.Range(0, 1000).Select(i => new string(' ', i) + "\n"))),
        ("many block scalars", Repeat("- |\n  a\n", size / 10)),
        ("comments", Repeat("# c\n", size / 4)),
        ("documents", Repeat("---\n", size / 4)),
        ("documents that end", Repeat("...\n", size / 4)),
        ("directives", Repeat("%TAG !a! b\n", size / 16)),
        ("tag handles", string.Concat(Enumerable.Range(0, size / 20).Select(i => $"%TAG !a{i}! b\n")) + "---\na"),
        ("a long number", Repeat("1", size)),
        ("a long float", "0." + Repeat("1", size) + "e1"),
        ("a long hex number", "0x" + Repeat("f", size)),
        ("a long base 60 number", "1" + Repeat(":11", size / 4)),
        ("long base64", "!!binary \"" + Repeat("YWJj", size / 4) + "\""),
        ("carriage returns", Repeat("\r", size)),
        ("separators", "a: " + Repeat("\u2028", size / 4)),
        ("errors", Repeat("- *a\n", size / 8)),
    ];

    /// <inheritdoc/>
    public string Run(ReadOnlySpan<byte> input)
    {
        byte[] bytes = [.. input];
        var strict = YamlReader.Read(bytes, "f");
        var kubernetes = YamlReader.Read(Of(input), "f", dialect: YamlDialect.Kubernetes);
        Check(strict, bytes.Length);
        Check(kubernetes, bytes.Length);
        return $"{Outcome(strict)} / {Outcome(kubernetes)}";
    }

    static string Outcome(YamlResult read) => read.IsValid ? $"{read.Documents.Count} documents" : read.Errors[0].Message;

    static void Check(YamlResult read, int length)
    {
        foreach (var error in read.Errors)
        {
            if (error.At.Line < 1 || error.At.Column < 1 || error.At.Line > length + 1 || error.Message.Length == 0)
                throw new PropertyException($"an error without a place: {error}");
        }

        if (!read.IsValid)
            return;
        foreach (var document in read.Documents)
            WritesBack(YamlValues.ToObject(document));
    }

    /// <summary>What was read, once written, reads as what writes the same.</summary>
    internal static void WritesBack(object? value)
    {
        string written;
        try
        {
            written = YamlWriter.Write(value);
        }
        catch (YamlWriteException)
        {
            return;
        }

        // The one key that go-yaml writes without quotes and reads as something else.
        if (written.Contains("<<", StringComparison.Ordinal))
            return;
        var read = YamlReader.Read(written, "f");
        if (read.Errors.Count > 0 && read.Errors[0].Message.Contains("levels deep", StringComparison.Ordinal))
            return;
        if (read.Errors.Count > 0)
            throw new PropertyException($"does not read once written: {read.Errors[0]}\n{written}");
        var again = YamlWriter.Write(YamlValues.ToObject(read.Documents[0]));
        if (again != written)
            throw new PropertyException($"writes otherwise once read again:\n{written}\n{again}");
    }
}
