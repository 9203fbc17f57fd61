using FsCheck;
using FsCheck.Fluent;
using NinjaBuild.Deploy.Records;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Tests.Records;

public sealed class RecordedSecretTests
{
    static readonly Gen<Dictionary<string, string>> Entries =
        from keys in Gen.SubListOf("password", "a.b", "KEY_1", "tls.crt")
        from values in Gen.ArrayOf(RecordedTrees.Text, keys.Count)
        select keys.Zip(values).ToDictionary(entry => entry.First, entry => entry.Second);

    [Fact]
    public void Exactly_the_keys_whose_values_differ_are_told() => Prop.ForAll(Entries.ToArbitrary(), Entries.ToArbitrary(), (before, after) =>
    {
        var recorded = RecordedSecret.Redacted(Secret(Encoded(before)), RecordedSecret.NewSalt());
        var differing = before.Keys.Union(after.Keys).Where(key => before.GetValueOrDefault(key) != after.GetValueOrDefault(key)).Order(StringComparer.Ordinal);
        return RecordedSecret.DifferingKeys(recorded, Secret(Encoded(after))).SequenceEqual(differing)
            && RecordedSecret.DifferingKeys(recorded, Secret(null, after)).SequenceEqual(differing);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Plain_values_are_laid_over_encoded_ones_as_the_server_does()
    {
        var recorded = RecordedSecret.Redacted(Secret(Encoded(new() { ["a"] = "one", ["b"] = "two" }), new() { ["b"] = "three" }), RecordedSecret.NewSalt());
        Assert.Empty(RecordedSecret.DifferingKeys(recorded, Secret(Encoded(new() { ["a"] = "one", ["b"] = "three" }))));
        Assert.False(recorded.ContainsKey("stringData"));
    }

    [Fact]
    public void Digests_of_one_value_differ_from_key_to_key_and_from_record_to_record()
    {
        var secret = Secret(Encoded(new() { ["a"] = "value", ["b"] = "value" }));
        var (one, two) = (RecordedSecret.Redacted(secret, RecordedSecret.NewSalt()), RecordedSecret.Redacted(secret, RecordedSecret.NewSalt()));
        Assert.Equal(4, new[] { one, two }.SelectMany(recorded => recorded.Mapping("data").Values).Select(digest => ((string)digest!).Split(':')[2]).Distinct().Count());
    }

    [Fact]
    public void What_was_recorded_is_recorded_again_as_it_is()
    {
        var recorded = RecordedSecret.Redacted(Secret(Encoded(new() { ["a"] = "value" })), RecordedSecret.NewSalt());
        Assert.Equal(RecordedTrees.Shown(recorded), RecordedTrees.Shown(RecordedSecret.Redacted(recorded, RecordedSecret.NewSalt())));
    }

    [Fact]
    public void A_digest_is_no_base64_so_no_server_takes_it_for_a_value()
    {
        var recorded = RecordedSecret.Redacted(Secret(Encoded(new() { ["a"] = "value" })), RecordedSecret.NewSalt());
        Assert.Throws<FormatException>(() => Convert.FromBase64String(recorded.Text("data", "a")!));
    }

    [Fact]
    public void Fields_that_no_Secret_has_are_left_out_for_they_may_be_values_in_the_wrong_place()
    {
        var secret = new Dictionary<string, object?>(Secret(null)) { ["type"] = "Opaque", ["Data"] = "hunter2", ["password"] = "hunter2", ["immutable"] = true };
        Assert.Equal(["apiVersion", "kind", "metadata", "type", "immutable"], RecordedSecret.Redacted(secret, RecordedSecret.NewSalt()).Keys);
    }

    [Fact]
    public void Values_that_are_no_text_or_no_base64_are_digested_too()
    {
        var secret = Secret(new Dictionary<string, object?> { ["number"] = 4711L, ["nothing"] = null, ["broken"] = "hunter2!" });
        var recorded = RecordedSecret.Redacted(secret, RecordedSecret.NewSalt());
        Assert.All(recorded.Mapping("data").Values, digest => Assert.Matches("^sha256:[0-9a-f]{32}:[0-9a-f]{64}$", (string)digest!));
        Assert.Empty(RecordedSecret.DifferingKeys(recorded, secret));
        Assert.Equal(["nothing", "number"], RecordedSecret.DifferingKeys(recorded, Secret(new Dictionary<string, object?> { ["broken"] = "hunter2!" })));
    }

    static Dictionary<string, object?> Encoded(Dictionary<string, string> entries) => entries.ToDictionary(
        entry => entry.Key, entry => (object?)Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(entry.Value)));

    static Dictionary<string, object?> Secret(Dictionary<string, object?>? data, Dictionary<string, string>? texts = null)
    {
        var result = new Dictionary<string, object?> { ["apiVersion"] = "v1", ["kind"] = "Secret", ["metadata"] = new Dictionary<string, object?> { ["name"] = "db" } };
        if (data is not null) result["data"] = data;
        if (texts is not null) result["stringData"] = texts.ToDictionary(entry => entry.Key, entry => (object?)entry.Value);
        return result;
    }
}
