namespace NinjaBuild.Yaml.Tests;

/// <summary>The tables follow the tests and the rules of goyaml.v2 (resolve.go).</summary>
public sealed class ResolutionTests
{
    [Theory]
    [InlineData("y", "true")]
    [InlineData("Yes", "true")]
    [InlineData("ON", "true")]
    [InlineData("True", "true")]
    [InlineData("n", "false")]
    [InlineData("no", "false")]
    [InlineData("Off", "false")]
    [InlineData("FALSE", "false")]
    [InlineData("yEs", "'yEs'")]
    [InlineData("~", "null")]
    [InlineData("Null", "null")]
    [InlineData("", "null")]
    [InlineData("nULL", "'nULL'")]
    [InlineData("none", "'none'")]
    public void Words_of_YAML_1_1_are_booleans_and_null(string text, string expected) => Assert.Equal(expected, Resolved(text));

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("+12", "12")]
    [InlineData("685_230", "685230")]
    [InlineData("1_", "1")]
    [InlineData("0777", "511")]
    [InlineData("0o777", "511")]
    [InlineData("0O17", "15")]
    [InlineData("00", "0")]
    [InlineData("0x1F", "31")]
    [InlineData("0x_0A_74_AE", "685230")]
    [InlineData("-0x10", "-16")]
    [InlineData("0b1010", "10")]
    [InlineData("-0b101010", "-42")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("9223372036854775808", "9223372036854775808u")]
    [InlineData("18446744073709551615", "18446744073709551615u")]
    public void Integers_have_the_bases_and_underscores_of_Go(string text, string expected) => Assert.Equal(expected, Resolved(text));

    [Theory]
    [InlineData("1.5", "1.5")]
    [InlineData(".5", "0.5")]
    [InlineData("-.1", "-0.1")]
    [InlineData("5.", "5.0")]
    [InlineData("1e3", "1000.0")]
    [InlineData("6.8523e+5", "685230.0")]
    [InlineData("685.230_15e+03", "685230.15")]
    [InlineData("123456E1", "1234560.0")]
    [InlineData("08", "8.0")]
    [InlineData("18446744073709551616", "1.8446744073709552E+19")]
    [InlineData("-9223372036854775809", "-9.223372036854776E+18")]
    [InlineData(".1_0", "0.1")]
    public void Floats_are_decimal_and_take_what_is_too_large_for_an_integer(string text, string expected) => Assert.Equal(expected, Resolved(text));

    [Theory]
    [InlineData(".inf", double.PositiveInfinity)]
    [InlineData("+.INF", double.PositiveInfinity)]
    [InlineData("-.Inf", double.NegativeInfinity)]
    [InlineData(".NaN", double.NaN)]
    public void Infinities_and_no_number_start_with_a_point(string text, double expected) => Assert.Equal(expected, Yaml.Value("a: " + text) is Dictionary<string, object?> map ? map["a"] : null);

    [Theory]
    [InlineData("1e400")]
    [InlineData("0x")]
    [InlineData("0xZZ")]
    [InlineData("0b12")]
    [InlineData("0o8")]
    [InlineData("_1")]
    [InlineData("1.2.3")]
    [InlineData("12:30")]
    [InlineData("100m")]
    [InlineData("1e")]
    [InlineData(".")]
    [InlineData(".5_")]
    [InlineData("+")]
    [InlineData("-.inF")]
    [InlineData("=")]
    [InlineData("2001-01-01")]
    [InlineData("2001-12-14T21:59:43Z")]
    public void What_is_no_number_stays_text(string text) => Assert.Equal($"'{text}'", Resolved(text));

    [Theory]
    [InlineData("'12'", "'12'")]
    [InlineData("\"true\"", "'true'")]
    [InlineData("!!str 12", "'12'")]
    [InlineData("!!int '12'", "12")]
    [InlineData("!!float 1", "1.0")]
    [InlineData("!!bool 'yes'", "true")]
    [InlineData("!!null ''", "null")]
    [InlineData("!!binary aGVsbG8=", "'hello'")]
    [InlineData("!!timestamp \"2015-01-01\"", "'2015-01-01'")]
    [InlineData("! 12", "'12'")]
    [InlineData("!mine 12", "'12'")]
    [InlineData("!mine", "''")]
    [InlineData("!<tag:yaml.org,2002:str> 12", "'12'")]
    [InlineData("|-\n 12", "'12'")]
    public void Quotes_and_tags_decide_over_the_text(string text, string expected) => Assert.Equal(expected, Resolved(text));

    [Theory]
    [InlineData("!!int x", "1:4: 'x' cannot be read as !!int")]
    [InlineData("!!int 1.5", "1:4: '1.5' cannot be read as !!int")]
    [InlineData("!!binary ==", "1:4: the !!binary value is no valid base64")]
    [InlineData("!e!x 1", "1:4: the tag handle '!e!' is not declared")]
    public void A_tag_that_does_not_fit_is_an_error(string text, string expected) => Assert.Equal(expected, Yaml.Errors("a: " + text));

    [Theory]
    [InlineData("1: a", "1")]
    [InlineData("0x10: a", "16")]
    [InlineData("yes: a", "true")]
    [InlineData("n: a", "false")]
    [InlineData("1.5: a", "1.5")]
    [InlineData("1e7: a", "1e+07")]
    [InlineData("0.1: a", "0.1")]
    [InlineData("100000.0: a", "100000")]
    [InlineData(".inf: a", ".inf")]
    [InlineData("'1': a", "1")]
    public void Keys_become_the_names_that_JSON_has(string text, string name)
    {
        var mapping = Assert.IsType<YamlMapping>(Yaml.Node(text));
        Assert.Equal(name, mapping.Entries[0].Name);
        Assert.Equal("a", Assert.IsType<YamlScalar>(mapping[name]).Text);
    }

    static string Resolved(string text) => Yaml.Show(((Dictionary<string, object?>)Yaml.Value("a: " + text)!)["a"]);
}
