using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Tools.DotNet;
using Nuke.Common.Utilities.Collections;
using Nuke.Components;
using Serilog;

namespace NinjaBuild.Components;

/// <summary>Runs the tests of the solution.</summary>
internal interface ITest : ICompile, IHazArtifacts
{
    AbsolutePath TestResultDirectory => ArtifactsDirectory / "test-results";

    Target Test => _ => _
        .Description("Runs all tests")
        .DependsOn<ICompile>(x => x.Compile)
        .Produces(TestResultDirectory / "*.trx")
        .Executes(() =>
        {
            TestResultDirectory.CreateOrCleanDirectory();
            var exitCode = 0;
            DotNetTasks.DotNet(
                $"test {RootDirectory / "NinjaBuild.sln"} --nologo --no-build --configuration {Configuration} " +
                $"--logger trx --results-directory {TestResultDirectory}",
                exitHandler: process => exitCode = process.ExitCode);

            var counts = TestCounts.Read(TestResultDirectory.GetFiles("*.trx").Select(x => x.ToString()));
            Log.Information("{Passed} passed, {Failed} failed, {Skipped} skipped", counts.Passed, counts.Failed, counts.Skipped);
            ReportSummary(_ => _
                .AddPair("Passed", counts.Passed)
                .AddPair("Failed", counts.Failed)
                .AddPair("Skipped", counts.Skipped));
            if (exitCode != 0)
                throw Stop.With(
                    this,
                    ExitCodes.Failed,
                    counts.Failed > 0 ? $"{counts.Failed} of {counts.Total} tests failed" : "the tests could not be run");
        });
}
