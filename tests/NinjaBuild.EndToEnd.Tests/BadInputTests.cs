namespace NinjaBuild.EndToEnd.Tests;

public sealed class BadInputTests
{
    static readonly bool IsRoot = Environment.UserName == "root";

    [Fact]
    public void Errors_of_all_files_come_at_once_with_exit_code_2_and_leave_earlier_outputs()
    {
        using var workspace = TestWorkspace.Sample();
        FrontDoor.Run(workspace, "ComposeCharts");
        var before = TestWorkspace.Contents(workspace.Charts);

        workspace.Replace("apps/dojo/app.yaml", "replicas: 1", "replica: 1");
        workspace.Replace("apps/demo/hello-worker/app.yaml", "type: worker", "type: wroker");
        workspace.Replace("charts/manman-host/compose.yaml", "status-processor", "status-procesor");
        var result = FrontDoor.Run(workspace, "ComposeCharts");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("apps/dojo/app.yaml:10:1: unknown field 'replica'; did you mean 'replicas'?", result.Output, StringComparison.Ordinal);
        Assert.Contains("apps/demo/hello-worker/app.yaml:2:7:", result.Output, StringComparison.Ordinal);
        Assert.Contains("did you mean 'worker'?", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Output, StringComparison.Ordinal);
        Assert.Equal(before, TestWorkspace.Contents(workspace.Charts));
    }

    [Theory]
    [InlineData("apps/shop/app.yaml", "name: shop\nname: shop\ntype: worker\nversion: 1\n", "apps/shop/app.yaml:2:1:")]
    [InlineData("apps/shop/app.yaml", "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n", "apps/shop/app.yaml:5:")]
    [InlineData("apps/shop/app.yaml", "", "apps/shop/app.yaml:1:1:")]
    [InlineData("charts/shop/compose.yaml", "name: shop\nversion: 0.1.0\napps: [shop]\nmanifests: [../../secret.yaml]\n", "charts/shop/compose.yaml:4:13:")]
    [InlineData("charts/shop/compose.yaml", "name: shop\nversion: 0.1.0\napps: [shop]\nmanifests: [missing.yaml]\n", "charts/shop/compose.yaml:4:13: there is no file charts/shop/missing.yaml")]
    [InlineData("charts/shop/compose.yaml", "name: shop\nversion: 0.1.0\napps: [shop]\nenvironments: { dev: { values: { apps: { shop: { replica: 1 } } } } }\n", "the chart has no value 'apps.shop.replica'; did you mean 'replicas'?")]
    [InlineData("ninja.yaml", "workspace: Small\n", "ninja.yaml:1:12:")]
    public void A_faulty_file_is_named_with_line_and_column(string path, string text, string expected)
    {
        using var workspace = TestWorkspace.Small();
        workspace.Write(path, text);

        var result = FrontDoor.Run(workspace, "ComposeCharts");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_huge_file_is_refused_by_its_size()
    {
        using var workspace = TestWorkspace.Small();
        using (var file = File.Create(workspace.PathOf("apps/shop/app.yaml")))
            file.SetLength(100 << 20);

        var result = FrontDoor.Run(workspace, "ComposeCharts");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("apps/shop/app.yaml:1:1: is 104,857,600 bytes long", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Invalid_utf8_is_found_at_its_line_and_column()
    {
        using var workspace = TestWorkspace.Small();
        File.WriteAllBytes(workspace.PathOf("apps/shop/app.yaml"), [.. "name: shop\ntype: "u8, 0xff, 0xfe, (byte)'\n']);

        var result = FrontDoor.Run(workspace, "ComposeCharts");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("apps/shop/app.yaml:2:7:", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_symbolic_link_out_of_the_workspace_is_refused()
    {
        using var workspace = TestWorkspace.Small();
        File.Delete(workspace.PathOf("apps/shop/app.yaml"));
        File.CreateSymbolicLink(workspace.PathOf("apps/shop/app.yaml"), "/etc/hostname");

        var result = FrontDoor.Run(workspace, "ComposeCharts");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("apps/shop/app.yaml:1:1: is a symbolic link out of the workspace", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workspace_without_ninja_yaml_or_without_charts_says_what_to_write()
    {
        using var nothing = new TestWorkspace();
        using var empty = new TestWorkspace();
        empty.Write("ninja.yaml", "workspace: empty\n");

        var first = FrontDoor.Run(nothing, "ComposeCharts");
        var second = FrontDoor.Run(empty, "ComposeCharts");

        Assert.Equal((2, 2), (first.ExitCode, second.ExitCode));
        Assert.Contains("it has no ninja.yaml", first.Output, StringComparison.Ordinal);
        Assert.Contains("the workspace declares no charts", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_the_command_line_gets_wrong_are_answered_with_the_nearest()
    {
        using var workspace = TestWorkspace.Small();

        var result = FrontDoor.Run(workspace, "ComposeCharts", "--chart", "shopp", "--env", "deb");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--chart shopp: there is none of that name; did you mean 'shop'?", result.Output, StringComparison.Ordinal);
        Assert.Contains("--env deb: there is none of that name; did you mean 'dev'?", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_artifacts_folder_that_is_a_file_fails_with_exit_code_1()
    {
        using var workspace = TestWorkspace.Small();
        workspace.Write("artifacts", "in the way");

        var result = FrontDoor.Run(workspace, "ComposeCharts");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("artifacts", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_read_only_artifacts_folder_fails_with_exit_code_1_and_an_unusable_cache_does_not()
    {
        using var workspace = TestWorkspace.Small();
        File.WriteAllText(workspace.Cache, "no folder");
        var withoutCache = FrontDoor.Run(workspace, "ComposeCharts");
        Assert.True(withoutCache.ExitCode == 0, withoutCache.Output);
        Assert.Contains("cache", withoutCache.Output, StringComparison.Ordinal);

        if (IsRoot)
            return; // Permissions do not hold for root.
        workspace.Replace("apps/shop/app.yaml", "1.0.0", "1.1.0");
        File.SetUnixFileMode(workspace.PathOf("artifacts"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.SetUnixFileMode(workspace.PathOf("artifacts/.ninja"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var readOnly = FrontDoor.Run(workspace, "ComposeCharts");
        Assert.Equal(1, readOnly.ExitCode);
        Assert.Contains("cannot be written", readOnly.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Template_syntax_in_a_declaration_comes_out_as_it_stands()
    {
        using var workspace = TestWorkspace.Small();
        workspace.Write("apps/shop/app.yaml", workspace.Read("apps/shop/app.yaml") + "description: \"{{ fail `no` }} [[ fail `no` ]]\"\nenv: { A: \"{{ .Values.x }}\", B: \"[[ .app ]]\" }\n");

        var result = FrontDoor.Run(workspace, "ComposeCharts");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("A: '{{ .Values.x }}'", workspace.Read("artifacts/charts/shop/values.yaml"), StringComparison.Ordinal);
        Assert.Contains("B: '[[ .app ]]'", workspace.Read("artifacts/charts/shop/values.yaml"), StringComparison.Ordinal);
    }
}
