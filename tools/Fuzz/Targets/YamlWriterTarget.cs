using NinjaBuild.Fuzz.Inputs;
using NinjaBuild.Yaml;
using static NinjaBuild.Fuzz.Targets.Text;

namespace NinjaBuild.Fuzz.Targets;

/// <summary>Values of any kind and text, written as YAML and read again.</summary>
public sealed class YamlWriterTarget : IFuzzTarget
{
    /// <inheritdoc/>
    public string Name => "yaml-writer";

    /// <inheritdoc/>
    public IReadOnlyList<string> Tokens { get; } =
    [
        "[\n", "{\n", "]\n", "}\n", "s", "\ns", "\ni1", "\nf1.5", "\nn", "\nt", "\n", "\\n", "\\n\\n", "\\t", "\\r", "\\e", "\\N", "\\L", "\\0", " ", "  ", ":", ": ", " #", "-", "- ", "?", "[", "{", "'", "\"",
        "true", "yes", "~", "null", "12", "0x1", "1e3", ".inf", "1:20", "2001-01-01", "|", ">", "%", "@", "&", "*", "!", "<<", "---", "...", "é", "\u00a0", "\ufeff", "😀", "=", ",", "`",
        "abcdefghijklmnopqrstuvwxyz abcdefghijklmnopqrstuvwxyz abcdefghijklmnopqrstuvwxyz abcdefghijklmnopqrstuvwxyz",
    ];

    /// <inheritdoc/>
    public IEnumerable<string> Seeds =>
    [
        "{\nsa\ni1\nsb\n[\nsx\nsy z\n]\nsc\n{\n}\n}\n",
        "[\ntrue\nf1.5\nn\nt\ni-9223372036854775808\ns\ns \ns\\n\ns a\\n b\n]\n",
        "sa long text that must be folded because it is a good deal longer than eighty characters, which is where lines fold\n",
        "{\nskey: with colon\nsvalue # with comment\ns-\ns- a\ns\\n\\n\nsa\\n\\n\n}\n",
    ];

    /// <inheritdoc/>
    public IEnumerable<(string Name, string Input)> Hostile(int size) =>
    [
        ("lists in lists", Repeat("[\n", size / 4)),
        ("maps in maps", Repeat("{\nsa\n", size / 4)),
        ("a wide list", "[\n" + Repeat("sa\n", size / 4)),
        ("a wide map", "{\n" + string.Concat(Enumerable.Range(0, size / 10).Select(i => $"sk{i}\ni1\n"))),
        ("a long text", "s" + Repeat("a ", size / 2)),
        ("a long text without spaces", "s" + Repeat("a", size)),
        ("many lines", "s" + Repeat("a\\n", size / 2)),
        ("many quotes", "s" + Repeat("'\"", size / 2)),
        ("many line breaks in a key", "{\ns" + Repeat("\\n", 1 << 10) + "\ni1\n}"),
        ("many next lines", "s" + Repeat("a \\N ", size / 4)),
        ("many zeros", "{\n" + string.Concat(Enumerable.Range(1, 500).Select(i => $"s{new string('0', i)}\ni1\n"))),
        ("keys of digits", "{\n" + string.Concat(Enumerable.Range(1, 900).Select(i => $"s{new string('1', i)}\ni1\n"))),
    ];

    /// <inheritdoc/>
    public string Run(ReadOnlySpan<byte> input)
    {
        var value = ValueText.Read(Of(input));
        try
        {
            var written = YamlWriter.Write(value);
            YamlReaderTarget.WritesBack(value);
            return written;
        }
        catch (YamlWriteException error)
        {
            return error.Message;
        }
    }
}
