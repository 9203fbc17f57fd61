using NinjaBuild.BuildHost.Parameters;

namespace NinjaBuild.BuildHost.Tests;

public sealed class FlatJsonTests
{
    [Theory]
    [InlineData("{}", "")]
    [InlineData(" { } ", "")]
    [InlineData("""{"a":"b"}""", "a=b")]
    [InlineData("""{"a":-1.5e3,"b":true,"c":false}""", "a=-1.5e3;b=true;c=false")]
    [InlineData("""{"a":["x",2,true],"b":[]}""", "a=x,2,true;b=")]
    [InlineData("""{"a":"\"\\\/\b\f\n\r\t\u00e9"}""", "a=\"\\/\b\f\n\r\t\u00e9")]
    [InlineData("{ // why\n \"a\": \"b\", // because\n}", "a=b")]
    [InlineData("""{"a":["x",],}""", "a=x")]
    [InlineData("""{"a":"1","a":"2"}""", "a=2")]
    public void A_flat_object_is_read(string json, string expected)
    {
        var values = new FlatJson(json).Read();
        Assert.Equal(expected, string.Join(';', values.Select(x => $"{x.Key}={string.Join(',', x.Value)}")));
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("[]", 1, 1)]
    [InlineData("{", 1, 2)]
    [InlineData("{\n  \"a\": nul\n}", 2, 8)]
    [InlineData("{\"a\":{}}", 1, 6)]
    [InlineData("{\"a\":\"x", 1, 8)]
    [InlineData("{\"a\":\"\\q\"}", 1, 8)]
    [InlineData("{\"a\" \"b\"}", 1, 6)]
    [InlineData("{\"a\":1} x", 1, 9)]
    public void Anything_else_is_refused_with_its_place(string json, int line, int column)
    {
        var reader = new FlatJson(json);
        var place = default((int, int)?);
        try
        {
            reader.Read();
        }
        catch (FormatException)
        {
            place = reader.Place();
        }

        Assert.Equal((line, column), place);
    }
}
