using NinjaBuild.Benchmarks;

// Figures of whole processes, as a user would time them: ./build.sh from start to exit.
var quick = args.Contains("--quick");
var repository = Repository.Find();
using var scratch = new ScratchFolder();

Console.WriteLine("| work | median | fastest | peak memory | aim |");
Console.WriteLine("|---|---|---|---|---|");

new ComposeScenario(repository, scratch.Folder("sample"), Workspace.SampleOf(repository)).Measure("sample workspace", "0.15 s");
new ComposeScenario(repository, scratch.Folder("1000"), new Workspace(Apps: 1_000, Charts: 100)).Measure("1,000 apps in 100 charts", cold: "2 s");
if (!quick)
    new ComposeScenario(repository, scratch.Folder("10000"), new Workspace(Apps: 10_000, Charts: 1_000)).Measure("10,000 apps in 1,000 charts", "1.0 s", "1.3 s", "500 MB");
