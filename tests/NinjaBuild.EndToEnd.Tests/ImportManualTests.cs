namespace NinjaBuild.EndToEnd.Tests;

public sealed class ImportManualTests
{
    [Fact]
    public void What_was_imported_composes_and_compares_without_anything_breaking()
    {
        using var workspace = WithLive();

        var import = FrontDoor.Run(workspace, "ImportManual", "--path", workspace.PathOf("live"), "--to", "charts/mail");

        Assert.Equal(0, import.ExitCode);
        Assert.Contains("mailer  worker  Deployment  certain", import.Output, StringComparison.Ordinal);
        Assert.Contains("Deployment mailer, container main, env SMTP_PASSWORD -> key SMTP_PASSWORD of Secret mailer-secrets", import.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", import.Output, StringComparison.Ordinal);
        Assert.Equal(0, FrontDoor.Run(workspace, "CompareManual", "--chart", "mail", "--manual", workspace.PathOf("live")).ExitCode);
    }

    [Fact]
    public void A_second_import_says_what_stands_in_the_way_and_needs_force()
    {
        using var workspace = WithLive();
        string[] arguments = ["ImportManual", "--path", workspace.PathOf("live"), "--to", "charts/mail"];
        FrontDoor.Run(workspace, arguments);

        var again = FrontDoor.Run(workspace, arguments);

        Assert.Equal(2, again.ExitCode);
        Assert.Contains("charts/mail/compose.yaml exists: --force replaces it", again.Output, StringComparison.Ordinal);
        Assert.Contains("apps/mail/mailer/app.yaml exists: --force replaces it", again.Output, StringComparison.Ordinal);
        Assert.Equal(0, FrontDoor.Run(workspace, [.. arguments, "--force"]).ExitCode);
    }

    [Fact]
    public void What_is_missing_or_wrong_on_the_command_line_is_said()
    {
        using var workspace = WithLive();

        var bare = FrontDoor.Run(workspace, "ImportManual");
        Assert.Equal(2, bare.ExitCode);
        Assert.Contains("ImportManual needs --path DIR-OR-TGZ and --to charts/NAME", bare.Output, StringComparison.Ordinal);
        Assert.Equal(2, FrontDoor.Run(workspace, "ImportManual", "--path", workspace.PathOf("live"), "--to", "elsewhere").ExitCode);
        Assert.Equal(1, FrontDoor.Run(workspace, "ImportManual", "--path", workspace.PathOf("nowhere"), "--to", "charts/mail").ExitCode);
    }

    static TestWorkspace WithLive()
    {
        var workspace = TestWorkspace.Small();
        workspace.Write("live/Chart.yaml", "apiVersion: v2\nname: mail\nversion: 1.0.0\n");
        workspace.Write("live/templates/mailer.yaml", """
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: mailer }
            spec:
              selector: { matchLabels: { app: mailer } }
              template:
                metadata: { labels: { app: mailer } }
                spec:
                  containers:
                    - name: main
                      image: ghcr.io/example/mailer:1.0.0
                      env: [{ name: SMTP_PASSWORD, value: hunter2 }]

            """);
        return workspace;
    }
}
