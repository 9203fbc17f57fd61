namespace NinjaBuild.GoTemplates.Tests;

public sealed class PrintfTests
{
    [Theory]
    [InlineData("printf \"%d|%5d|%-5d|%05d|%+d|%x|%#x|%o|%b|%c|%q|%U\" 42 42 42 42 42 42 42 42 42 42 42 42", "42|   42|42   |00042|+42|2a|0x2a|52|101010|*|'*'|U+002A")]
    [InlineData("printf \"%s|%q|%10s|%-10s|%.2s|%x\" \"héllo\" \"a\\\"b\" \"ab\" \"ab\" \"héllo\" \"hi\"", "héllo|\"a\\\"b\"|        ab|ab        |hé|6869")]
    [InlineData("printf \"%f|%.2f|%8.3f|%e|%g|%G\" 3.14159 2.5 3.14159 1234.5 1e21 1e-7", "3.141590|2.50|   3.142|1.234500e+03|1e+21|1E-07")]
    [InlineData("printf \"%.0f %.0f %.0f\" 0.5 1.5 2.5", "0 2 2")]
    [InlineData("printf \"%d\" \"x\"", "%!d(string=x)")]
    [InlineData("printf \"%d\"", "%!d(MISSING)")]
    [InlineData("printf \"x\" 1 \"a\"", "x%!(EXTRA int=1, string=a)")]
    [InlineData("printf \"%\"", "%!(NOVERB)")]
    [InlineData("printf \"%[2]d %[1]d\" 1 2", "2 1")]
    [InlineData("printf \"%*d\" 5 42", "   42")]
    [InlineData("printf \"%v %v %T\" true nil 1.5", "true <nil> float64")]
    public void Formats_are_Go_s(string call, string expected) => Assert.Equal(expected, Render.Text("{{ " + call + " }}"));

    [Fact]
    public void Maps_are_printed_sorted_and_lists_in_brackets() =>
        Assert.Equal("map[a:1 b:[x <nil>]]", Render.Text("{{ . }}", Render.Map(("b", new List<object?> { "x", null }), ("a", 1))));

    [Fact]
    public void A_map_that_contains_itself_is_an_error()
    {
        var map = Render.Map();
        map["self"] = map;
        Assert.Contains("nested deeper", Render.Error("{{ . }}", map).Message, StringComparison.Ordinal);
    }
}
