using FsCheck;
using FsCheck.Fluent;
using NinjaBuild.Kubernetes.Quantities;

namespace NinjaBuild.Kubernetes.Tests;

public sealed class QuantityTests
{
    [Fact]
    public void Quantities_are_read_and_printed_as_the_API_server_does()
    {
        foreach (var line in File.ReadLines(RepositoryFolder.Input("quantities", "canonical.txt")).Skip(1))
        {
            var parts = line.Split(" | ");
            var canonical = Quantity.TryParse(parts[0], out var quantity) ? quantity.ToString() : "error";
            Assert.Equal(line, $"{parts[0]} | {canonical}");
        }
    }

    [Theory]
    [InlineData("1000m", "1")]
    [InlineData("0.5Gi", "512Mi")]
    [InlineData("1e3", "1k")]
    [InlineData("1024Mi", "1Gi")]
    [InlineData("0.1", "100m")]
    public void Equal_amounts_are_equal_however_they_are_written(string a, string b) => Assert.True(Quantity.SameAmount(a, b));

    [Fact]
    public void A_gigabyte_is_less_than_a_gibibyte()
    {
        Assert.True(Quantity.TryParse("1G", out var giga));
        Assert.True(Quantity.TryParse("1Gi", out var gibi));
        Assert.True(giga < gibi);
    }

    [Theory]
    [InlineData("1e999999999")]
    [InlineData("1e101")]
    [InlineData("1e-99999999999999999999")]
    public void An_exponent_that_would_fill_the_memory_is_refused(string text) => Assert.False(Quantity.TryParse(text, out _));

    [Fact]
    public void The_canonical_form_is_the_same_amount_and_its_own_canonical_form() =>
        Check.QuickThrowOnFailure(Prop.ForAll(
            ArbMap.Default.ArbFor<int>(),
            Gen.Elements("", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "e3", "e-3", "E5").ToArbitrary(),
            (number, suffix) =>
            {
                Assert.True(Quantity.TryParse($"{number}{suffix}", out var quantity));
                Assert.True(Quantity.TryParse(quantity.ToString(), out var again));
                Assert.Equal(quantity, again);
                Assert.Equal(quantity.ToString(), again.ToString());
            }));

    [Fact]
    public void No_text_makes_it_throw() =>
        Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text => Quantity.TryParse(text, out _) || true));

    [Theory]
    [InlineData("25%", 10, true, 3L)]
    [InlineData("25%", 10, false, 2L)]
    [InlineData(4L, 10, false, 4L)]
    [InlineData("http", 10, false, null)]
    [InlineData("%", 10, false, null)]
    public void A_share_is_a_number_or_a_percentage(object value, long total, bool roundUp, long? share) =>
        Assert.Equal(share, IntOrString.Share(value, total, roundUp));
}
