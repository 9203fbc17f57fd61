using System.ComponentModel;
using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Nuke.Common.Utilities.Collections;
using Nuke.Components;
using Serilog;
using Assert = Nuke.Common.Assert;

namespace NinjaBuild.BuildHost.Tests;

/// <summary>The build whose output on Nuke 10.1.0 was recorded; the golden files keep to it.</summary>
internal sealed class SampleBuild : NukeBuild, IGreet, IHazArtifacts
{
    [Parameter("Text to say", Name = "Greeting")] private readonly string greeting = "default";
    [Parameter("A number", Name = "Count")] private readonly int count = 1;
    [Parameter("Tags", Name = "Tags")] private readonly string[] tags = [];
    [Parameter("Needed by Push", Name = "ApiKey"), Secret] private readonly string? apiKey;
    [Parameter("Configuration", Name = "Configuration")] private readonly Flavour flavour = Flavour.Debug;
    [Parameter("Where to", Name = "Out")] private readonly AbsolutePath? output;
    [Parameter("A flag", Name = "Fast")] private readonly bool fast;

    public Target Clean => _ => _.Description("Deletes output").Before(Compile).Executes(() => { });

    public Target Compile => _ => _.Description("Compiles everything").Executes(() =>
        Log.Information("greeting={Greeting} count={Count} tags={Tags} cfg={Cfg}", greeting, count, tags, flavour));

    public Target Test => _ => _.DependsOn(Compile).After(Clean).Executes(() =>
    {
        Log.Debug("debug line");
        Log.Warning("warn {N}", 42);
        ReportSummary(_ => _.AddPair("Passed", 3));
    });

    public Target Pack => _ => _.DependsOn(Test).Produces("*.txt").Triggers(Notify).Executes(() => { });
    public Target Notify => _ => _.Executes(() => Log.Information("notified; files={F}", "a.txt"));
    public Target Push => _ => _.DependsOn(Pack).Requires(() => apiKey).Executes(() => Log.Information("pushed with {Key}", apiKey));
    public Target MaybeDynamic => _ => _.OnlyWhenDynamic(() => count > 5).Executes(() => Log.Information("dynamic ran"));

    public Target MaybeStatic => _ => _.DependsOn(Compile).OnlyWhenStatic(() => count > 5).WhenSkipped(DependencyBehavior.Skip)
        .Executes(() => { });

    public Target Fail => _ => _.DependsOn(Compile).Executes(() => throw new InvalidOperationException("boom"));
    public Target FailAssert => _ => _.Executes(() => Assert.True(false, "assert message"));
    public Target Always => _ => _.AssuredAfterFailure().Executes(() => Log.Information("assured"));
    public Target Soft => _ => _.ProceedAfterFailure().Executes(() => throw new InvalidOperationException("soft failure"));
    public Target AfterSoft => _ => _.After(Soft).Executes(() => Log.Information("after soft"));
    public Target AfterFail => _ => _.DependsOn(Fail).Executes(() => { });
    public Target Hidden => _ => _.Unlisted().Executes(() => { });
    public Target Reads => _ => _.Executes(() => Log.Information("out={Out} fast={Fast}", output, fast));
    public Target Together => _ => _.DependsOn(Clean, Compile);

    public Target Refuse => _ => _.Executes(() =>
    {
        ExitCode = 2;
        throw new UserError("charts/a/compose.yaml:3:5: unknown field 'aps'; did you mean 'apps'?");
    });
}

internal interface IGreet : INukeBuild
{
    [Parameter("Who to greet")] string Who => TryGetValue(() => Who) ?? "world";

    [Parameter("How often")] int? Times => TryGetValue<int?>(() => Times);

    Target Greet => _ => _.Description("Component target").Executes(() => Log.Information("Hello {Who} {Times}", Who, Times ?? 1));
}

[TypeConverter(typeof(TypeConverter<Flavour>))]
internal sealed class Flavour : Enumeration
{
    public static readonly Flavour Debug = new() { Value = nameof(Debug) };
    public static readonly Flavour Release = new() { Value = nameof(Release) };
}

internal sealed class UserError(string message) : Exception(message)
{
    public override string ToString() => Message;
}
