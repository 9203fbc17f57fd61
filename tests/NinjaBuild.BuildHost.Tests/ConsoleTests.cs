namespace NinjaBuild.BuildHost.Tests;

/// <summary>What users see. The layout is that of Nuke 10.1.0.</summary>
public sealed class ConsoleTests
{
    [Theory]
    [InlineData("default", "")]
    [InlineData("help", "--help")]
    [InlineData("plan", "Pack --plan")]
    [InlineData("triggers", "Pack")]
    [InlineData("two-targets", "Clean Test")]
    [InlineData("two-targets-by-flag", "--target Clean Test")]
    [InlineData("skip-named", "Pack --skip Compile")]
    [InlineData("skip-all", "Pack --skip")]
    [InlineData("fail", "Fail")]
    [InlineData("fail-dependents-and-assured", "AfterFail Always")]
    [InlineData("assert", "FailAssert")]
    [InlineData("proceed-after-failure", "Soft AfterSoft Always")]
    [InlineData("user-error", "Refuse")]
    [InlineData("requires-missing", "Push")]
    [InlineData("requires-given", "Push --api-key s3cret")]
    [InlineData("unknown-target", "Tset Nothing")]
    [InlineData("mistakes", "Compile --cuont 3 --count x --configuration Bogus --verbosity loud --who")]
    [InlineData("dynamic-skip", "MaybeDynamic")]
    [InlineData("static-skip", "MaybeStatic")]
    [InlineData("component", "Greet --who Ann --times 3")]
    [InlineData("quiet", "Test --verbosity quiet --no-logo")]
    [InlineData("collective", "Together")]
    public void Console_output_without_a_terminal_is_as_approved(string name, string arguments)
    {
        using var run = new Run();
        var exitCode = run.Of(arguments);
        Approved.Equal(name, $"build {arguments}".TrimEnd(), exitCode, run.Output);
    }

    [Theory]
    [InlineData("github-fail", "Fail")]
    [InlineData("github-warning", "Test")]
    [InlineData("github-user-error", "Refuse")]
    [InlineData("github-secret", "Compile --api-key s3cret")]
    [InlineData("github-mistake", "Tset")]
    public void GitHub_Actions_gets_groups_and_annotations(string name, string arguments)
    {
        using var run = new Run().With("GITHUB_ACTIONS", "true");
        var exitCode = run.Of(arguments);
        Approved.Equal(name, $"GITHUB_ACTIONS=true build {arguments}", exitCode, run.Output);
    }

    [Theory]
    [InlineData("terminal", "Test")]
    [InlineData("terminal-fail", "Fail")]
    public void A_terminal_gets_colours(string name, string arguments)
    {
        using var run = new Run { IsTerminal = true };
        var exitCode = run.Of(arguments);
        Approved.Equal(name, $"build {arguments}", exitCode, run.Output);
    }

    [Theory]
    [InlineData("NO_COLOR", "1")]
    [InlineData("TERM", "dumb")]
    public void A_terminal_that_wants_no_colours_gets_none(string variable, string value)
    {
        using var run = new Run { IsTerminal = true }.With(variable, value);
        run.Of("Test");
        Assert.DoesNotContain('\e', run.Output);
    }

    [Fact]
    public void The_log_of_the_last_run_is_kept()
    {
        using var run = new Run();
        run.Of("Compile");
        run.Of("Test --verbosity quiet");
        Assert.Equal(
            [
                "21:38:36.000 | I | Compile              | greeting=hello-from-parameters-json count=1 tags=[] cfg=Debug",
                "21:38:36.000 | D | Test                 | debug line",
                "21:38:36.000 | W | Test                 | warn 42",
            ],
            File.ReadAllLines(Path.Combine(run.Root, ".nuke/temp/build.log")));
    }

    [Fact]
    public void The_plan_is_a_page_that_needs_no_network()
    {
        using var run = new Run();
        Assert.Equal(0, run.Of("Pack --plan"));
        var page = File.ReadAllText(Path.Combine(run.Root, ".nuke/temp/execution-plan.html"));
        Assert.Contains("4. Notify", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }
}
