namespace NinjaBuild.EndToEnd.Tests;

public sealed class HermeticBuildTests
{
    [Fact]
    public void Two_folders_two_locales_and_any_number_of_threads_give_the_same_bytes()
    {
        using var one = TestWorkspace.Sample();
        using var other = TestWorkspace.Sample();
        other.Environment["LC_ALL"] = "tr_TR.UTF-8";
        other.Environment["TZ"] = "Pacific/Auckland";
        other.Environment["DOTNET_PROCESSOR_COUNT"] = "1";

        Assert.Equal(0, FrontDoor.Run(one, "PackageCharts").ExitCode);
        Assert.Equal(0, FrontDoor.Run(other, "PackageCharts", "--no-cache").ExitCode);

        Assert.Equal(TestWorkspace.Contents(one.Charts), TestWorkspace.Contents(other.Charts));
        Assert.Equal(
            TestWorkspace.Contents(one.PathOf("artifacts/packages")), TestWorkspace.Contents(other.PathOf("artifacts/packages")));
    }

    [Fact]
    public void A_second_checkout_takes_everything_from_the_cache_with_the_same_bytes()
    {
        using var one = TestWorkspace.Sample();
        using var other = TestWorkspace.Sample(one.Cache);

        FrontDoor.Run(one, "ComposeCharts");
        var second = FrontDoor.Run(other, "ComposeCharts", "--explain");

        Assert.Equal(0, second.ExitCode);
        Assert.DoesNotContain(" ran: ", second.Output, StringComparison.Ordinal);
        Assert.Equal(TestWorkspace.Contents(one.Charts), TestWorkspace.Contents(other.Charts));
    }

    [Fact]
    public void A_changed_app_composes_its_own_files_and_its_charts_and_nothing_else()
    {
        using var workspace = TestWorkspace.Sample();
        FrontDoor.Run(workspace, "ComposeCharts");

        workspace.Replace("apps/demo/hello-worker/app.yaml", "version: 0.1.0", "version: 0.2.0");
        var output = FrontDoor.Run(workspace, "ComposeCharts", "--explain").Output;

        var ran = output.Split('\n').Where(line => line.Contains(" ran: ", StringComparison.Ordinal))
            .Select(line => line[line.IndexOf("//", StringComparison.Ordinal)..line.IndexOf(" ran", StringComparison.Ordinal)]).Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "//charts/demo-all-types", "//charts/demo-all-types:check", "//charts/demo-all-types:checked", "//charts/demo-all-types:hello-worker",
                "//charts/demo-api-worker", "//charts/demo-api-worker:check", "//charts/demo-api-worker:checked", "//charts/demo-api-worker:hello-worker",
            ],
            ran);
        Assert.Contains("input apps/demo/hello-worker/app.yaml changed", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_touched_file_composes_nothing()
    {
        using var workspace = TestWorkspace.Small();
        FrontDoor.Run(workspace, "ComposeCharts");

        File.SetLastWriteTimeUtc(workspace.PathOf("apps/shop/app.yaml"), DateTime.UtcNow.AddMinutes(1));

        Assert.Contains("Nothing has changed", FrontDoor.Run(workspace, "ComposeCharts").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_template_of_the_workspace_is_named_as_the_cause()
    {
        using var workspace = TestWorkspace.Small();
        FrontDoor.Run(workspace, "ComposeCharts");

        workspace.Write("templates/service.yaml.tmpl", File.ReadAllText(Path.Combine(FrontDoor.Root, "templates/service.yaml.tmpl")) + "# changed\n");
        var output = FrontDoor.Run(workspace, "ComposeCharts", "--explain").Output;

        Assert.Contains("//charts/shop:shop ran: input templates/service.yaml.tmpl changed", output, StringComparison.Ordinal);
        Assert.EndsWith("# changed\n", workspace.Read("artifacts/charts/shop/templates/shop-service.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Deleted_and_damaged_outputs_and_cache_entries_heal()
    {
        using var workspace = TestWorkspace.Sample();
        FrontDoor.Run(workspace, "ComposeCharts");
        var whole = TestWorkspace.Contents(workspace.Charts);

        File.Delete(Path.Combine(workspace.Charts, "dojo", "values.yaml"));
        File.AppendAllText(Path.Combine(workspace.Charts, "demo-job", "Chart.yaml"), "x");
        Directory.Delete(Path.Combine(workspace.Charts, "todo-app"), recursive: true);
        File.WriteAllText(Path.Combine(workspace.Charts, "manman-host", "stray.txt"), "not ours");
        foreach (var entry in Directory.EnumerateFiles(workspace.Cache, "*", SearchOption.AllDirectories).Where((_, index) => index % 3 == 0))
            File.WriteAllText(entry, "damaged");

        Assert.Equal(0, FrontDoor.Run(workspace, "ComposeCharts").ExitCode);
        Assert.Equal(whole, TestWorkspace.Contents(workspace.Charts));
    }

    [Fact]
    public void A_chart_that_is_no_longer_declared_is_removed()
    {
        using var workspace = TestWorkspace.Sample();
        FrontDoor.Run(workspace, "ComposeCharts");

        Directory.Delete(workspace.PathOf("charts/demo-job"), recursive: true);

        Assert.Equal(0, FrontDoor.Run(workspace, "ComposeCharts").ExitCode);
        Assert.False(Directory.Exists(Path.Combine(workspace.Charts, "demo-job")));
        Assert.True(Directory.Exists(Path.Combine(workspace.Charts, "dojo")));
    }

    [Fact]
    public void A_build_of_one_chart_leaves_the_others_to_the_next()
    {
        using var workspace = TestWorkspace.Sample();
        FrontDoor.Run(workspace, "ComposeCharts");
        workspace.Replace("apps/demo/hello-worker/app.yaml", "version: 0.1.0", "version: 0.2.0");

        FrontDoor.Run(workspace, "ComposeCharts", "--chart", "demo-api-worker");
        var first = workspace.Read("artifacts/charts/demo-all-types/values.yaml");
        FrontDoor.Run(workspace, "ComposeCharts");
        var second = workspace.Read("artifacts/charts/demo-all-types/values.yaml");

        Assert.DoesNotContain("0.2.0", first, StringComparison.Ordinal);
        Assert.Contains("0.2.0", second, StringComparison.Ordinal);
        Assert.Contains("0.2.0", workspace.Read("artifacts/charts/demo-api-worker/values.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_package_follows_a_change_that_was_composed_before()
    {
        using var workspace = TestWorkspace.Small();
        FrontDoor.Run(workspace, "PackageCharts");
        var before = TestWorkspace.Contents(workspace.PathOf("artifacts/packages"));

        workspace.Replace("apps/shop/app.yaml", "version: 1.0.0", "version: 1.1.0");
        FrontDoor.Run(workspace, "ComposeCharts");
        FrontDoor.Run(workspace, "PackageCharts");

        Assert.NotEqual(before, TestWorkspace.Contents(workspace.PathOf("artifacts/packages")));
    }

    [Fact]
    public void After_a_first_build_that_also_packed_there_is_nothing_to_do()
    {
        using var workspace = TestWorkspace.Small();
        FrontDoor.Run(workspace, "ComposeCharts", "PackageCharts", "Graph");

        Assert.Contains("Nothing has changed", FrontDoor.Run(workspace, "ComposeCharts").Output, StringComparison.Ordinal);
        Assert.Contains("Nothing has changed", FrontDoor.Run(workspace, "PackageCharts").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_of_the_build_composes_only_what_uses_it()
    {
        using var workspace = TestWorkspace.Sample();
        FrontDoor.Run(workspace, "ComposeCharts");

        var output = FrontDoor.Run(workspace, "ComposeCharts", "--input", "git-sha=4f2c1e9", "--explain").Output;

        Assert.Contains("//charts/todo-app ran: argument git-sha added: 4f2c1e9", output, StringComparison.Ordinal);
        Assert.DoesNotContain("//charts/dojo ran", output, StringComparison.Ordinal);
        Assert.Contains("tag: 1.4.0-4f2c1e9", workspace.Read("artifacts/charts/todo-app/values.yaml"), StringComparison.Ordinal);
    }
}
