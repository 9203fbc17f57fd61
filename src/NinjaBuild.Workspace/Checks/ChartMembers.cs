using System.Globalization;
using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Workspace.Checks;

/// <summary>An app of a chart and its type.</summary>
sealed record ChartMember(AppDeclaration App, AppType Type);

/// <summary>Finds the apps that a chart names, and checks that they are what it takes them for.</summary>
static class ChartMembers
{
    public static IReadOnlyList<ChartMember> Find(ChartDeclaration chart, Func<string, AppDeclaration?> findApp, ICollection<Diagnostic> diagnostics)
    {
        var members = new List<ChartMember>();
        var named = new Dictionary<string, (string List, int Index)>();
        Find("apps", chart.Apps);
        Find("jobs", chart.Jobs);
        if (chart.Apps.Count + chart.Jobs.Count + chart.Manifests.Count + chart.Environments.Values.Sum(overlay => overlay.Manifests.Count) == 0)
            diagnostics.Add(chart.Error("the chart has neither apps, jobs nor manifests: name at least one"));
        return members;

        void Find(string list, IReadOnlyList<string> names)
        {
            for (var i = 0; i < names.Count; i++)
            {
                if (!named.TryAdd(names[i], (list, i)))
                {
                    var first = chart.At(named[names[i]].List, named[names[i]].Index);
                    diagnostics.Add(chart.Error(string.Create(CultureInfo.InvariantCulture, $"'{names[i]}' is in the chart twice; the first is at {first.Line}:{first.Column}"), list, i));
                }
                else if (findApp(names[i]) is not { } app || TypeOf(app) is not { } type)
                    continue;
                else if (type == AppType.Job && list == "apps")
                    diagnostics.Add(chart.Error($"'{app.Name}' is a job ({app.Place("type")}): list it under 'jobs'", list, i));
                else if (type != AppType.Job && list == "jobs")
                    diagnostics.Add(chart.Error($"'{app.Name}' is of type {ModelType.NameOf(type)} ({app.Place("type")}): list it under 'apps'", list, i));
                else
                    members.Add(new ChartMember(app, type));
            }
        }
    }

    /// <summary>An app's type, declared or inferred; null where it is neither.</summary>
    public static AppType? TypeOf(AppDeclaration app) =>
        app.Type ?? (app.Name.Contains("api", StringComparison.Ordinal) ? AppType.InternalApi : null);
}
