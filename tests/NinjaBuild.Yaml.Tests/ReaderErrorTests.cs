using System.Text;

namespace NinjaBuild.Yaml.Tests;

public sealed class ReaderErrorTests
{
    [Theory]
    [InlineData("a: 1\n\tb: 2", "2:1: a tab cannot indent: use spaces")]
    [InlineData("a:\n\t- b", "2:1: a tab cannot indent or stand before a key: use spaces")]
    [InlineData("a: |\n\tx", "2:1: a tab cannot indent: use spaces")]
    [InlineData("a: \"x\nb: 1", "1:4: the string that starts here is not closed")]
    [InlineData("a: 'x\n---\nb: 1", "1:4: the string that starts here is not closed before the document ends")]
    [InlineData("a: 'it's'", "1:8: expected the next key of the mapping that starts at 1:1: check quotes and indentation")]
    [InlineData("a: [1, 2\nb: 3", "2:2: expected ',' or ']' in the list that starts at 1:4")]
    [InlineData("a: {b: 1\nc: 2", "2:2: expected ',' or '}' in the mapping that starts at 1:4")]
    [InlineData("a: [", "1:5: expected a value here")]
    [InlineData("a: ]", "1:4: expected a value here")]
    [InlineData("a: b: c", "1:5: a ':' cannot stand here: put the value in quotes, or check the indentation")]
    [InlineData("a: 1\n b: 2", "2:3: a ':' cannot stand here: put the value in quotes, or check the indentation")]
    [InlineData("a: 1\nb", "2:1: there is no ':' behind this key: write 'key: value', or check the indentation")]
    [InlineData("a:\n    b: 1\n  c: 2", "3:3: expected the next key of the mapping that starts at 1:1: check quotes and indentation")]
    [InlineData("- a\nb: c", "2:1: expected the next '-' of the list that starts at 1:1: check the indentation")]
    [InlineData(" a: 1\nb: 2", "2:1: the document ends before this: check quotes and indentation, or start a new one with '---'")]
    [InlineData("a: - b", "1:4: a list cannot start here: start it on a new line")]
    [InlineData("a: @b", "1:4: '@' cannot start a value: put the value in quotes")]
    [InlineData("a: %b", "1:4: '%' cannot start a value: put the value in quotes")]
    [InlineData("a: *", "1:4: '*' starts an alias, whose name has letters, digits, '-' and '_': put other values in quotes")]
    [InlineData("a: |x", "1:5: the text of a block scalar starts on the next line: put a value that starts with '|' or '>' in quotes")]
    [InlineData("a: \"\\q\"", "1:5: '\\q' is no escape: write '\\\\' for a backslash, or use single quotes")]
    [InlineData("a: \"\\u12\"", "1:5: '\\u' takes 4 hexadecimal digits")]
    [InlineData("a: \"\\ud83d\"", "1:5: this escape stands for no Unicode character: write one above U+FFFF with '\\U' and 8 digits")]
    [InlineData("%YAML 1.2\n---\na", "1:1: Kubernetes' tools read YAML 1.1 only: leave the %YAML directive out")]
    [InlineData("%x: 1", "1:1: a line that starts with '%' is a directive, %YAML or %TAG: put other values in quotes")]
    public void What_is_no_YAML_is_named_with_its_place(string text, string expected) => Assert.Equal(expected, Yaml.Errors(text));

    [Fact]
    public void A_key_that_stands_twice_names_the_first() =>
        Assert.Equal(
            "3:1: 'a' stands here a second time; the first is at 1:1\n4:11: 'x' stands here a second time; the first is at 4:5",
            Yaml.Errors("a: 1\nb: 2\na: 3\nc: {x: 1, x: 2}\n"));

    [Fact]
    public void Keys_that_are_one_in_JSON_stand_twice() =>
        Assert.Equal("2:1: '16' stands here a second time; the first is at 1:1", Yaml.Errors("0x10: a\n16: b\n"));

    [Theory]
    [InlineData("[a]: b", "1:1: a key must be a string, a number or a boolean, not a list")]
    [InlineData("{a: b}: c", "1:1: a key must be a string, a number or a boolean, not a mapping")]
    [InlineData("~: b", "1:1: a key must be a string, a number or a boolean, not null")]
    [InlineData("<<: 1", "1:1: '<<' takes a mapping or a list of mappings, not an integer")]
    [InlineData("<<: [{a: 1}, b]", "1:1: '<<' takes a mapping or a list of mappings, not a string")]
    [InlineData("a: *b", "1:4: there is no anchor &b before this alias")]
    [InlineData("a: &a [*a]", "1:8: the anchor &a contains itself")]
    public void What_JSON_could_not_hold_is_an_error(string text, string expected) => Assert.Equal(expected, Yaml.Errors(text));

    [Theory]
    [InlineData("a: .inf", "f:1:4: is not finite: JSON has no such number")]
    [InlineData("a: [1, -.INF, {b: .nan}]", "f:1:8: is not finite: JSON has no such number")]
    [InlineData("a: !!float .inf", "f:1:4: is not finite: JSON has no such number")]
    [InlineData("- &x .nan\n- *x", "f:1:3: is not finite: JSON has no such number")]
    [InlineData("{.inf: a}", "")]
    [InlineData("{a: .inf, a: 1}", "")]
    [InlineData("a: '.inf'", "")]
    [InlineData("a: 1\n---\nb: .inf", "")]
    public void Kubernetes_tools_refuse_numbers_that_JSON_does_not_have(string text, string expected) =>
        Assert.Equal(expected, string.Concat(YamlReader.Read(text, "f", dialect: YamlDialect.Kubernetes).Errors));

    [Fact]
    public void Several_errors_are_reported_in_the_order_of_the_text() =>
        Assert.Equal(
            "1:4: there is no anchor &x before this alias\n2:4: 'x' cannot be read as !!int\n3:1: 'a' stands here a second time; the first is at 1:1\n4:5: a ':' cannot stand here: put the value in quotes, or check the indentation",
            Yaml.Errors("a: *x\nb: !!int x\na: 1\nd: e: f"));

    [Fact]
    public void A_flood_of_errors_ends()
    {
        var errors = YamlReader.Read(string.Concat(Enumerable.Repeat("a: 1\n", 1000)), "f").Errors;
        Assert.Equal(101, errors.Count);
        Assert.Equal("f:102:1: there are more than 100 errors: the rest is not read", errors[^1].ToString());
    }

    [Fact]
    public void Invalid_UTF8_is_found_in_each_line() =>
        Assert.Equal(
            ["f:2:5: is not valid UTF-8 here (byte 0xFF): save the file as UTF-8", "f:3:1: is not valid UTF-8 here (byte 0xC3): save the file as UTF-8"],
            YamlReader.Read((byte[])[.. "a: 1\nb: é"u8[..^2], 0xC3, 0xA9, 0xFF, 0xFE, (byte)'\n', 0xC3], "f").Errors.Select(error => error.ToString()));

    [Theory]
    [InlineData("a: x\u0001", "1:5: has the control character U+0001, which YAML does not allow: write it as an escape in double quotes")]
    [InlineData("a: 1\nb: \0", "2:4: has the control character U+0000, which YAML does not allow: write it as an escape in double quotes")]
    [InlineData("\u007F", "1:1: has the control character U+007F, which YAML does not allow: write it as an escape in double quotes")]
    public void Control_characters_are_refused(string text, string expected) => Assert.Equal(expected, Yaml.Errors(text));

    [Fact]
    public void UTF16_is_named() =>
        Assert.Equal("f:1:1: is UTF-16: save the file as UTF-8", Assert.Single(YamlReader.Read(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("a: 1")).ToArray(), "f").Errors).ToString());

    [Fact]
    public void A_text_over_the_size_limit_is_not_looked_at() =>
        Assert.Equal("1:1: is 11 bytes long; at most 10 are read", Yaml.Errors("[[[[[[[[[[[", new YamlLimits(MaxBytes: 10)));

    [Theory]
    [InlineData("[[[[1]]]]", "1:4: is nested more than 3 levels deep")]
    [InlineData("- - - - 1", "1:7: is nested more than 3 levels deep")]
    [InlineData("a:\n b:\n  c:\n   d: 1", "4:4: is nested more than 3 levels deep")]
    [InlineData("a: &x [[1]]\nb: [*x]", "2:5: is nested more than 3 levels deep")]
    public void A_text_over_the_depth_limit_names_the_place(string text, string expected) =>
        Assert.Equal(expected, Yaml.Errors(text, new YamlLimits(MaxDepth: 3)));

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("[a: ")]
    [InlineData("{a: ")]
    [InlineData("[a, ")]
    public void Very_deep_texts_end_in_the_depth_limit(string piece) =>
        Assert.Contains("is nested more than 200 levels deep", Yaml.Errors(string.Concat(Enumerable.Repeat(piece, 100_000))), StringComparison.Ordinal);

    [Fact]
    public void An_alias_bomb_ends_where_it_goes_over_the_limit()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++)
            bomb.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} [").AppendJoin(", ", Enumerable.Repeat($"*a{i - 1}", 9)).Append("]\n");
        Assert.Equal("6:15: has more than 200,000 nodes once its aliases are expanded", Yaml.Errors(bomb.ToString(), new YamlLimits(MaxNodes: 200_000)));
    }
}
