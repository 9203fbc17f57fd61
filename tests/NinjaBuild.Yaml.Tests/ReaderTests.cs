using System.Text;

namespace NinjaBuild.Yaml.Tests;

public sealed class ReaderTests
{
    [Theory]
    [InlineData("a: 1\nb:\n- x\n- c: 2\n  d: 3\n", "{a: 1, b: ['x', {c: 2, d: 3}]}")]
    [InlineData("a:\n  - x\n  -\n  - - z\n", "{a: ['x', null, ['z']]}")]
    [InlineData("{a: [1, 2,], b: {c}, \"d\":e}", "{a: [1, 2], b: {c: null}, d: 'e'}")]
    [InlineData("[a: b, c]", "[{a: 'b'}, 'c']")]
    [InlineData("? a\n: b\n? c\n", "{a: 'b', c: null}")]
    [InlineData("a: x#y # comment\n# comment\nb: http://x:80/#a\n", "{a: 'x#y', b: 'http://x:80/#a'}")]
    [InlineData("a: -b\nb: ?c\nc: :d\n", "{a: '-b', b: '?c', c: ':d'}")]
    [InlineData("a:\tb\nc: [\td\t]\n", "{a: 'b', c: ['d']}")]
    [InlineData("--- a", "'a'")]
    [InlineData("---\n", "null")]
    [InlineData("a: 1\r\nb: 2\r\n", "{a: 1, b: 2}")]
    [InlineData("%YAML 1.1\n%TAG !y! tag:yaml.org,2002:\n---\n!y!str 1\n", "'1'")]
    public void Structure_is_read(string text, string expected) => Assert.Equal(expected, Yaml.Show(Yaml.Value(text)));

    [Theory]
    [InlineData("a\n b\n\n c", "'a b\nc'")]
    [InlineData("'it''s\n  a\n\n\n  b'", "'it's a\n\nb'")]
    [InlineData("\"a\n  b \\\n  c\\td\\x41\\u00e9\\U0001F600\\e\\0\"", "'a b cd'", true)]
    [InlineData("|\n a\n  b\n\n", "'a\n b\n'")]
    [InlineData("|-\n a\n\n", "'a'")]
    [InlineData("|+\n a\n\n", "'a\n\n'")]
    [InlineData("|2-\n   x", "' x'")]
    [InlineData("|\n\n\n a", "'\n\na'")]
    [InlineData(">\n a\n b\n\n c\n  * d\n\n e\n", "'a b\nc\n * d\n\ne\n'")]
    [InlineData("> # comment\n a", "'a'")]
    public void Scalars_of_several_lines_fold(string text, string expected, bool isEscaped = false)
    {
        if (isEscaped) expected = "'a b c\tdAé😀\u001B\0'";
        Assert.Equal(expected, Yaml.Show(Yaml.Value("k: " + text) is Dictionary<string, object?> map ? map["k"] : null));
    }

    [Fact]
    public void Every_node_knows_where_it_starts()
    {
        var root = Assert.IsType<YamlMapping>(Yaml.Node("# c\na: 1\nlist:\n  - x\n  - {k: 'v'}\n"));
        Assert.Equal(new Position(2, 1), root.At);
        Assert.Equal(new Position(2, 4), root["a"]!.At);
        Assert.Equal(new Position(3, 1), root.Entries[1].Key.At);
        var list = Assert.IsType<YamlSequence>(root["list"]);
        Assert.Equal(new Position(4, 3), list.At);
        Assert.Equal(new Position(4, 5), list.Items[0].At);
        var inner = Assert.IsType<YamlMapping>(list.Items[1]);
        Assert.Equal((new Position(5, 5), new Position(5, 6), new Position(5, 9)), (inner.At, inner.Entries[0].Key.At, inner["k"]!.At));
    }

    [Fact]
    public void A_missing_value_stands_behind_its_key() =>
        Assert.Equal(new Position(1, 3), Assert.IsType<YamlMapping>(Yaml.Node("a:\nb: 1"))["a"]!.At);

    [Fact]
    public void A_scalar_says_whether_it_has_quotes()
    {
        var list = Assert.IsType<YamlSequence>(Yaml.Node("[a, 'b', \"c\"]"));
        Assert.Equal([true, false, false], list.Items.Cast<YamlScalar>().Select(item => item.IsPlain));
    }

    [Fact]
    public void Several_documents_are_read()
    {
        var read = YamlReader.Read("a\n---\nb\n...\n---\n---\nc\n", "f");
        Assert.Empty(read.Errors);
        Assert.Equal(["'a'", "'b'", "null", "'c'"], read.Documents.Select(document => Yaml.Show(YamlValues.ToObject(document))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("# nothing\n")]
    public void A_text_without_content_has_no_document(string text)
    {
        var read = YamlReader.Read(text, "f");
        Assert.Empty(read.Documents);
        Assert.Empty(read.Errors);
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over() =>
        Assert.Equal(
            new Position(1, 1),
            Assert.Single(YamlReader.Read(Encoding.UTF8.GetPreamble().Concat("a: 1"u8.ToArray()).ToArray(), "f").Documents).At);

    [Fact]
    public void Aliases_stand_for_their_anchors() =>
        Assert.Equal("{a: {k: 'v'}, b: {k: 'v'}, c: 2, d: 2}", Yaml.Show(Yaml.Value("a: &x {k: v}\nb: *x\nc: &x 2\nd: *x\n")));

    [Fact]
    public void Values_of_aliases_are_no_shared_objects()
    {
        var map = (Dictionary<string, object?>)Yaml.Value("a: &x {k: v}\nb: *x\n")!;
        Assert.NotSame(map["a"], map["b"]);
    }

    [Theory]
    [InlineData("{<<: {a: 1, b: 2}, a: 3}", "{a: 3, b: 2}")]
    [InlineData("{a: 3, <<: {a: 1, b: 2}}", "{a: 3, b: 2}")]
    [InlineData("{<<: [{a: 1}, {a: 2, b: 3}]}", "{a: 1, b: 3}")]
    [InlineData("{&a <<: {a: 1}}", "{a: 1}")]
    [InlineData("{!!merge <<: {a: 1}}", "{a: 1}")]
    [InlineData("{'<<': 1}", "{<<: 1}")]
    [InlineData("{!!str <<: 1}", "{<<: 1}")]
    public void A_mappings_own_keys_win_over_merged_ones(string text, string expected)
    {
        var map = (Dictionary<string, object?>)Yaml.Value(text)!;
        Assert.Equal(expected, Yaml.Show(map.OrderBy(entry => entry.Key, StringComparer.Ordinal).ToDictionary(entry => entry.Key, entry => entry.Value)));
    }

    [Theory]
    [InlineData("a: 1\na: 2\n", "{a: 2}")]
    [InlineData("{a: 3, <<: {a: 1}}", "{a: 1}")]
    [InlineData("a\n---\n}", "'a'")]
    public void Kubernetes_tools_let_the_last_key_win_and_read_one_document(string text, string expected) =>
        Assert.Equal(expected, Yaml.Show(Yaml.Value(text, YamlDialect.Kubernetes)));

    [Fact]
    public void A_mapping_of_many_keys_finds_each()
    {
        var mapping = Assert.IsType<YamlMapping>(Yaml.Node(string.Concat(Enumerable.Range(0, 100).Select(i => $"k{i}: {i}\n"))));
        for (int i = 0; i < 100; i++) Assert.Equal((long)i, Assert.IsType<YamlScalar>(mapping[$"k{i}"]).Value);
        Assert.Null(mapping["k100"]);
    }
}
