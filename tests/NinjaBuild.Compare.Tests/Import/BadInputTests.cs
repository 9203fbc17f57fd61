using NinjaBuild.Compare.Import;
using NinjaBuild.Compare.Import.Writing;
using NinjaBuild.Helm.Charts;

namespace NinjaBuild.Compare.Tests.Import;

public sealed class BadInputTests
{
    [Theory]
    [InlineData("shop")]
    [InlineData("charts")]
    [InlineData("charts/a/b")]
    [InlineData("charts/../apps")]
    [InlineData("/tmp/charts/shop")]
    [InlineData("charts/Shop")]
    public void A_chart_goes_to_charts_and_nowhere_else(string to)
    {
        using var workspace = ImportedWorkspace.Of(LiveText.Deployment("web"));

        var error = Assert.Throws<ImportException>(() => ChartImport.Run(workspace.Request with { To = to }));

        Assert.Equal($"--to {to}: a chart is declared in charts/<name>, the name in lower-case letters, digits and hyphens", Assert.Single(error.Problems));
    }

    [Fact]
    public void A_folder_that_is_no_chart_and_a_path_that_leads_nowhere_are_said()
    {
        using var workspace = ImportedWorkspace.Of(LiveText.Deployment("web"));
        File.Delete(Path.Combine(workspace.Chart, "Chart.yaml"));

        Assert.Contains("Chart.yaml", Assert.Throws<ChartException>(() => ChartImport.Run(workspace.Request)).Message, StringComparison.Ordinal);
        Assert.Contains("there is no such folder or archive", Assert.Throws<ChartException>(() => ChartImport.Run(workspace.Request with { Path = workspace.Chart + "x" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chart_that_does_not_render_says_so_for_every_environment()
    {
        using var workspace = new ImportedWorkspace(new Dictionary<string, string>
        {
            ["templates/a.yaml"] = "{{ required \"give a host\" .Values.host }}",
            ["values-dev.yaml"] = "",
            ["values-prod.yaml"] = "",
        });

        var error = Assert.Throws<ChartException>(() => ChartImport.Run(workspace.Request));

        Assert.Equal(["(environment dev)", "(environment prod)"], error.Problems.Select(problem => problem.Message[problem.Message.LastIndexOf('(')..]));
        Assert.All(error.Problems, problem => Assert.Contains("give a host", problem.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_values_file_that_is_missing_is_named()
    {
        using var workspace = ImportedWorkspace.Of(LiveText.Deployment("web"));

        var error = Assert.Throws<ChartException>(() => ChartImport.Run(workspace.Request with { Environments = ["dev"], ValuesFiles = ["/nowhere/prod.yaml"] }));

        Assert.Contains("/nowhere/prod.yaml: there is no such file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Environments_that_ninja_yaml_does_not_know_are_all_named()
    {
        using var workspace = ImportedWorkspace.Of(LiveText.Deployment("web"));

        var error = Assert.Throws<ImportException>(() => ChartImport.Run(workspace.Request with { Environments = ["dve", "live"] }));

        Assert.Equal(
            ["--env dve: there is no such environment in ninja.yaml; did you mean 'dev'?", "--env live: there is no such environment in ninja.yaml"],
            error.Problems);
    }

    [Fact]
    public void A_chart_that_renders_to_nothing_asks_for_values()
    {
        using var workspace = ImportedWorkspace.Of("{{- if .Values.enabled }}\nkind: x\n{{- end }}\n");

        Assert.Contains("renders to no objects", Assert.Single(Assert.Throws<ImportException>(() => ChartImport.Run(workspace.Request)).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_in_the_way_are_all_named_and_nothing_is_written_without_force()
    {
        using var workspace = ImportedWorkspace.Of(LiveText.Deployment("web"), LiveText.Deployment("api"));
        workspace.Import();
        File.Delete(Path.Combine(workspace.Root, "charts/shop/migration.yaml"));
        workspace.Write("workspace/charts/shop/compose.yaml", "mine\n");

        var error = Assert.Throws<ImportException>(() => workspace.Import());

        Assert.Equal(
            ["charts/shop/compose.yaml exists: --force replaces it", "apps/shop/web/app.yaml exists: --force replaces it", "apps/shop/api/app.yaml exists: --force replaces it"],
            error.Problems.Order(StringComparer.Ordinal).Reverse().OrderByDescending(problem => problem.StartsWith("charts", StringComparison.Ordinal)));
        Assert.Equal("mine\n", workspace.Read("charts/shop/compose.yaml"));
        Assert.False(File.Exists(Path.Combine(workspace.Root, "charts/shop/migration.yaml")));

        workspace.Import(force: true);

        Assert.StartsWith("name: shop\n", workspace.Read("charts/shop/compose.yaml"), StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateFiles(workspace.Root, "*", SearchOption.AllDirectories), file => file.Contains("import-", StringComparison.Ordinal) && file.EndsWith(".old", StringComparison.Ordinal));
    }

    [Fact]
    public void A_write_that_fails_leaves_everything_as_it_was()
    {
        using var workspace = ImportedWorkspace.Of();
        workspace.Write("workspace/a.yaml", "old\n");
        workspace.Write("workspace/b", "a file where a folder is needed\n");

        Assert.Throws<ImportException>(() => ImportedFiles.Write(workspace.Root, [new ImportedFile("a.yaml", "new\n"), new ImportedFile("b/c.yaml", "new\n")], force: true));

        Assert.Equal(["a.yaml", "b", "ninja.yaml"], Directory.EnumerateFileSystemEntries(workspace.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("old\n", workspace.Read("a.yaml"));
    }

    [Fact]
    public void An_app_whose_name_is_taken_elsewhere_gets_the_charts_name_in_front_and_keeps_its_live_names()
    {
        using var workspace = ImportedWorkspace.Of(LiveText.Deployment("web"));
        workspace.Write("workspace/apps/other/app.yaml", "name: web\ntype: worker\nversion: 1.0.0\nimage: { repository: ghcr.io/example/web }\n");

        var result = workspace.Import();

        Assert.Equal("shop-web", Assert.Single(result.Apps).Name);
        Assert.Contains("App shop-web is named so because apps/other/app.yaml declares an app web", result.Decisions);
        Assert.Empty(InferenceTests.Removed(workspace.Compare("dev")));
    }

    [Fact]
    public void A_folder_that_is_no_workspace_is_said()
    {
        using var workspace = ImportedWorkspace.Of(LiveText.Deployment("web"));
        File.Delete(Path.Combine(workspace.Root, "ninja.yaml"));

        Assert.Contains("is no workspace", Assert.Single(Assert.Throws<ImportException>(() => ChartImport.Run(workspace.Request)).Problems), StringComparison.Ordinal);
    }
}
