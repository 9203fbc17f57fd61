using System.Diagnostics;

namespace NinjaBuild.EndToEnd.Tests;

public sealed class CompareManualTests
{
    const string Manual = "charts/shop/manual";

    [Fact]
    public void A_hand_written_chart_that_renders_to_the_same_shows_nothing()
    {
        using var workspace = WithManual();

        var result = FrontDoor.Run(workspace, "CompareManual");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("shop   dev                3     3        0      0        0         0          0         0         0", result.Output, StringComparison.Ordinal);
        Assert.Equal(["dev.html", "dev.json", "dev.md"], Reports(workspace));
        Assert.Contains("- [x] all resources are present", workspace.Read("artifacts/compare/shop/dev.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_would_break_fails_and_is_accepted_with_a_reason_until_its_day()
    {
        using var workspace = WithManual();
        workspace.Replace($"{Manual}/templates/shop-deployment.yaml", "\"selector\" (dict", "\"selector\" (dict \"app\" \"shop\"");

        var open = FrontDoor.Run(workspace, "CompareManual");
        Assert.Equal(1, open.ExitCode);
        Assert.Contains("breaking  spec.selector.matchLabels.app: shop → – (immutable:", open.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[", open.Output, StringComparison.Ordinal);
        Assert.Equal(0, FrontDoor.Run(workspace, "CompareManual", "--fail-on", "none").ExitCode);
        Assert.Equal(2, FrontDoor.Run(workspace, "CompareManual", "--fail-on", "braking").ExitCode);

        workspace.Write("charts/shop/migration.yaml", "phase: adoption\naccepted:\n  - objects: Deployment/shop\n    rule: immutable\n    reason: is made anew at night\n");
        var accepted = FrontDoor.Run(workspace, "CompareManual");
        Assert.Equal(0, accepted.ExitCode);
        Assert.Contains("(phase: adoption)", accepted.Output, StringComparison.Ordinal);

        workspace.Write("charts/shop/migration.yaml", workspace.Read("charts/shop/migration.yaml") + "    until: 2020-01-01\n");
        var expired = FrontDoor.Run(workspace, "CompareManual");
        Assert.Equal(1, expired.ExitCode);
        Assert.Contains("charts/shop/migration.yaml:3:5: was accepted until 2020-01-01", expired.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_compared_again_until_a_side_changes()
    {
        using var workspace = WithManual();
        FrontDoor.Run(workspace, "CompareManual");
        Assert.Contains("Nothing has changed since the charts were compared", FrontDoor.Run(workspace, "CompareManual").Output, StringComparison.Ordinal);

        // A build in between must not make the comparison forget what changed.
        workspace.Replace($"{Manual}/values.yaml", "replicas: 1", "replicas: 3");
        FrontDoor.Run(workspace, "ComposeCharts");
        Assert.Contains("spec.replicas: 3 → 1", FrontDoor.Run(workspace, "CompareManual").Output, StringComparison.Ordinal);

        workspace.Replace("apps/shop/app.yaml", "port: 8000", "port: 8000\nreplicas: 3");
        Assert.DoesNotContain("spec.replicas", FrontDoor.Run(workspace, "CompareManual").Output, StringComparison.Ordinal);
        Directory.Delete(workspace.PathOf(Manual), recursive: true);
        Assert.Contains("No chart has a hand-written one", FrontDoor.Run(workspace, "CompareManual").Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(workspace.PathOf("artifacts/compare/shop")));
    }

    [Theory]
    [InlineData($"{Manual}/templates/shop-service.yaml", "{{ nil.x }}", "charts/shop/manual: ")]
    [InlineData($"{Manual}/templates/shop-service.yaml", "- no object", "shop/templates/shop-service.yaml")]
    [InlineData($"{Manual}/templates/more.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n", "charts/shop/manual/templates/more.yaml: ConfigMap shop/a stands here a second time")]
    [InlineData($"{Manual}/values-dev.yaml", "a: [}", "charts/shop/manual/values-dev.yaml:1:5")]
    [InlineData("charts/shop/migration.yaml", "phaze: adoption\n", "charts/shop/migration.yaml:1:1: unknown field 'phaze'; did you mean 'phase'?")]
    public void A_chart_that_cannot_be_compared_is_named_and_the_others_are_compared(string path, string text, string expected)
    {
        using var workspace = WithManual();
        workspace.Write("apps/other/app.yaml", "name: other\ntype: worker\nversion: 1.0.0\n");
        workspace.Write("charts/other/compose.yaml", "name: other\nversion: 0.1.0\napps: [other]\n");
        FrontDoor.Run(workspace, "ComposeCharts");
        Copy(workspace, "other");
        workspace.Write(path, text);

        var result = FrontDoor.Run(workspace, "CompareManual");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(expected, result.Output, StringComparison.Ordinal);
        Assert.Contains("other  dev                1     1 ", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chart_elsewhere_may_be_a_folder_or_an_archive()
    {
        using var workspace = TestWorkspace.Small();
        FrontDoor.Run(workspace, "ComposeCharts", "PackageCharts");
        var archive = FrontDoor.Run(workspace, "CompareManual", "--chart", "shop", "--manual", workspace.PathOf("artifacts/packages/shop/shop-0.1.0.tgz"));
        var folder = FrontDoor.Run(workspace, "CompareManual", "--chart", "shop", "--manual", workspace.PathOf("artifacts/charts/shop"));

        Assert.Equal((0, 0), (archive.ExitCode, folder.ExitCode));
        Assert.Equal(["dev.html", "dev.json", "dev.md"], Reports(workspace));
        Assert.Equal(2, FrontDoor.Run(workspace, "CompareManual", "--manual", workspace.Root).ExitCode);
        Assert.Equal(2, FrontDoor.Run(workspace, "CompareManual", "--chart", "shop").ExitCode);
        Assert.Contains("there is no such folder or archive", FrontDoor.Run(workspace, "CompareManual", "--chart", "shop", "--manual", "/nowhere").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_revision_shows_what_a_change_would_do_to_each_environment()
    {
        using var workspace = TestWorkspace.Small();
        Git(workspace, "init", "--quiet");
        Git(workspace, "add", "--", "ninja.yaml", "apps", "charts");
        Git(workspace, "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "-m", "first");
        workspace.Replace("apps/shop/app.yaml", "port: 8000", "port: 9000");

        var result = FrontDoor.Run(workspace, "CompareManual", "--since", "HEAD", "--fail-on", "behaviour");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("shop: HEAD (", result.Output, StringComparison.Ordinal);
        Assert.Contains("containerPort=9000", result.Output, StringComparison.Ordinal);
        Assert.Equal(2, FrontDoor.Run(workspace, "CompareManual", "--since", "--output=x").ExitCode);
        Assert.Equal(2, FrontDoor.Run(workspace, "CompareManual", "--since", "nonsense").ExitCode);
    }

    [Fact]
    public void The_hand_written_charts_of_the_sample_differ_in_what_is_accepted_alone()
    {
        using var workspace = TestWorkspace.Sample();

        var result = FrontDoor.Run(workspace, "CompareManual", "--fail-on", "any");

        Assert.True(result.ExitCode == 0, result.Output);
        foreach (var chart in (string[])["manman-host", "todo-backend", "todo-frontend"])
            Assert.Contains($"{chart}: manual ", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("✗ every accepted difference still exists", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("apps/manman/migrations/app.yaml", "env: { MANMAN_DB_NAME: other }", "env[name=MANMAN_DB_NAME]")]
    [InlineData("apps/manman/migrations/app.yaml", "podSecurityContext: { runAsUser: 0, runAsNonRoot: false }", "spec.template.spec.securityContext.runAsUser: – → 0")]
    [InlineData("apps/manman/status-processor/app.yaml", "podSecurityContext: { fsGroup: 2000 }", "spec.template.spec.securityContext.fsGroup: – → 2000")]
    [InlineData("apps/todo/backend/app.yaml", "podAnnotations: { sidecar.istio.io/inject: \"true\" }", "spec.template.metadata.annotations[\"sidecar.istio.io/inject\"]")]
    public void What_the_sample_accepts_does_not_cover_a_mistake_beside_it(string app, string mistake, string open)
    {
        using var workspace = TestWorkspace.Sample();
        workspace.Write(app, $"{workspace.Read(app)}{mistake}\n");

        var result = FrontDoor.Run(workspace, "CompareManual", "--fail-on", "behaviour");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(open, result.Output, StringComparison.Ordinal);
    }

    static TestWorkspace WithManual()
    {
        var workspace = TestWorkspace.Small();
        FrontDoor.Run(workspace, "ComposeCharts");
        Copy(workspace, "shop");
        return workspace;
    }

    // What is composed today is as good a hand-written chart as any.
    static void Copy(TestWorkspace workspace, string chart)
    {
        var composed = workspace.PathOf($"artifacts/charts/{chart}");
        foreach (var file in Directory.EnumerateFiles(composed, "*", SearchOption.AllDirectories))
            workspace.Write($"charts/{chart}/manual/{Path.GetRelativePath(composed, file)}", File.ReadAllText(file));
    }

    static IEnumerable<string> Reports(TestWorkspace workspace) =>
        Directory.GetFiles(workspace.PathOf("artifacts/compare/shop")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    static void Git(TestWorkspace workspace, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", workspace.Root, .. arguments]) { UseShellExecute = false })!;
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
    }
}
