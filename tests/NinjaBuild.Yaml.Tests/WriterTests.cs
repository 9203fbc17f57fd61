namespace NinjaBuild.Yaml.Tests;

/// <summary>The vectors follow goyaml.v2's own tests and rules (encode.go, emitterc.go), behind the way through JSON.</summary>
public sealed class WriterTests
{
    [Fact]
    public void A_list_that_stands_in_itself_any_number_of_times_is_not_written_for_ever()
    {
        List<object?> list = [1L];
        for (int i = 0; i < 100; i++) list = [list, list];
        var error = Assert.Throws<YamlWriteException>(() => YamlWriter.Write(list, maxLength: 1000));
        Assert.Equal("more than 1,000 characters are not written", error.Message);
    }

    [Theory]
    [InlineData('\udcba', '\udcd8', "b")]
    [InlineData('\udcd8', '\udcba', "a")]
    [InlineData('\ufffd', '\udcba', "a")]
    [InlineData('\ufffd', '\udcef', "a")]
    [InlineData('\ufffd', '\udcf7', "b")]
    public void Of_keys_that_JSON_makes_equal_the_last_by_its_bytes_wins(char a, char b, string winner) =>
        Assert.Equal($"\ufffd: {winner}\n", YamlWriter.Write(new Dictionary<string, object?>(StringComparer.Ordinal) { [a.ToString()] = "a", [b.ToString()] = "b" }));

    [Fact]
    public void What_is_nested_too_deeply_for_the_stack_that_is_left_is_an_error()
    {
        object? value = null;
        for (int i = 0; i < 900; i++) value = new List<object?> { value };
        Exception? written = null;
        YamlResult? read = null;
        var thread = new Thread(
            () =>
            {
                written = Record.Exception(() => YamlWriter.Write(value));
                read = YamlReader.Read(new string('[', 900), "f", new YamlLimits(MaxDepth: 1000));
            },
            192 * 1024);
        thread.Start();
        thread.Join();
        Assert.IsType<YamlWriteException>(written);
        Assert.NotEmpty(read!.Errors);
    }

    [Theory]
    [InlineData("text", "text")]
    [InlineData("", "\"\"")]
    [InlineData("true", "\"true\"")]
    [InlineData("y", "\"y\"")]
    [InlineData("Off", "\"Off\"")]
    [InlineData("~", "\"~\"")]
    [InlineData("10", "\"10\"")]
    [InlineData("1_0", "\"1_0\"")]
    [InlineData("0o7", "\"0o7\"")]
    [InlineData("1e3", "\"1e3\"")]
    [InlineData(".5", "\".5\"")]
    [InlineData(".inf", "\".inf\"")]
    [InlineData("1:20", "\"1:20\"")]
    [InlineData("1:60", "1:60")]
    [InlineData("190:20:30.15", "\"190:20:30.15\"")]
    [InlineData("1:2:3:", "'1:2:3:'")]
    [InlineData("2001-01-01", "\"2001-01-01\"")]
    [InlineData("2001-13-01", "2001-13-01")]
    [InlineData("2001-02-30", "2001-02-30")]
    [InlineData("2001-1-2 3:4:5.678", "\"2001-1-2 3:4:5.678\"")]
    [InlineData("2001-01-01T00:00:00+24:60", "\"2001-01-01T00:00:00+24:60\"")]
    [InlineData("1.2.3", "1.2.3")]
    [InlineData("512Mi", "512Mi")]
    [InlineData("08", "\"08\"")]
    [InlineData("<<", "<<")]
    [InlineData("=", "=")]
    public void Text_that_would_be_read_as_something_else_has_double_quotes(string text, string expected) => Assert.Equal(expected, Written(text));

    [Theory]
    [InlineData("a: b", "'a: b'")]
    [InlineData("a:b", "a:b")]
    [InlineData("a:", "'a:'")]
    [InlineData("a #b", "'a #b'")]
    [InlineData("a#b", "a#b")]
    [InlineData("- a", "'- a'")]
    [InlineData("-a", "-a")]
    [InlineData("-", "'-'")]
    [InlineData("?", "'?'")]
    [InlineData("?a", "?a")]
    [InlineData(":a", ":a")]
    [InlineData("--- a", "'--- a'")]
    [InlineData("---a", "'---a'")]
    [InlineData("...", "'...'")]
    [InlineData(",a", "',a'")]
    [InlineData("a, b", "a, b")]
    [InlineData("[a", "'[a'")]
    [InlineData("a]", "a]")]
    [InlineData("{{ .Values.a }}", "'{{ .Values.a }}'")]
    [InlineData("&a", "'&a'")]
    [InlineData("*a", "'*a'")]
    [InlineData("!a", "'!a'")]
    [InlineData("|", "'|'")]
    [InlineData(">a", "'>a'")]
    [InlineData("%a", "'%a'")]
    [InlineData("@a", "'@a'")]
    [InlineData("`a`", "'`a`'")]
    [InlineData("'", "''''")]
    [InlineData("it's", "it's")]
    [InlineData("'it''s'", "'''it''''s'''")]
    [InlineData("\"a\"", "'\"a\"'")]
    [InlineData("a\\b", "a\\b")]
    [InlineData(" a", "' a'")]
    [InlineData("a ", "'a '")]
    [InlineData("a  b", "a  b")]
    public void Text_with_indicators_has_single_quotes(string text, string expected) => Assert.Equal(expected, Written(text));

    [Theory]
    [InlineData("a\tb", "\"a\\tb\"")]
    [InlineData("\0", "\"\\0\"")]
    [InlineData("\u001b[0m", "\"\\e[0m\"")]
    [InlineData("\u0001\u001f", "\"\\x01\\x1F\"")]
    [InlineData("a\rb", "\"a\\rb\"")]
    [InlineData("a\"\t\\", "\"a\\\"\\t\\\\\"")]
    [InlineData("é日本", "é日本")]
    [InlineData("\u00a0", "\u00a0")]
    [InlineData("😀é", "\"\\U0001F600é\"")]
    [InlineData("\ufeff", "\"\\uFEFF\"")]
    [InlineData("\ufeffab", "\"\\uFEFF\\x61\\x62\"")]
    [InlineData("a\ufeffb", "\"a\\uFEFFb\"")]
    [InlineData("\u2028", "'\u2028'")]
    [InlineData("\u0085", "' '")]
    [InlineData("a \u0085 \u0085 b", "|-\n  a\n  b")]
    public void Characters_that_are_not_printable_are_escaped(string text, string expected) => Assert.Equal(expected, Written(text));

    [Theory]
    [InlineData("a\nb", "|-\n  a\n  b")]
    [InlineData("a\nb\n", "|\n  a\n  b")]
    [InlineData("a\n\n", "|+\n  a\n")]
    [InlineData("\n", "|2+\n")]
    [InlineData("\na", "|2-\n\n  a")]
    [InlineData("  a\nb", "|2-\n    a\n  b")]
    [InlineData("a\n  b\n\nc", "|-\n  a\n    b\n\n  c")]
    [InlineData("a\nb ", "\"a\\nb \"")]
    [InlineData("a \nb", "\"a \\nb\"")]
    [InlineData("a\n\tb", "\"a\\n\\tb\"")]
    [InlineData("a\n# b\n- c: d\n", "|\n  a\n  # b\n  - c: d")]
    public void Lines_are_a_literal_where_they_can_be(string text, string expected) => Assert.Equal(expected, Written(text));

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(1.0, "1")]
    [InlineData(-0.0, "0")]
    [InlineData(1e6, "1000000")]
    [InlineData(1234567.5, "1.2345675e+06")]
    [InlineData(123456.5, "123456.5")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(1e-7, "1e-07")]
    [InlineData(1e20, "1e+20")]
    [InlineData(1e21, "1e+21")]
    [InlineData(9223372036854775808.0, "9223372036854776000")]
    [InlineData(1e19, "10000000000000000000")]
    [InlineData(-1e19, "-1e+19")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(123456789012345678.0, "123456789012345680")]
    public void Floats_have_the_form_that_Go_gives_them_behind_JSON(double value, string expected) => Assert.Equal(expected, Written(value));

    [Fact]
    public void Integers_and_words_stand_as_they_are() =>
        Assert.Equal("- null\n- true\n- -1\n- 2\n- 18446744073709551615\n- 0.5\n", YamlWriter.Write(new List<object?> { null, true, -1L, 2, ulong.MaxValue, 0.5f }));

    [Fact]
    public void Integers_of_every_size_are_written_in_full() =>
        Assert.Equal(
            "- -128\n- 255\n- -32768\n- 65535\n- 4294967295\n- 9007199254740993\n- 9007199254740993\n- -9223372036854775808\n",
            YamlWriter.Write(new List<object?> { sbyte.MinValue, byte.MaxValue, short.MinValue, ushort.MaxValue, uint.MaxValue, unchecked((nint)9007199254740993), unchecked((nuint)9007199254740993), long.MinValue }));

    [Fact]
    public void Lists_under_keys_are_not_indented()
    {
        var value = Yaml.Value("{a: {b: [1, {c: d, e: [f]}], g: {}}, h: [], i: [[1, [2]], [{}]]}");
        Assert.Equal("a:\n  b:\n  - 1\n  - c: d\n    e:\n    - f\n  g: {}\nh: []\ni:\n- - 1\n  - - 2\n- - {}\n", YamlWriter.Write(value));
    }

    [Fact]
    public void Literals_keep_to_the_indentation_around_them() =>
        Assert.Equal("a:\n- b: |\n    x\n    y\n- |-\n  x\n  y\n", YamlWriter.Write(Yaml.Value("a: [{b: \"x\\ny\\n\"}, \"x\\ny\"]")));

    [Fact]
    public void Keys_are_sorted_by_letters_and_numbers() =>
        Assert.Equal(
            "_b: 4\n\"1\": 5\n\"2\": 7\n\"10\": 6\nA: 8\nM: 3\na: 2\na-b: 12\na.b: 13\na1: 9\na2: 11\na10: 10\nz: 1\n",
            YamlWriter.Write(Yaml.Value("{z: 1, a: 2, M: 3, _b: 4, '1': 5, '10': 6, '2': 7, A: 8, a1: 9, a10: 10, a2: 11, a-b: 12, a.b: 13}")));

    [Theory]
    [InlineData("a1b", "a1c")]
    [InlineData("a1", "a01")]
    [InlineData("a001", "a01", false)]
    [InlineData("a9", "a10")]
    [InlineData("a.b", "ab")]
    [InlineData("1a", "a")]
    [InlineData("a100", "a1000")]
    [InlineData("a10", "a1a")]
    [InlineData("é", "日")]
    [InlineData("z", "é")]
    [InlineData("", "a")]
    public void A_key_stands_before_another(string first, string second, bool isBefore = true)
    {
        var written = YamlWriter.Write(new Dictionary<string, object?> { [second] = 1L, [first] = 2L });
        Assert.Equal(isBefore, written.IndexOf(": 2", StringComparison.Ordinal) < written.IndexOf(": 1", StringComparison.Ordinal));
    }

    [Fact]
    public void Lines_fold_at_the_first_space_behind_column_80()
    {
        const string Word = "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 1234567890 ";
        Assert.Equal(
            "a: 'abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 1234567890 abcdefghijklmnopqrstuvwxyz\n"
            + "  ABCDEFGHIJKLMNOPQRSTUVWXYZ 1234567890 '\n",
            YamlWriter.Write(new Dictionary<string, object?> { ["a"] = Word + Word }));
        Assert.Equal(
            "- - abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 1234567890 abcdefghijklmnopqrstuvwxyz\n    ABCDEFGHIJKLMNOPQRSTUVWXYZ 1234567890 x\n",
            YamlWriter.Write(new List<object?> { new List<object?> { Word + Word + "x" } }));
    }

    [Fact]
    public void Lines_do_not_fold_between_two_spaces_but_in_double_quotes()
    {
        var head = new string('x', 81);
        Assert.Equal($"{head}  b\n  c\n", YamlWriter.Write($"{head}  b c"));
        Assert.Equal($"\"{head}\n  \\ b\\t\"\n", YamlWriter.Write($"{head}  b\t"));
    }

    [Fact]
    public void A_key_that_is_long_or_has_lines_stands_behind_a_question_mark()
    {
        var key = new string('k', 129);
        Assert.Equal($"? {key}\n: 1\n", YamlWriter.Write(new Dictionary<string, object?> { [key] = 1L }));
        Assert.Equal($"{key[1..]}: 1\n", YamlWriter.Write(new Dictionary<string, object?> { [key[1..]] = 1L }));
        Assert.Equal($"? {key}\n: - 1\n  - 2\n", YamlWriter.Write(new Dictionary<string, object?> { [key] = new List<object?> { 1L, 2L } }));
        Assert.Equal($"? {key}\n: a: 1\n  b: 2\n", YamlWriter.Write(new Dictionary<string, object?> { [key] = new Dictionary<string, object?> { ["a"] = 1L, ["b"] = 2L } }));
        Assert.Equal("? |2-\n\n  a\n: 1\n", YamlWriter.Write(new Dictionary<string, object?> { ["\na"] = 1L }));
    }

    [Fact]
    public void A_node_is_written_as_its_values() => Assert.Equal("a: 16\n", YamlWriter.Write(Yaml.Node("a: 0x10")));

    [Fact]
    public void Dictionaries_and_lists_of_any_type_are_written() =>
        Assert.Equal("a: b\nc: d\n", YamlWriter.Write(new SortedDictionary<string, string> { ["c"] = "d", ["a"] = "b" }));

    [Fact]
    public void Bytes_are_base64() => Assert.Equal("aGVsbG8=\n", YamlWriter.Write("hello"u8.ToArray()));

    [Fact]
    public void A_lone_surrogate_becomes_the_replacement_character() => Assert.Equal("a\uFFFDb\n", YamlWriter.Write("a\ud83db"));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData("a\u007F")]
    [InlineData("a\u0080")]
    [InlineData("a\uFFFF")]
    public void What_does_not_pass_JSON_and_YAML_is_an_error(object value) =>
        Assert.Throws<YamlWriteException>(() => YamlWriter.Write(value));

    [Fact]
    public void A_circle_is_an_error()
    {
        var list = new List<object?>();
        list.Add(list);
        Assert.Throws<YamlWriteException>(() => YamlWriter.Write(list));
    }

    static string Written(object? value) => YamlWriter.Write(value)[..^1];
}
