namespace NinjaBuild.Hermetic.Tests;

public sealed class HermeticBuildTests : IDisposable
{
    readonly TempFolder _folder = new();

    string Workspace => _folder["w"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Outputs_are_the_same_from_two_folders_any_order_one_or_eight_threads_cold_or_cached()
    {
        Write("w");
        Write("other/place");
        var builds = new[]
        {
            new SampleBuild(Workspace, _folder["cache"]) { Threads = 1 },
            new SampleBuild(_folder["other/place"], _folder["cache"]) { Threads = 8, Reverse = true },
            new SampleBuild(_folder["other/place"], _folder["cold"]) { Threads = 8, NoCache = true },
        };
        Assert.All(builds, build => Assert.True(build.Run()!.Succeeded));
        Assert.Single(builds.Select(build => SampleBuild.Snapshot(build.Output)).Distinct());
        Assert.Equal(0, builds[1].Upper.Runs);
        Assert.Equal(4, builds[2].Upper.Runs);
        Assert.False(Directory.Exists(_folder["cold"]));
    }

    [Fact]
    public void A_build_without_changes_does_nothing()
    {
        Write("w");
        Assert.NotNull(Build().Run());
        Assert.Null(Build().Run());
    }

    [Fact]
    public void Touching_a_file_builds_nothing_and_is_forgotten_by_the_build_after()
    {
        Write("w");
        Build().Run();
        File.SetLastWriteTimeUtc(_folder["w/apps/one/a/app.txt"], DateTime.UtcNow.AddSeconds(-5));
        Assert.Null(Build().Run());
        Assert.Empty(StampCheck.Sources(BuildRecord.Load(_folder["w/artifacts/.ninja/record"]), Workspace, 1));
    }

    [Fact]
    public void A_change_runs_exactly_the_actions_that_depend_on_it_and_says_why()
    {
        Write("w");
        Build().Run();
        _folder.Write("w/apps/one/a/app.txt", "changed", secondsAgo: 10);

        var report = Build().Run()!;

        var ran = report.Actions.Outcomes.Where(outcome => outcome.Status == ActionStatus.Ran).ToList();
        Assert.Equal(
            ["//apps/one/a/app.txt: input apps/one/a/app.txt changed", "//one: output of //apps/one/a/app.txt changed"],
            ran.Select(outcome => $"{outcome.Action}: {string.Join(", ", outcome.Causes)}"));
        Assert.Equal(["out/one"], report.Written);
        Assert.Equal(4, report.Actions.Count(ActionStatus.UpToDate));
    }

    [Fact]
    public void A_change_that_leaves_an_output_as_it_was_stops_there()
    {
        Write("w");
        Build().Run();
        _folder.Write("w/apps/one/a/app.txt", "  One A ", secondsAgo: 10);
        var report = Build().Run()!;
        Assert.Equal(["//apps/one/a/app.txt"], report.Actions.Outcomes.Where(outcome => outcome.Status == ActionStatus.Ran).Select(outcome => outcome.Action.Label));
        Assert.Empty(report.Written);
    }

    [Fact]
    public void Files_of_a_folder_that_stay_are_not_written_again()
    {
        Write("w");
        Build().Run();
        var before = File.GetLastWriteTimeUtc(_folder["w/artifacts/out/one/parts/b/app.txt"]);
        _folder.Write("w/apps/one/a/app.txt", "changed", secondsAgo: 10);
        Build().Run();
        Assert.Equal(before, File.GetLastWriteTimeUtc(_folder["w/artifacts/out/one/parts/b/app.txt"]));
        Assert.Equal("CHANGED", Build().Read("out/one/parts/a/app.txt"));
    }

    [Fact]
    public void Causes_name_rule_argument_and_inputs_that_came_or_went()
    {
        Write("w");
        Build().Run();
        File.Delete(_folder["w/apps/two/a/app.txt"]);
        _folder.Write("w/apps/two/c/app.txt", "new");

        var build = new SampleBuild(Workspace, _folder["cache"]) { Argument = "greeting=bye", Upper = new UpperRule("2") };
        var causes = build.Run()!.Actions.Outcomes.ToDictionary(outcome => outcome.Action.Label, outcome => string.Join(", ", outcome.Causes));

        Assert.Equal("rule upper changed", causes["//apps/one/a/app.txt"]);
        Assert.Equal("first build", causes["//apps/two/c/app.txt"]);
        Assert.Equal("argument greeting changed: hello → bye", causes["//one"]);
        Assert.Equal(
            "argument greeting changed: hello → bye, output of //apps/two/c/app.txt added, output of //apps/two/a/app.txt removed", causes["//two"]);
    }

    [Theory]
    [InlineData("all.txt", "damaged")]
    [InlineData("all.txt", null)]
    [InlineData("parts", null)]
    [InlineData("", null)]
    [InlineData("foreign.txt", "somebody's")]
    public void A_damaged_output_is_made_whole(string path, string? content)
    {
        Write("w");
        Build().Run();
        var before = SampleBuild.Snapshot(_folder["w/artifacts"]);
        var target = _folder[$"w/artifacts/out/one/{path}"].TrimEnd('/');
        if (content is not null)
            File.WriteAllText(target, content);
        else if (Directory.Exists(target))
            Directory.Delete(target, recursive: true);
        else
            File.Delete(target);

        var report = Build().Run()!;

        Assert.Equal(before, SampleBuild.Snapshot(_folder["w/artifacts"]));
        Assert.Equal(["out/one"], report.Repaired.Keys);
        Assert.Equal(0, report.Actions.Count(ActionStatus.Ran));
        Assert.Null(Build().Run());
    }

    [Theory]
    [InlineData("cas")]
    [InlineData("ac")]
    [InlineData(".")]
    public void Lost_outputs_come_back_without_the_cache(string lost)
    {
        Write("w");
        Build().Run();
        var before = SampleBuild.Snapshot(_folder["w/artifacts"]);
        Directory.Delete(_folder["w/artifacts/out"], recursive: true);
        Directory.Delete(Path.Combine(_folder["cache"], lost), recursive: true);

        var report = Build().Run()!;

        Assert.Equal(before, SampleBuild.Snapshot(_folder["w/artifacts"]));
        Assert.Contains(report.Actions.Outcomes, outcome => outcome.Status == ActionStatus.Ran && outcome.Causes.Any(cause => cause.Kind == CauseKind.CacheEntryMissing));
    }

    [Fact]
    public void Damaged_cache_entries_are_made_anew()
    {
        Write("w");
        Build().Run();
        var before = SampleBuild.Snapshot(_folder["w/artifacts"]);
        Directory.Delete(_folder["w/artifacts"], recursive: true);
        var entries = Directory.GetFiles(_folder["cache/cas"], "*", SearchOption.AllDirectories);
        for (var i = 0; i < entries.Length; i++)
            File.WriteAllBytes(entries[i], i % 2 == 0 ? [] : [.. File.ReadAllBytes(entries[i]).Select(b => (byte)(b ^ 1))]);

        Assert.True(Build().Run()!.Succeeded);

        Assert.Equal(before, SampleBuild.Snapshot(_folder["w/artifacts"]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void A_damaged_record_counts_as_none(int at)
    {
        Write("w");
        Build().Run();
        var record = _folder["w/artifacts/.ninja/record"];
        var bytes = File.ReadAllBytes(record);
        bytes[at] ^= 4;
        File.WriteAllBytes(record, bytes);
        Assert.True(BuildRecord.Load(record).IsEmpty);

        var report = Build().Run()!;

        Assert.Equal(6, report.Actions.Count(ActionStatus.Cached));
        Assert.Empty(report.Written);
        Assert.Null(Build().Run());
    }

    [Fact]
    public void A_build_of_some_folders_keeps_what_is_known_of_the_others_but_not_that_they_are_up_to_date()
    {
        Write("w");
        Build().Run();
        _folder.Write("w/apps/one/a/app.txt", "changed one", secondsAgo: 10);
        Build().Run(chart => chart == "two");

        var report = Build().Run()!;

        Assert.Equal(["out/one"], report.Written);
        Assert.Equal(4, report.Actions.Count(ActionStatus.UpToDate));
        Assert.Null(Build().Run());
    }

    [Fact]
    public void A_first_build_of_some_folders_does_not_pass_for_a_whole_one()
    {
        Write("w");
        Build().Run(chart => chart == "two");
        Assert.Equal(["out/one"], Build().Run()!.Written);
    }

    [Fact]
    public void A_folder_that_nothing_makes_any_more_is_removed_and_others_stay()
    {
        Write("w");
        Build().Run();
        _folder.Write("w/artifacts/out/mine/file.txt", "not made by a build");
        Directory.Delete(_folder["w/apps/two"], recursive: true);

        Assert.Equal(["out/two"], Build().Run()!.Removed);

        Assert.False(Directory.Exists(_folder["w/artifacts/out/two"]));
        Assert.True(File.Exists(_folder["w/artifacts/out/mine/file.txt"]));
        Assert.Null(Build().Run());
    }

    [Fact]
    public void A_failed_action_keeps_its_folder_as_it_was_and_all_errors_are_told()
    {
        Write("w");
        Build().Run();
        _folder.Write("w/apps/one/a/app.txt", "broken", secondsAgo: 10);
        _folder.Write("w/apps/one/b/app.txt", "bug", secondsAgo: 10);
        _folder.Write("w/apps/two/a/app.txt", "fine", secondsAgo: 10);

        var report = Build().Run()!;

        Assert.False(report.Succeeded);
        Assert.Equal(
            [
                "apps/one/a/app.txt:1:1: broken", "apps/one/a/app.txt:2:1: broken too",
                "//apps/one/b/app.txt: rule upper failed unexpectedly: InvalidOperationException: a fault of the rule",
            ],
            report.Actions.Errors);
        Assert.Equal("ONE A", Build().Read("out/one/parts/a/app.txt"));
        Assert.Equal("FINE", Build().Read("out/two/parts/a/app.txt"));
        Assert.Equal(ActionStatus.Skipped, report.Actions.Outcomes.Single(outcome => outcome.Action.Label == "//one").Status);
        Assert.False(Build().Run()!.Succeeded);
    }

    [Fact]
    public void An_output_folder_that_cannot_be_written_is_one_clear_error()
    {
        Write("w");
        _folder.Write("w/artifacts/out", "a file where a folder should be");
        var e = Assert.Throws<OutputException>(() => Build().Run());
        Assert.Contains("artifacts/out/", e.Message, StringComparison.Ordinal);
        Assert.Contains("cannot be written", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_build_stops_and_the_next_one_goes_on()
    {
        Write("w");
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Build().Run(cancellation: cancelled.Token));
        Assert.True(Build().Run()!.Succeeded);
    }

    [Fact]
    public void Builds_at_once_on_one_workspace_and_one_cache_all_succeed()
    {
        Write("w");
        var builds = Enumerable.Range(0, 4).Select(_ => Build()).ToList();
        Parallel.ForEach(builds, new ParallelOptions { MaxDegreeOfParallelism = 4 }, build => Assert.True(build.Run()?.Succeeded ?? true));
        Assert.Equal(4, builds.Sum(build => build.Upper.Runs));
    }

    [Fact]
    public void A_cache_folder_that_cannot_be_used_costs_one_warning()
    {
        Write("w");
        _folder.Write("cache", "no folder");
        var build = Build();
        Assert.True(build.Run()!.Succeeded);
        Assert.Single(build.Messages);
        Assert.Contains("cannot be used", build.Messages[0], StringComparison.Ordinal);
    }

    SampleBuild Build() => new(Workspace, _folder["cache"]);

    void Write(string workspace)
    {
        foreach (var (app, text) in new[] { ("one/a", "one a"), ("one/b", "one b"), ("two/a", "two a"), ("two/b", "two b") })
            _folder.Write($"{workspace}/apps/{app}/app.txt", text);
    }
}
