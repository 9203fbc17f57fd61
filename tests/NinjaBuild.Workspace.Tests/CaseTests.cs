namespace NinjaBuild.Workspace.Tests;

/// <summary>Each file of <c>inputs/</c> is a workspace with something to say about; with ACCEPT_GOLDEN set, what is said is approved.</summary>
public sealed class CaseTests
{
    public static TheoryData<string> Names => [.. Case.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_said_about_a_workspace_is_what_was_approved(string name)
    {
        var workspace = Case.Read(name);
        var says = Said.About(workspace.Files());
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") is not null)
            workspace.Approve(says);
        else
            Assert.Equal(workspace.Approved, says);
    }

    [Fact]
    public void Nothing_is_wrong_with_the_sample_workspace()
    {
        var root = Case.Root();
        var files = Directory.EnumerateFiles(root, "*.yaml")
            .Concat(Directory.EnumerateFiles(Path.Combine(root, "apps"), "*.yaml", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Path.Combine(root, "charts"), "*.yaml", SearchOption.AllDirectories))
            .Select(file => (Path.GetRelativePath(root, file).Replace('\\', '/'), File.ReadAllBytes(file)));
        Assert.DoesNotContain(Said.About(files).Split('\n'), line => line.Length > 0 && !line.StartsWith("note: ", StringComparison.Ordinal));
    }
}
