using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NinjaBuild.Kubernetes.Client.Json;

namespace NinjaBuild.Kubernetes.Tests.Client;

public sealed class JsonTests
{
    [Fact]
    public void Numbers_are_long_where_they_are_whole()
    {
        Assert.Equal([1L, -1L, long.MaxValue, 1.5, 1e30, 9223372036854775808.0], (List<object?>)Read("[1, -1, 9223372036854775807, 1.5, 1e30, 9223372036854775808]")!);
        Assert.Equal([true, false, null, "", "é😀"], (List<object?>)Read("""[true, false, null, "", "\u00e9\ud83d\ude00"]""")!);
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        Prop.ForAll(Arb.From(Trees()), tree => Assert.Equal(Text(tree), Text(Read(Text(tree))))).QuickCheckThrowOnFailure();
        Assert.Equal("""{"a":[1,1.5,true,null,"x",{}]}""", Text(Read("""{ "a": [1, 1.5, true, null, "x", {}] }""")));
    }

    [Theory]
    [InlineData("😀")]
    [InlineData("a😀b😀")]
    [InlineData(@"\ud83d\ude00")]
    [InlineData(@"\😀")]
    public void A_character_outside_the_first_plane_stands_as_itself(string text)
    {
        var expected = text.Replace(@"\", @"\\", StringComparison.Ordinal);
        Assert.Equal($$"""{"{{expected}}":"{{expected}}"}""", Text(new Dictionary<string, object?> { [text] = text }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"a\":1}}")]
    [InlineData("{'a':1}")]
    [InlineData("[1,]")]
    public void What_is_no_JSON_is_refused(string text) => Assert.ThrowsAny<JsonException>(() => Read(text));

    [Fact]
    public void Depth_is_limited()
    {
        Assert.NotNull(Read(new string('[', 128) + new string(']', 128)));
        Assert.ThrowsAny<JsonException>(() => Read(new string('[', 129) + new string(']', 129)));
        object? deep = null;
        for (int i = 0; i < 200; i++) deep = new List<object?> { deep };
        Assert.Throws<InvalidOperationException>(() => JsonTree.Write(deep));
    }

    [Fact]
    public void Equal_names_and_short_values_are_one_string()
    {
        var names = new StringPool();
        var first = (Dictionary<string, object?>)JsonTree.Read("""{"apiVersion":"apps/v1"}"""u8, names)!;
        var second = (Dictionary<string, object?>)JsonTree.Read("""{"apiVersion":"apps/v1"}"""u8, names)!;
        Assert.Same(first.Keys.Single(), second.Keys.Single());
        Assert.Same(first["apiVersion"], second["apiVersion"]);
    }

    [Fact]
    public void Managed_fields_are_dropped_from_objects_lists_and_events_and_from_nowhere_else()
    {
        const string One = """{"kind":"A","metadata":{"name":"a","managedFields":[{"a":{"b":[]}}],"uid":"u"},"data":{"managedFields":"x"},"managedFields":1}""";
        const string Dropped = """{"kind":"A","metadata":{"name":"a","uid":"u"},"data":{"managedFields":"x"},"managedFields":1}""";
        Assert.Equal(Dropped, Text(Read(One, dropManagedFields: true)));
        Assert.Equal($$"""{"items":[{{Dropped}},{{Dropped}}]}""", Text(Read($$"""{"items":[{{One}},{{One}}]}""", dropManagedFields: true)));
        Assert.Equal($$"""{"type":"ADDED","object":{{Dropped}}}""", Text(Read($$"""{"type":"ADDED","object":{{One}}}""", dropManagedFields: true)));
        Assert.Equal(One, Text(Read(One)));
    }

    static object? Read(string text, bool dropManagedFields = false) => JsonTree.Read(Encoding.UTF8.GetBytes(text), new StringPool(), dropManagedFields);

    static string Text(object? tree) => Encoding.UTF8.GetString(JsonTree.Write(tree).Span);

    static Gen<object?> Trees() => Gen.Sized(size => Tree(Math.Min(size, 20)));

    static Gen<object?> Tree(int size)
    {
        var scalar = Gen.OneOf(
            Gen.Constant((object?)null),
            ArbMap.Default.GeneratorFor<bool>().Select(value => (object?)value),
            ArbMap.Default.GeneratorFor<long>().Select(value => (object?)value),
            ArbMap.Default.GeneratorFor<NormalFloat>().Select(value => (object?)(value.Item + 0.0)),
            Texts().Select(value => (object?)value));
        if (size == 0) return scalar;
        var list = Gen.ListOf(Tree(size / 3)).Select(items => (object?)items.ToList());
        var mapping = Gen.ListOf(Gen.Zip(Texts(), Tree(size / 3))).Select(pairs =>
        {
            var result = new Dictionary<string, object?>();
            foreach (var (name, value) in pairs) result[name] = value;
            return (object?)result;
        });
        return Gen.Frequency((2, scalar), (1, list), (1, mapping));
    }

    static Gen<string> Texts() => ArbMap.Default.GeneratorFor<UnicodeString>().Select(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Get ?? "")));
}
