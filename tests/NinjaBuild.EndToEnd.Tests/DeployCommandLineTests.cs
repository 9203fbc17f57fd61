namespace NinjaBuild.EndToEnd.Tests;

public sealed class DeployCommandLineTests
{
    [Fact]
    public void Everything_that_is_wrong_with_the_command_line_is_told_at_once_and_nothing_is_composed()
    {
        using var workspace = TestWorkspace.Small();

        var result = FrontDoor.Run(workspace, "Deploy", "--env", "deb", "--chart", "shopp", "--timeout", "10", "--image", "shop", "--engine", "hlem");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--env deb: there is none of that name; did you mean 'dev'?", result.Output, StringComparison.Ordinal);
        Assert.Contains("--chart shopp: there is none of that name; did you mean 'shop'?", result.Output, StringComparison.Ordinal);
        Assert.Contains("--timeout 10: is no time: ", result.Output, StringComparison.Ordinal);
        Assert.Contains("--image shop: write it as APP=REF", result.Output, StringComparison.Ordinal);
        Assert.Contains("--engine hlem: is none of native, helm; did you mean 'helm'?", result.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(workspace.Charts));
    }

    [Theory]
    [InlineData("Deploy", "Deploy needs --env NAME: one of dev")]
    [InlineData("DeployPlan", "DeployPlan needs --env NAME: one of dev")]
    [InlineData("Rollback", "Rollback needs --chart NAME")]
    [InlineData("Undeploy", "Undeploy needs --chart NAME")]
    [InlineData("DeployStatus", "DeployStatus needs --env NAME: one of dev")]
    [InlineData("DiffLive", "DiffLive needs --env NAME: one of dev")]
    public void A_target_says_which_flag_it_lacks(string target, string message)
    {
        using var workspace = TestWorkspace.Small();
        var result = FrontDoor.Run(workspace, target);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DeployStatus")]
    [InlineData("Undeploy", "--chart", "gone")]
    public void What_is_deployed_is_asked_of_the_cluster_whatever_is_wrong_with_the_apps(params string[] arguments)
    {
        using var workspace = TestWorkspace.Small();
        workspace.Replace("ninja.yaml", "dev: {}", "dev: { context: nowhere }");
        workspace.Replace("apps/shop/app.yaml", "external-api", "extrnal-api");
        workspace.Environment["KUBECONFIG"] = workspace.PathOf("none");

        var result = FrontDoor.Run(workspace, [.. arguments, "--env", "dev"]);

        Assert.Equal(1, result.ExitCode);
        Assert.DoesNotContain("app.yaml", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_charts_with_one_name_neither_declaration_says_where_it_is_deployed()
    {
        using var workspace = TestWorkspace.Small();
        workspace.Replace("ninja.yaml", "dev: {}", "dev: { context: nowhere }");
        workspace.Write("charts/twin/compose.yaml", "name: shop\nversion: 0.1.0\nnamespace: twin\napps: [shop]\n");

        var result = FrontDoor.Run(workspace, "DeployStatus", "--env", "dev", "--chart", "shop", "--engine", "helm");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("charts/twin/compose.yaml:1:7: ", result.Output, StringComparison.Ordinal);
        Assert.Contains("the chart 'shop' is declared in charts/shop/compose.yaml too", result.Output, StringComparison.Ordinal);
        Assert.Contains("--chart shop: there is none of that name", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_environment_without_a_cluster_is_named_with_its_place()
    {
        using var workspace = TestWorkspace.Small();
        var result = FrontDoor.Run(workspace, "Deploy", "--env", "dev");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("ninja.yaml:3:22: environment 'dev' names no cluster: give it the kubectl context of one, 'context: NAME'", result.Output, StringComparison.Ordinal);
    }
}
