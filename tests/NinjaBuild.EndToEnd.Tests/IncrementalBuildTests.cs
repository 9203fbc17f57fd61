namespace NinjaBuild.EndToEnd.Tests;

public sealed class IncrementalBuildTests
{
    [Fact]
    public void After_any_change_a_build_on_top_gives_what_a_clean_one_gives()
    {
        using var workspace = TestWorkspace.Sample();
        FrontDoor.Run(workspace, "ComposeCharts");

        foreach (var (name, change) in Changes(workspace))
        {
            change();
            var onTop = FrontDoor.Run(workspace, "ComposeCharts");
            Assert.True(onTop.ExitCode == 0, $"{name}: {onTop.Output}");

            using var clean = Copy(workspace);
            Assert.Equal(0, FrontDoor.Run(clean, "ComposeCharts", "--no-cache").ExitCode);
            Assert.True(
                TestWorkspace.Contents(clean.Charts).SequenceEqual(TestWorkspace.Contents(workspace.Charts)), $"{name}: the charts differ from a clean build's");
        }
    }

    [Fact]
    public void A_change_that_breaks_another_file_is_found_though_that_file_was_not_read()
    {
        using var workspace = TestWorkspace.Sample();
        FrontDoor.Run(workspace, "ComposeCharts");

        workspace.Replace("apps/demo/hello-worker/app.yaml", "name: hello-worker", "name: hello-walker");
        var renamed = FrontDoor.Run(workspace, "ComposeCharts");
        workspace.Replace("apps/demo/hello-worker/app.yaml", "name: hello-walker", "name: dojo");
        var duplicate = FrontDoor.Run(workspace, "ComposeCharts");

        Assert.Equal((2, 2), (renamed.ExitCode, duplicate.ExitCode));
        Assert.Contains("charts/demo-all-types/compose.yaml:", renamed.Output, StringComparison.Ordinal);
        Assert.Contains("charts/demo-api-worker/compose.yaml:", renamed.Output, StringComparison.Ordinal);
        Assert.Contains("did you mean 'hello-walker'?", renamed.Output, StringComparison.Ordinal);
        Assert.Contains("apps/dojo/app.yaml", duplicate.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_circle_of_charts_is_found_though_not_every_chart_on_it_was_read_and_so_is_one_that_is_gone()
    {
        using var workspace = TestWorkspace.Small();
        foreach (var (chart, dependency) in new[] { ("a", "b"), ("b", "c"), ("c", "shop") })
        {
            workspace.Write($"charts/{chart}/extra.yaml", $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: {chart} }}\n");
            workspace.Write($"charts/{chart}/compose.yaml", $"name: {chart}\nversion: 0.1.0\nmanifests: [extra.yaml]\ndependsOn: [{dependency}]\n");
        }

        var good = FrontDoor.Run(workspace, "ComposeCharts");
        workspace.Replace("charts/shop/compose.yaml", "version: 0.1.0", "version: 0.2.0\ndependsOn: [a]");
        var circle = FrontDoor.Run(workspace, "ComposeCharts");
        workspace.Replace("charts/shop/compose.yaml", "dependsOn: [a]", "");
        Directory.Delete(workspace.PathOf("charts/b"), recursive: true);
        var gone = FrontDoor.Run(workspace, "ComposeCharts");

        Assert.True(good.ExitCode == 0, good.Output);
        Assert.Equal((2, 2), (circle.ExitCode, gone.ExitCode));
        Assert.Contains("dependsOn goes in a circle: a (charts/a/compose.yaml:4:13) -> b (charts/b/compose.yaml:4:13) -> c (charts/c/compose.yaml:4:13) -> shop (charts/shop/compose.yaml:3:13) -> a", circle.Output, StringComparison.Ordinal);
        Assert.Contains("charts/a/compose.yaml:4:13: there is no chart 'b' in the workspace", gone.Output, StringComparison.Ordinal);
    }

    static IEnumerable<(string Name, Action Change)> Changes(TestWorkspace workspace)
    {
        yield return ("an app gets another image", () => workspace.Replace("apps/dojo/app.yaml", "version: 0.3.0", "version: 0.4.0"));
        yield return ("an app is renamed with its charts", () =>
        {
            workspace.Replace("apps/demo/hello-worker/app.yaml", "name: hello-worker", "name: hello-walker");
            workspace.Replace("charts/demo-all-types/compose.yaml", "hello-worker", "hello-walker");
            workspace.Replace("charts/demo-api-worker/compose.yaml", "hello-worker", "hello-walker");
        }
        );
        yield return ("an app moves to another folder", () =>
        {
            Directory.CreateDirectory(workspace.PathOf("apps/elsewhere"));
            Directory.Move(workspace.PathOf("apps/demo/hello-job"), workspace.PathOf("apps/elsewhere/hello-job"));
        }
        );
        yield return ("two apps swap their names", () =>
        {
            var (fastapi, python) = (workspace.Read("apps/demo/hello-fastapi/app.yaml"), workspace.Read("apps/demo/hello-python/app.yaml"));
            workspace.Write("apps/demo/hello-fastapi/app.yaml", fastapi.Replace("name: hello-fastapi", "name: hello-python", StringComparison.Ordinal));
            workspace.Write("apps/demo/hello-python/app.yaml", python.Replace("name: hello-python", "name: hello-fastapi", StringComparison.Ordinal));
        }
        );
        yield return ("an app leaves a chart", () => workspace.Replace("charts/demo-api-worker/compose.yaml", ", hello-walker", ""));
        yield return ("an app joins a chart", () => workspace.Replace("charts/dojo/compose.yaml", "apps: [dojo]", "apps: [dojo, hello-walker]"));
        yield return ("a chart is renamed", () =>
        {
            Directory.Move(workspace.PathOf("charts/demo-job"), workspace.PathOf("charts/demo-once"));
            workspace.Replace("charts/demo-once/compose.yaml", "name: demo-job", "name: demo-once");
        }
        );
        yield return ("a chart is deployed after another", () => workspace.Write("charts/dojo/compose.yaml", workspace.Read("charts/dojo/compose.yaml") + "dependsOn: [demo-once]\n"));
        yield return ("an extra manifest comes", () =>
        {
            workspace.Write("apps/dojo/extra.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: extra }\ndata: { A: one }\n");
            workspace.Write("apps/dojo/app.yaml", workspace.Read("apps/dojo/app.yaml") + "manifests: [extra.yaml]\n");
        }
        );
        yield return ("an extra manifest changes", () => workspace.Replace("apps/dojo/extra.yaml", "one", "two"));
        yield return ("configuration comes from a file", () =>
        {
            workspace.Write("apps/demo/hello-worker/app.toml", "a = 1\n");
            workspace.Write("apps/demo/hello-worker/app.yaml", workspace.Read("apps/demo/hello-worker/app.yaml") + "config: { files: { app.toml: app.toml }, mountPath: /etc/app }\n");
        }
        );
        yield return ("the file of the configuration changes", () => workspace.Write("apps/demo/hello-worker/app.toml", "a = 2\n"));
        yield return ("an environment comes", () => workspace.Replace("ninja.yaml", "  dev: {", "  test: {}\n  dev: {"));
        yield return ("the workspace gets a template of its own", () =>
            workspace.Write("templates/notes.txt.tmpl", "Notes of [[ .chart.name ]].\n"));
        yield return ("the template goes again", () => File.Delete(workspace.PathOf("templates/notes.txt.tmpl")));
    }

    static TestWorkspace Copy(TestWorkspace workspace)
    {
        var copy = new TestWorkspace();
        foreach (var file in Directory.EnumerateFiles(workspace.Root, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(workspace.Root, file);
            if (!path.StartsWith("artifacts", StringComparison.Ordinal) && !path.StartsWith(".nuke", StringComparison.Ordinal))
                copy.Write(path, File.ReadAllText(file));
        }

        return copy;
    }
}
