namespace NinjaBuild.Hermetic.Tests;

/// <summary>
/// A consumer in small: each <c>apps/&lt;chart&gt;/&lt;app&gt;/app.txt</c> is put in capitals, and the apps of a chart joined to
/// <c>out/&lt;chart&gt;</c>.
/// </summary>
sealed class SampleBuild(string workspace, string cache)
{
    public static SourceLayout Layout { get; } = new(["apps/**/app.txt", "ninja.txt"]);

    public UpperRule Upper { get; init; } = new();

    public JoinRule Join { get; } = new();

    public int Threads { get; init; } = 2;

    public bool NoCache { get; init; }

    public bool Reverse { get; init; }

    public string Argument { get; init; } = "greeting=hello";

    public List<string> Messages { get; } = [];

    public string Output => $"{workspace}/artifacts";

    public BuildReport? Run(Predicate<string>? charts = null, CancellationToken cancellation = default)
    {
        using var store = new DiskCache(cache, warn: Messages.Add);
        using var build = HermeticBuild.Start(
            new BuildOptions
            {
                Workspace = workspace,
                OutputRoot = Output,
                Layout = Layout,
                Cache = store,
                Threads = Threads,
                NoCache = NoCache,
                Configuration = $"{Upper.Version} {Argument}",
                Message = Messages.Add,
            },
            cancellation);
        if (build.Sources.Errors.Count > 0)
            throw new InvalidOperationException(string.Join('\n', build.Sources.Errors));
        if (charts is null && build.IsUpToDate())
            return null;

        var requests = Requests(build.Sources, charts);
        var scope = charts is not null
            ? new BuildScope()
            : new BuildScope { IsWhole = true, Removed = [.. build.Record.OutputFolders.Except(requests.Select(request => request.Folder))] };
        return build.Run(requests, scope, [1, 2, 3], cancellation);
    }

    public string Read(string below) => File.ReadAllText(Path.Combine(Output, below));

    public static string Snapshot(string folder) => string.Join('\n', Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/.ninja/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal).Select(file => $"{Path.GetRelativePath(folder, file)} {Digest.Of(File.ReadAllBytes(file))}"));

    List<OutputRequest> Requests(SourceTree sources, Predicate<string>? charts)
    {
        var files = sources.Files.Where(file => file.Path.StartsWith("apps/", StringComparison.Ordinal));
        var requests = files.GroupBy(file => file.Path.Split('/')[1]).Where(chart => charts?.Invoke(chart.Key) ?? true).Select(chart =>
        {
            var apps = chart.Select(file => new ActionInput(new ActionSpec($"//{file.Path}", Upper, [], [file]), file.Path.Split('/')[2]));
            return new OutputRequest($"out/{chart.Key}", new ActionSpec($"//{chart.Key}", Join, [Argument], null, [.. Ordered(apps)]));
        });
        return [.. Ordered(requests)];
    }

    IEnumerable<T> Ordered<T>(IEnumerable<T> items) => Reverse ? items.Reverse() : items;
}
