using System.Globalization;

namespace NinjaBuild.Benchmarks;

/// <summary>A workspace of any size, made of declarations like those people write.</summary>
sealed record Workspace(int Apps, int Charts)
{
    static readonly string[] Types = ["external-api", "internal-api", "worker"];

    string? _copyOf;

    /// <summary>Whether every fourth app is a job, which deploying runs as a hook.</summary>
    public bool HasJobs { get; init; } = true;

    /// <summary>The kubectl context of all environments; null for none.</summary>
    public string? Context { get; init; }

    /// <summary>The environments.</summary>
    public IReadOnlyList<string> Environments { get; init; } = ["dev", "prod"];

    /// <summary>The sample workspace of the repository itself.</summary>
    public static Workspace SampleOf(string repository) => new(0, 0) { _copyOf = repository };

    string OneApp => _copyOf is null ? "apps/group-0/app-0/app.yaml" : "apps/manman/experience-api/app.yaml";

    /// <summary>Writes the workspace.</summary>
    public void WriteTo(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, ".nuke"));
        if (_copyOf is not null)
        {
            foreach (var file in FilesOf(Path.Combine(_copyOf, "apps")).Concat(FilesOf(Path.Combine(_copyOf, "charts"))))
                Write(folder, Path.GetRelativePath(_copyOf, file), File.ReadAllText(file));
            Write(folder, "ninja.yaml", File.ReadAllText(Path.Combine(_copyOf, "ninja.yaml")));
            return;
        }

        Write(folder, "ninja.yaml", $"workspace: large\nimageRegistry: ghcr.io/example\nenvironments:\n{string.Concat(Environments.Select(name => $"  {name}: {{ {(Context is null ? "" : $"context: {Context}, createNamespace: true")} }}\n"))}");
        for (var app = 0; app < Apps; app++)
            Write(folder, $"apps/group-{app / 100}/app-{app}/app.yaml", App(app));
        for (var chart = 0; chart < Charts; chart++)
            Write(folder, $"charts/chart-{chart}/compose.yaml", Chart(chart));
    }

    /// <summary>Gives every app another version.</summary>
    public static void ChangeEveryApp(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "app.yaml", SearchOption.AllDirectories))
            File.WriteAllText(file, File.ReadAllText(file).Replace("version: 1.", "version: 2.", StringComparison.Ordinal));
    }

    /// <summary>Gives one app another version.</summary>
    public void ChangeOneApp(string folder, int round)
    {
        var file = Path.Combine(folder, OneApp);
        var lines = File.ReadAllLines(file).Select(line => line.StartsWith("version:", StringComparison.Ordinal) ? $"version: 2.{round}.0" : line);
        File.WriteAllLines(file, lines.ToList());
    }

    static IEnumerable<string> FilesOf(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories);

    string TypeOf(int app) => !HasJobs ? Types[app % Types.Length] : app % (Types.Length + 1) == Types.Length ? "job" : Types[app % (Types.Length + 1)];

    string App(int number)
    {
        var type = TypeOf(number);
        var text = $"""
            name: app-{number}
            type: {type}
            domain: group-{number / 100}
            description: App number {number} of the benchmark.
            version: 1.{number % 10}.0
            language: python
            env:
              LOG_LEVEL: info
              SHARD: "{number}"
            secretEnv:
              DATABASE_URL: {"{"} secret: database, key: url {"}"}
            resources:
              requests: {"{"} cpu: 50m, memory: 64Mi {"}"}
              limits: {"{"} cpu: 200m, memory: 256Mi {"}"}

            """;
        if (type.EndsWith("api", StringComparison.Ordinal))
            text += "port: 8000\nhealth: { path: /health }\n";
        if (type == "external-api")
            text += $"ingress: {{ path: /app-{number} }}\n";
        return type == "job" ? text : text + "environments:\n  prod: { replicas: 3 }\n";
    }

    string Chart(int number)
    {
        var apps = Enumerable.Range(number * Apps / Charts, Apps / Charts).ToList();
        return $"""
            name: chart-{number}
            version: 0.1.0
            description: Chart number {number} of the benchmark
            namespace: large
            apps: [{string.Join(", ", apps.Where(app => TypeOf(app) != "job").Select(app => "app-" + app.ToString(CultureInfo.InvariantCulture)))}]
            jobs: [{string.Join(", ", apps.Where(app => TypeOf(app) == "job").Select(app => "app-" + app.ToString(CultureInfo.InvariantCulture)))}]
            ingress: {"{"} className: nginx, host: chart-{number}.example.com {"}"}

            """;
    }

    static void Write(string folder, string path, string text)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
