using System.Text;

namespace NinjaBuild.Hermetic.Tests;

public sealed class ActionExecutorTests
{
    readonly UpperRule _upper = new();
    readonly JoinRule _join = new();

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void An_action_that_many_use_runs_once(int threads)
    {
        var shared = Upper("shared");
        var users = Enumerable.Range(0, 50).Select(i => Join($"//{i}", [$"n={i}"], shared)).ToList();
        var goal = Join("//goal", [], [.. users]);
        var progress = new List<(int, int)>();
        var text = "";

        var report = new ActionExecutor(new ExecutionOptions { Threads = threads, Progress = (done, total) => progress.Add((done, total)) })
            .Run([goal], outcome => text = Encoding.UTF8.GetString(outcome.Output!.Files["all.txt"]));

        Assert.True(report.Succeeded);
        Assert.Equal(1, _upper.Runs);
        Assert.Equal(Enumerable.Range(1, 52).Select(i => (i, 52)), progress);
        Assert.Contains("SHARED", text, StringComparison.Ordinal);
        Assert.Equal(52, report.Outcomes.Count);
    }

    [Fact]
    public void Each_goal_is_handed_over_once_failed_ones_too()
    {
        var (good, bad) = (Upper("good"), Upper("broken"));
        var dependent = Join("//dependent", [], bad, good);
        var handed = new List<string>();

        var report = Executor().Run([good, dependent, bad], outcome => handed.Add($"{outcome.Action} {outcome.Status}"));

        Assert.Equal(["//broken Failed", "//dependent Skipped", "//good Ran"], handed.Order(StringComparer.Ordinal));
        Assert.Equal(2, report.Errors.Count);
    }

    [Fact]
    public void Two_actions_of_one_label_are_refused() =>
        Assert.Throws<ArgumentException>(() => Executor().Run([Upper("a"), Upper("a")]));

    [Fact]
    public void Outputs_that_clash_in_an_input_tree_are_an_error_of_the_action()
    {
        var report = Executor().Run([Join("//clash", [], Upper("one"), Upper("two"))]);
        Assert.Equal("Two different files claim the path 'app.txt'.", Assert.Single(report.Errors));
    }

    [Fact]
    public void Files_are_let_go_when_all_users_are_done_and_come_back_when_asked_for()
    {
        ActionOutput? kept = null;
        Executor().Run([Upper("a")], outcome => kept = outcome.Output);
        Assert.Equal("A"u8.ToArray(), kept!.Files["app.txt"]);
        Assert.Equal(2, _upper.Runs);
    }

    [Fact]
    public void A_rule_that_is_no_pure_function_is_found_out_when_it_has_to_run_again()
    {
        ActionOutput? kept = null;
        Executor().Run([new ActionSpec("//impure", new ImpureRule())], outcome => kept = outcome.Output);
        Assert.Contains("no pure function", Assert.Throws<RuleException>(() => kept!.Files).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelling_stops_between_two_actions()
    {
        using var cancel = new CancellationTokenSource();
        var executor = new ActionExecutor(new ExecutionOptions { Threads = 1, Progress = (done, _) => { if (done == 2) cancel.Cancel(); } });
        Assert.ThrowsAny<OperationCanceledException>(() => executor.Run([Upper("a"), Upper("b"), Upper("c"), Upper("d")], cancellation: cancel.Token));
        Assert.Equal(2, _upper.Runs);
    }

    [Fact]
    public void The_key_of_an_action_covers_rule_version_arguments_and_inputs()
    {
        var root = FileTree.Of([new FileContent("a", [1])]).RootDigest;
        var keys = new[]
        {
            ActionKey.Of(new UpperRule("1"), ["x"], root), ActionKey.Of(new UpperRule("2"), ["x"], root), ActionKey.Of(new JoinRule(), ["x"], root),
            ActionKey.Of(new UpperRule("1"), ["x", ""], root), ActionKey.Of(new UpperRule("1"), ["x"], FileTree.Empty.RootDigest),
        };
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(keys[0], ActionKey.Of(new UpperRule("1"), ["x"], root));
    }

    static ActionExecutor Executor() => new(new ExecutionOptions { Threads = 2 });

    ActionSpec Upper(string text) => new($"//{text}", _upper, [], [new FileContent("app.txt", Encoding.UTF8.GetBytes(text))]);

    ActionSpec Join(string label, string[] arguments, params ActionSpec[] inputs) =>
        new(label, _join, arguments, null, [.. inputs.Select((input, i) => new ActionInput(input, input.Rule is UpperRule ? "" : $"in{i}"))]);

    sealed class ImpureRule : IRule
    {
        int _runs;

        public string Name => "impure";

        public string Version => "1";

        public FileTree Run(RuleInputs inputs) => FileTree.Of([new FileContent("run", [(byte)Interlocked.Increment(ref _runs)])]);
    }
}
