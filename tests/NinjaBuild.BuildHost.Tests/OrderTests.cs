using Nuke.Common;
using Serilog;
using Assert = Xunit.Assert;

namespace NinjaBuild.BuildHost.Tests;

/// <summary>What runs, in which order, and what happens after a failure.</summary>
public sealed class OrderTests
{
    [Fact]
    public void A_dependent_order_and_trigger_stand_as_declared()
    {
        Assert.Equal(["Prepare", "First", "Main", "Report"], Ran<OrderBuild>("Main"));
        Assert.Equal(["Prepare", "First", "Second", "Main", "Report"], Ran<OrderBuild>("Second Main"));
    }

    [Fact]
    public void The_order_of_names_on_the_command_line_does_not_matter()
        => Assert.Equal(Ran<OrderBuild>("Second Main Last"), Ran<OrderBuild>("Last Main Second"));

    [Fact]
    public void Independent_targets_run_in_order_of_declaration()
        => Assert.Equal(["Alpha", "Beta", "Gamma"], Ran<OrderBuild>("Gamma Alpha Beta"));

    [Fact]
    public void The_same_plan_comes_out_every_time()
    {
        var plans = Enumerable.Range(0, 20).Select(_ => string.Join(' ', Ran<OrderBuild>("Last Gamma Main")));
        Assert.Single(plans.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void A_circle_is_printed()
    {
        using var run = new Run("{}");
        Assert.Equal(255, run.Of<CircleBuild>("", x => x.A));
        Assert.Contains("Targets depend on each other in a circle: A -> ", run.Output, StringComparison.Ordinal);
        Assert.Contains("B", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unrelated", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_component_is_overridden_by_the_build()
        => Assert.Equal(["Shared of the build", "Other"], Ran<OverridingBuild>("Other"));

    [Fact]
    public void A_dependency_on_a_component_that_is_not_there_can_be_tried()
        => Assert.Equal(["Tries"], Ran<OverridingBuild>("Tries"));

    [Fact]
    public void Continue_starts_after_what_succeeded()
    {
        using var run = new Run("{}");
        Assert.Equal(255, run.Of<FailingBuild>("Last", x => x.Last));
        Assert.Contains("ran First", run.Output, StringComparison.Ordinal);
        Assert.Equal(255, run.Of<FailingBuild>("Last --continue", x => x.Last));
        Assert.DoesNotContain("ran First", run.Output, StringComparison.Ordinal);

        run.Write("repaired", "");
        Assert.Equal(0, run.Of<FailingBuild>("Last --continue", x => x.Last));
        Assert.DoesNotContain("ran First", run.Output, StringComparison.Ordinal);
        Assert.Contains("ran Last", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Continue_of_another_call_starts_over()
    {
        using var run = new Run("{}");
        run.Of<FailingBuild>("Last", x => x.Last);
        run.Of<FailingBuild>("Last --skip Nothing --continue", x => x.Last);
        Assert.Contains("Starting over", run.Output, StringComparison.Ordinal);
        Assert.Contains("ran First", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_build_decides_its_exit_code()
    {
        using var run = new Run("{}");
        Assert.Equal(7, run.Of<ExitCodeBuild>("", x => x.Succeeds));
        Assert.Equal(8, run.Of<ExitCodeBuild>("Fails", x => x.Succeeds));
    }

    [Fact]
    public void Several_defaults_run_when_nothing_is_named()
    {
        using var run = new Run("{}");
        Assert.Equal(0, run.Of<OrderBuild>("", x => x.Alpha, x => x.Gamma));
        Assert.Equal(["Alpha", "Gamma"], Lines(run));
    }

    private static List<string> Ran<T>(string arguments)
        where T : NukeBuild, new()
    {
        using var run = new Run("{}");
        Assert.Equal(0, run.Of<T>(arguments));
        return Lines(run);
    }

    private static List<string> Lines(Run run)
        => [.. from line in run.Output.Split('\n')
               let at = line.IndexOf("] ran ", StringComparison.Ordinal)
               where at >= 0
               select line[(at + 6)..]];
}

internal sealed class OrderBuild : NukeBuild
{
    public Target Gamma => _ => _.After(Beta).Executes(() => Log.Information("ran Gamma"));
    public Target Alpha => _ => _.Executes(() => Log.Information("ran Alpha"));
    public Target Beta => _ => _.After(Alpha).Executes(() => Log.Information("ran Beta"));
    public Target Last => _ => _.DependsOn(Main).Executes(() => Log.Information("ran Last"));
    public Target Main => _ => _.DependsOn(First).After(Second).Triggers(Report).Executes(() => Log.Information("ran Main"));
    public Target Report => _ => _.Executes(() => Log.Information("ran Report"));
    public Target Second => _ => _.After(First).Executes(() => Log.Information("ran Second"));
    public Target First => _ => _.Executes(() => Log.Information("ran First"));
    public Target Prepare => _ => _.DependentFor(First).Executes(() => Log.Information("ran Prepare"));
}

internal sealed class CircleBuild : NukeBuild
{
    public Target Unrelated => _ => _.Executes(() => { });
    public Target A => _ => _.DependsOn(B);
    public Target B => _ => _.After(C);
    public Target C => _ => _.DependsOn(A);
}

internal interface IShared : INukeBuild
{
    Target Shared => _ => _.Executes(() => Log.Information("ran Shared of the component"));
}

internal interface IOther : IShared
{
    Target Other => _ => _.DependsOn<IShared>().Executes(() => Log.Information("ran Other"));
}

internal interface IAbsent : INukeBuild
{
    Target Absent => _ => _;
}

internal sealed class OverridingBuild : NukeBuild, IOther
{
    public Target Shared => _ => _.Executes(() => Log.Information("ran Shared of the build"));
    public Target Tries => _ => _.TryDependsOn<IAbsent>().TryAfter<IShared>(x => x.Shared).Executes(() => Log.Information("ran Tries"));
}

internal sealed class FailingBuild : NukeBuild
{
    public Target Nothing => _ => _.Executes(() => { });
    public Target First => _ => _.Executes(() => Log.Information("ran First"));

    public Target Second => _ => _.DependsOn(First).Executes(() =>
        Nuke.Common.Assert.FileExists(RootDirectory / "repaired"));

    public Target Last => _ => _.DependsOn(Second).Executes(() => Log.Information("ran Last"));
}

internal sealed class ExitCodeBuild : NukeBuild
{
    public Target Succeeds => _ => _.Executes(() => { ExitCode = 7; });

    public Target Fails => _ => _.Executes(() =>
    {
        ExitCode = 8;
        throw new InvalidOperationException("no");
    });
}
