using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Values;
using NinjaBuild.Workspace;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Compare.Import.Reading;

/// <summary>Finds the values of each environment: from the request, else in the chart, by the names that people give such files.</summary>
static class EnvironmentValues
{
    /// <summary>The values of each environment that is to be imported, by its name.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="known">The environments of the workspace, in the order of <c>ninja.yaml</c>.</param>
    /// <exception cref="ImportException">An environment is unknown, or files and environments do not go together.</exception>
    /// <exception cref="ChartException">A values file cannot be read.</exception>
    public static IReadOnlyList<KeyValuePair<string, Dictionary<string, object?>>> Find(ImportRequest request, Chart chart, IReadOnlyList<string> known)
    {
        Check(request, known);
        var given = request.Environments;
        if (request.ValuesFiles.Count > 0)
        {
            if (given.Count <= 1)
                return [KeyValuePair.Create(given.Count == 1 ? given[0] : LiveEnvironment.Default, new ValuesSource { Files = request.ValuesFiles }.Read())];
            return [.. given.Zip(request.ValuesFiles, (name, file) => KeyValuePair.Create(name, new ValuesSource { Files = [file] }.Read()))];
        }

        var found = (given.Count > 0 ? given : known).Select(name => (Name: name, Files: InChart(request.Path, chart, name))).ToList();
        var wanted = found.Where(environment => given.Count > 0 || environment.Files is not null)
            .Select(environment => KeyValuePair.Create(environment.Name, environment.Files ?? [])).ToList();
        return wanted.Count > 0 ? wanted : [KeyValuePair.Create(LiveEnvironment.Default, new Dictionary<string, object?>())];
    }

    static void Check(ImportRequest request, IReadOnlyList<string> known)
    {
        var problems = request.Environments.Where(name => !known.Contains(name))
            .Select(name => $"--env {name}: there is no such environment in {WorkspaceLayout.WorkspaceFile}{Suggestion.For(name, known)}").ToList();
        if (request.ValuesFiles.Count > 0 && request.Environments.Count > 1 && request.ValuesFiles.Count != request.Environments.Count)
            problems.Add($"--values gives {request.ValuesFiles.Count} files and --env {request.Environments.Count} environments: give one file for each environment, in the same order, or import one environment");
        if (problems.Count > 0)
            throw new ImportException(problems);
    }

    static Dictionary<string, object?>? InChart(string path, Chart chart, string environment)
    {
        foreach (var name in FileNames(environment))
        {
            if (Directory.Exists(path))
            {
                // What .helmignore keeps out of the chart serves the person who installs it all the same.
                var file = Path.Combine(path, name);
                if (File.Exists(file))
                    return new ValuesSource { Files = [file] }.Read();
            }
            else if (chart.Files.FirstOrDefault(file => file.Path == name) is { } packed)
            {
                return ValuesFile.Read(packed.Content, $"{path}/{name}");
            }
        }

        return null;
    }

    static IEnumerable<string> FileNames(string environment) =>
        from name in (string[])[$"values-{environment}", $"values.{environment}", $"{environment}-values", environment, $"values/{environment}", $"environments/{environment}"]
        from extension in (string[])[".yaml", ".yml"]
        select name + extension;
}
