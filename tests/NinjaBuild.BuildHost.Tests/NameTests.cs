using NinjaBuild.BuildHost.Output;
using NinjaBuild.BuildHost.Parameters;

namespace NinjaBuild.BuildHost.Tests;

public sealed class NameTests
{
    [Theory]
    [InlineData("Chart", "chart")]
    [InlineData("CacheDir", "cache-dir")]
    [InlineData("NuGetApiKey", "nuget-api-key")]
    [InlineData("HTTPProxy", "http-proxy")]
    [InlineData("UseDotNet", "use-dotnet")]
    public void A_parameter_has_a_dashed_name(string name, string dashed) => Assert.Equal(dashed, ParameterText.Dashed(name));

    [Theory]
    [InlineData("() => Chart", "Chart")]
    [InlineData("() => this.Chart", "Chart")]
    [InlineData("() =>\n    Chart", "Chart")]
    [InlineData("() => ((ICompose)this).Chart", "Chart")]
    public void A_lambda_names_the_parameter_it_reads(string expression, string name)
        => Assert.Equal(name, ParameterText.MemberName(expression));

    [Theory]
    [InlineData("chrat", "chart")]
    [InlineData("CHART", "chart")]
    [InlineData("charts", "chart")]
    [InlineData("explian", "explain")]
    [InlineData("x", null)]
    [InlineData("nonsense", null)]
    public void The_nearest_name_is_found(string name, string? nearest)
        => Assert.Equal(nearest, Spelling.Nearest(name, ["chart", "env", "explain", "no-cache"]));

    [Theory]
    [InlineData("a/b.yaml:3:5: wrong", "a/b.yaml", 3, 5, "wrong")]
    [InlineData(@"C:\a.yaml:3:5: wrong: really", @"C:\a.yaml", 3, 5, "wrong: really")]
    [InlineData("a.yaml:3: wrong", null, 0, 0, "a.yaml:3: wrong")]
    [InlineData("nothing", null, 0, 0, "nothing")]
    public void A_message_that_begins_with_a_place_is_taken_apart(string text, string? file, int line, int column, string message)
    {
        if (!SourcePlace.TryParse(text, out var place, out var rest))
            (place, rest) = (default, text);

        Assert.Equal((file, line, column, message), (place.File, place.Line, place.Column, rest));
    }
}
