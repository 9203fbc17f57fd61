namespace NinjaBuild.GoTemplates.Tests;

public sealed class ErrorTests
{
    [Theory]
    [InlineData("a\nb\n    {{ .x.y.z }}", "template: t.yaml:3:9: executing \"t.yaml\" at <.x.y.z>: nil pointer evaluating interface {}.z")]
    [InlineData("{{ .s.sub }}", "template: t.yaml:1:5: executing \"t.yaml\" at <.s.sub>: can't evaluate field sub in type interface {}")]
    [InlineData("é {{ index 1 2 }}", "template: t.yaml:1:6: executing \"t.yaml\" at <index 1 2>: error calling index: can't index item of type int")]
    [InlineData("{{ not 1 2 }}", "template: t.yaml:1:3: executing \"t.yaml\" at <not>: wrong number of args for not: want 1 got 2")]
    [InlineData("{{ eq 1 1.0 }}", "template: t.yaml:1:3: executing \"t.yaml\" at <eq 1 1.0>: error calling eq: incompatible types for comparison: int and float64")]
    [InlineData("{{ template \"none\" }}", "template: t.yaml:1:12: executing \"t.yaml\" at <{{template \"none\"}}>: template \"none\" not defined")]
    public void Execution_errors_name_template_line_column_and_expression(string template, string expected) =>
        Assert.Equal(expected, Render.Error(template, Render.Map(("x", Render.Map()), ("s", "text")), MissingKey.Zero).Message);

    [Theory]
    [InlineData("a\n{{ nope }}", "template: t.yaml:2: function \"nope\" not defined")]
    [InlineData("{{ $x }}", "template: t.yaml:1: undefined variable \"$x\"")]
    [InlineData("{{ if true }}", "template: t.yaml:1: unexpected EOF")]
    [InlineData("{{ end }}", "template: t.yaml:1: unexpected {{end}}")]
    [InlineData("{{ 1 | 2 }}", "template: t.yaml:1: non executable command in pipeline stage 2")]
    [InlineData("{{ \"abc", "template: t.yaml:1: unterminated quoted string")]
    [InlineData("{{ (1 }}", "template: t.yaml:1: unclosed left paren")]
    [InlineData("{{ 1\n", "template: t.yaml:2: unclosed action started at t.yaml:1")]
    [InlineData("{{ break }}", "template: t.yaml:1: {{break}} outside {{range}}")]
    public void Parse_errors_name_the_line(string template, string expected) => Assert.Equal(expected, Render.Error(template).Message);

    [Fact]
    public void A_missing_key_can_be_an_error()
    {
        var error = Render.Error("{{ .none }}", Render.Map(), MissingKey.Error);
        Assert.Equal(("t.yaml", 1, 3, ".none", "map has no entry for key \"none\""), (error.Template, error.Line, error.Column, error.Expression, error.Reason));
    }

    [Fact]
    public void Endless_recursion_ends_at_the_depth_limit() =>
        Assert.Contains("exceeded maximum template depth", Render.Error("{{ define \"a\" }}{{ template \"a\" }}{{ end }}{{ template \"a\" }}").Message, StringComparison.Ordinal);

    [Fact]
    public void Endless_loops_end_at_the_step_limit() =>
        Assert.Contains("more than 10000 steps", Render.Error("{{ range 1000000000 }}{{ end }}", limits: new() { MaxSteps = 10_000 }).Message, StringComparison.Ordinal);

    [Fact]
    public void Endless_output_ends_at_the_output_limit() =>
        Assert.Contains("output of more than 100 characters", Render.Error("{{ range 1000 }}xxxxxxxxxx{{ end }}", limits: new() { MaxOutput = 100 }).Message, StringComparison.Ordinal);

    [Fact]
    public void Deep_nesting_is_refused_and_does_not_crash() =>
        Assert.Contains("nested deeper", Render.Error("{{ " + new string('(', 100_000) + "1").Message, StringComparison.Ordinal);
}
