using System.Text;
using NinjaBuild.Workspace;
using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Charts.Composition;

/// <summary>
/// What a build remembers of the declarations, so that the next one needs to read only what changed and what that concerns: which app is
/// declared where, and what each chart is made of.
/// </summary>
sealed class WorkspaceIndex
{
    const char Between = '\t';

    readonly Dictionary<string, string> _appPaths = [];
    readonly Dictionary<string, IndexedChart> _charts = [];

    /// <summary>Path of each app's declaration, by name.</summary>
    public IReadOnlyDictionary<string, string> AppPaths => _appPaths;

    /// <summary>The charts, by the path of their declaration.</summary>
    public IReadOnlyDictionary<string, IndexedChart> Charts => _charts;

    /// <summary>Whether there is a chart of a name.</summary>
    public bool HasChart(string name) => _charts.Values.Any(chart => chart.Name == name);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static WorkspaceIndex Read(ReadOnlySpan<byte> bytes)
    {
        var index = new WorkspaceIndex();
        foreach (var line in Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            switch (line.Split(Between))
            {
                case ["app", var name, var path]:
                    index._appPaths[name] = path;
                    break;
                case ["chart", var name, var path, var apps, var mentions, var dependencies, var files]:
                    index._charts[path] = new IndexedChart(name, path, Items(apps), Items(mentions), Items(dependencies), Items(files));
                    break;
            }
        }

        return index;

        static string[] Items(string list) => list.Split('|', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The index as bytes.</summary>
    public byte[] Write()
    {
        var text = new StringBuilder();
        foreach (var (name, path) in _appPaths.OrderBy(app => app.Key, StringComparer.Ordinal))
            text.Append("app").Append(Between).Append(name).Append(Between).Append(path).Append('\n');
        foreach (var chart in _charts.Values.OrderBy(chart => chart.Path, StringComparer.Ordinal))
        {
            text.Append("chart").Append(Between).Append(chart.Name).Append(Between).Append(chart.Path).Append(Between).AppendJoin('|', chart.Apps)
                .Append(Between).AppendJoin('|', chart.Mentions).Append(Between).AppendJoin('|', chart.DependsOn).Append(Between).AppendJoin('|', chart.Files).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Forgets what a file declared.</summary>
    public void Remove(string path)
    {
        _charts.Remove(path);
        foreach (var name in _appPaths.Where(app => app.Value == path).Select(app => app.Key).ToList())
            _appPaths.Remove(name);
    }

    /// <summary>Notes an app.</summary>
    public void Add(AppDeclaration app) => _appPaths[app.Name] = app.Path;

    /// <summary>Notes a chart.</summary>
    public void Add(ChartModel model)
    {
        var apps = model.Apps.Select(app => app.App).ToList();
        _charts[model.Chart.Path] = new IndexedChart(
            model.Chart.Name,
            model.Chart.Path,
            [.. apps.Select(app => app.Name)],
            [.. apps.SelectMany(app => app.DependsOn).Distinct()],
            model.Chart.DependsOn,
            [.. ExtraFiles.Of(model)]);
    }
}

/// <summary>A chart as the last build knew it.</summary>
/// <param name="Name">The chart.</param>
/// <param name="Path">Its declaration.</param>
/// <param name="Apps">Names of its apps.</param>
/// <param name="Mentions">Names of apps that its apps depend on.</param>
/// <param name="DependsOn">Names of charts that are deployed before it.</param>
/// <param name="Files">Files that its actions use besides declarations and templates.</param>
sealed record IndexedChart(string Name, string Path, IReadOnlyList<string> Apps, IReadOnlyList<string> Mentions, IReadOnlyList<string> DependsOn, IReadOnlyList<string> Files);
