using NinjaBuild.Benchmarks;

// Figures of whole processes, as a user would time them: ./build.sh from start to exit; and of rendering within one process.
if (args is [RenderScenario.RenderAll, var charts])
{
    Console.WriteLine(RenderScenario.RenderEach(charts));
    return;
}

var quick = args.Contains("--quick");
var all = !args.Contains("compose") && !args.Contains("render") && !args.Contains("compare") && !args.Contains("deploy");
var repository = Repository.Find();
using var scratch = new ScratchFolder();

if (all || args.Contains("render"))
    new RenderScenario(repository, scratch.Folder("charts")).Measure();
if (all || args.Contains("compare"))
{
    Console.WriteLine("\n| work | median | fastest | peak memory | aim |");
    Console.WriteLine("|---|---|---|---|---|");
    var charts100 = new Workspace(Apps: 1_000, Charts: 100) { Environments = ["dev", "staging", "prod"] };
    new CompareScenario(repository, scratch.Folder("compare"), charts100).Measure("100 charts of 10 apps in three environments", "chart-1", "20 s", "1 s", "0.3 s");
}

if (all || args.Contains("deploy"))
{
    Console.WriteLine("\n| work | median | fastest | peak memory | aim |");
    Console.WriteLine("|---|---|---|---|---|");
    await using var scenario = await DeployScenario.StartAsync(repository, scratch.Folder("deploy"));
    scenario.MeasureSample("sample chart manman-host", "manman-host", "1 s");
    scenario.Measure("1,001 objects", Objects(600), plan: "5 s");
    if (!quick)
        scenario.Measure("5,001 objects", Objects(3_000), memory: "300 MB");

    // Three apps bring a Deployment each and two of them a Service; the chart has one Ingress.
    static Workspace Objects(int apps) => new(apps, Charts: 1) { HasJobs = false, Context = DeployScenario.Context };
}

if (!all && !args.Contains("compose"))
    return;

Console.WriteLine("\n| work | median | fastest | peak memory | aim |");
Console.WriteLine("|---|---|---|---|---|");
new ComposeScenario(repository, scratch.Folder("sample"), Workspace.SampleOf(repository)).Measure("sample workspace", "0.15 s");
new ComposeScenario(repository, scratch.Folder("1000"), new Workspace(Apps: 1_000, Charts: 100)).Measure("1,000 apps in 100 charts", cold: "2 s");
if (!quick)
    new ComposeScenario(repository, scratch.Folder("10000"), new Workspace(Apps: 10_000, Charts: 1_000)).Measure("10,000 apps in 1,000 charts", "1.0 s", "1.3 s", "500 MB");
