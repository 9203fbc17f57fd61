namespace NinjaBuild.BuildHost.Tests;

public sealed class SchemaTests
{
    [Fact]
    public void The_schema_is_that_of_Nuke()
    {
        using var run = new Run { Assembly = typeof(SchemaTests).Assembly.Location };
        Assert.Equal(0, run.Of("--help"));
        Approved.Equal("build.schema", "cat .nuke/build.schema.json", 0, File.ReadAllText(Schema(run)) + "\n");
    }

    [Fact]
    public void The_schema_is_written_only_when_the_build_is_newer_and_says_something_else()
    {
        using var run = new Run { Assembly = typeof(SchemaTests).Assembly.Location };
        run.Of("--help");
        var written = File.ReadAllText(Schema(run));

        File.WriteAllText(Schema(run), "edited");
        run.Of("--help");
        Assert.Equal("edited", File.ReadAllText(Schema(run)));

        File.SetLastWriteTimeUtc(Schema(run), DateTime.UnixEpoch);
        run.Of("--help");
        Assert.Equal(written, File.ReadAllText(Schema(run)));
    }

    private static string Schema(Run run) => Path.Combine(run.Root, ".nuke/build.schema.json");
}
