using Nuke.Common;
using Assert = Xunit.Assert;

namespace NinjaBuild.BuildHost.Tests;

public sealed class ParameterTests
{
    [Theory]
    [InlineData("--count 12", "count=12")]
    [InlineData("--Count 12", "count=12")]
    [InlineData("-count 12", "count=12")]
    [InlineData("--count -12", "count=-12")]
    [InlineData("--tags a b c", "tags=[\"a\", \"b\", \"c\"]")]
    [InlineData("--tags a --tags b", "tags=[\"a\", \"b\"]")]
    [InlineData("--tags a b --count 2 --tags c", "tags=[\"a\", \"b\", \"c\"]")]
    [InlineData("--configuration release", "cfg=Release")]
    [InlineData("--greeting a=b", "greeting=a=b")]
    public void A_parameter_is_read_from_the_command_line(string arguments, string expected)
    {
        using var run = new Run();
        Assert.Equal(0, run.Of("Compile " + arguments));
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--fast Reads", "fast=True")]
    [InlineData("--fast false Reads", "fast=False")]
    [InlineData("--no-logo Reads", "fast=False")]
    [InlineData("--count 7 Reads", "fast=False")]
    public void A_flag_or_single_value_before_a_target_leaves_the_target_alone(string arguments, string expected)
    {
        using var run = new Run();
        Assert.Equal(0, run.Of(arguments));
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("greeting", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Count")]
    [InlineData("COUNT")]
    [InlineData("NUKE_COUNT")]
    [InlineData("nuke_count")]
    public void A_variable_gives_a_value_by_its_plain_and_by_its_prefixed_name(string variable)
    {
        using var run = new Run().With(variable, "11");
        Assert.Equal(0, run.Of(""));
        Assert.Contains("count=11", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_line_comes_before_the_environment_before_profiles_before_the_file()
    {
        using var run = new Run().Write(".nuke/parameters.json", """{ "Greeting": "file", "Count": 3, "Tags": ["f"], "Who": "file" }""")
            .Write(".nuke/parameters.ci.json", """{ "Greeting": "profile", "Count": 4, "Tags": ["p"] }""")
            .With("Greeting", "variable")
            .With("NUKE_COUNT", "5");
        Assert.Equal(0, run.Of("Compile Greet --profile ci --count 6"));
        Assert.Contains("greeting=variable count=6 tags=[\"p\"]", run.Output, StringComparison.Ordinal);
        Assert.Contains("Hello file", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_of_several_profiles_counts_most()
    {
        using var run = new Run().Write(".nuke/parameters.a.json", """{ "Count": 1, "Who": "a" }""").Write(".nuke/parameters.b.json", """{ "Count": 2 }""");
        Assert.Equal(0, run.Of("Compile Greet --profile a b"));
        Assert.Contains("count=2", run.Output, StringComparison.Ordinal);
        Assert.Contains("Hello a", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_of_somebody_else_is_no_value_of_a_host_parameter()
    {
        using var run = new Run().With("HOST", "laptop").With("TARGET", "x86").With("ROOT", "/").With("PROFILE", "me").With("PLAN", "b");
        Assert.Equal(0, run.Of(""));
    }

    [Fact]
    public void A_prefixed_variable_is_meant_for_the_host_and_must_be_right()
    {
        using var run = new Run().With("NUKE_VERBOSITY", "loud");
        Assert.Equal(2, run.Of(""));
        Assert.Contains("environment variable NUKE_VERBOSITY: 'loud' is not one of Verbose,", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_variables_for_one_parameter_give_the_same_value_in_any_order()
    {
        using var one = new Run().With("Count", "1").With("COUNT", "2");
        using var other = new Run().With("COUNT", "2").With("Count", "1");
        one.Of("");
        other.Of("");
        Assert.Contains("count=2", one.Output, StringComparison.Ordinal);
        Assert.Equal(one.Output, other.Output);
    }

    [Fact]
    public void A_path_on_the_command_line_is_relative_to_the_working_directory()
    {
        using var run = new Run();
        Assert.Equal(0, run.Of("Reads --out sub/../a"));
        Assert.Contains($"out=<root>{Path.DirectorySeparatorChar}a", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Compile --count", "error: --count needs a value")]
    [InlineData("Compile --count 1 --count 2", "error: --count is given more than once")]
    [InlineData("Compile --count abc", "error: --count: 'abc' is not a whole number")]
    [InlineData("Compile --configuration Releaze", "error: --configuration: 'Releaze' is not one of Debug, Release; did you mean Release?")]
    [InlineData("Compile --cuont 1", "error: unknown parameter --cuont; did you mean --count?")]
    [InlineData("Compile --count=1", "error: unknown parameter --count=1; write --count 1")]
    [InlineData("Compile --nonsense 1", "error: unknown parameter --nonsense; --help lists them")]
    [InlineData("Compile --profile ci", "error: --profile ci: there is no .nuke/parameters.ci.json")]
    [InlineData("Compile --host Jenkins", "error: --host: 'Jenkins' is not one of GitHubActions, Terminal")]
    [InlineData("Compile --root nowhere", "error: --root: there is no folder <root>")]
    [InlineData("Compile --skip Nope", "error: unknown target Nope;")]
    [InlineData("compil", "error: unknown target compil; did you mean Compile?")]
    [InlineData("Push", "error: target Push requires --api-key (Needed by Push)")]
    public void A_mistake_is_refused_and_named(string arguments, string expected)
    {
        using var run = new Run();
        Assert.Equal(2, run.Of(arguments));
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("greeting=", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "Greetin": "x" }""", "error: .nuke/parameters.json: unknown parameter Greetin; did you mean Greeting?")]
    [InlineData("""{ "Count": "x" }""", "error: .nuke/parameters.json: Count: 'x' is not a whole number")]
    [InlineData("""{ "Count": { } }""", "error: .nuke/parameters.json:1:12: expected a text, a number, true, false, or a list of them")]
    [InlineData("""[]""", "error: .nuke/parameters.json:1:1: expected an object")]
    [InlineData("{\n \"Count\": 1,,\n}", "error: .nuke/parameters.json:2:13: expected a text in quotes")]
    [InlineData("", "error: .nuke/parameters.json:1:1: expected an object")]
    public void A_mistake_in_the_file_is_refused_and_named(string content, string expected)
    {
        using var run = new Run().Write(".nuke/parameters.json", content);
        Assert.Equal(2, run.Of(""));
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mistake_is_told_at_once()
    {
        using var run = new Run().Write(".nuke/parameters.json", """{ "Cuont": 1 }""").With("NUKE_COUNT", "y");
        Assert.Equal(2, run.Of("Tset --tsag a --configuration X"));
        Assert.Equal(5, run.Output.Split('\n').Count(x => x.StartsWith("error: ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Without_a_nuke_folder_the_message_says_what_to_do()
    {
        using var run = new Run();
        Directory.Delete(Path.Combine(run.Root, ".nuke"), recursive: true);
        Assert.Equal(2, run.Of(""));
        Assert.Equal(
            "error: there is no .nuke folder in <root> or above it; run inside the repository, or name its root by --root\n", run.Output);
    }

    [Fact]
    public void The_root_can_be_named()
    {
        using var run = new Run();
        Directory.CreateDirectory(Path.Combine(run.Root, "sub/.nuke"));
        Assert.Equal(0, run.Of("Compile --root sub"));
        Assert.Equal(Path.Combine(run.Root, "sub"), NukeBuild.RootDirectory.ToString());
        Assert.Equal(0, run.Of("Compile --root"));
        Assert.Equal(run.Root, NukeBuild.RootDirectory.ToString());
    }

    [Theory]
    [InlineData("compile")]
    [InlineData("Clean+Compile")]
    [InlineData("--target compile")]
    public void Targets_are_named_in_any_case_and_joined_by_plus(string arguments)
    {
        using var run = new Run();
        Assert.Equal(0, run.Of(arguments));
        Assert.Contains("greeting=", run.Output, StringComparison.Ordinal);
    }
}
