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

            var results = TestResults.Read(TestResultDirectory.GetFiles("*.trx").Select(x => x.ToString()));
            foreach (var reason in results.Skipped.GroupBy(x => x.Reason))
                Log.Information("{Count} skipped: {Reason}", reason.Count(), reason.Key);
            foreach (var test in results.Failed)
                Log.Error("{Test}: {Reason}", test.Name, test.Reason);
            Log.Information("{Passed} passed, {Failed} failed, {Skipped} skipped", results.Passed, results.Failed.Count, results.Skipped.Count);
            ReportSummary(_ => _
                .AddPair("Passed", results.Passed)
                .AddPair("Failed", results.Failed.Count)
                .AddPair("Skipped", results.Skipped.Count));
            if (exitCode != 0)
                throw Stop.With(
                    this,
                    ExitCodes.Failed,
                    results.Failed.Count > 0 ? $"{results.Failed.Count} of {results.Total} tests failed" : "the tests could not be run");
        });
}
