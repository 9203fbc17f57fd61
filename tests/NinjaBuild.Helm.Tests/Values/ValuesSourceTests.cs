using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Values;

namespace NinjaBuild.Helm.Tests.Values;

/// <summary>Values of the command line that cannot be read.</summary>
public sealed class ValuesSourceTests
{
    [Theory]
    [InlineData("db.password=hunter2,secret-rest")]
    [InlineData("db.password=hunter2,secret-rest.more,x=1")]
    [InlineData("db=hunter2,db.password=secret-rest")]
    [InlineData("password={hunter2,secret-rest")]
    public void What_is_wrong_with_a_value_is_told_without_it(string text)
    {
        var error = Assert.Throws<ChartException>(() => new ValuesSource { Set = [text] }.Read());

        var problem = Assert.Single(error.Problems).ToString();
        Assert.StartsWith($"--set {text[..(text.IndexOf('=', StringComparison.Ordinal) + 1)]}…: ", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-rest", problem, StringComparison.Ordinal);
    }
}
