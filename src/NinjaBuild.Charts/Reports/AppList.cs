using NinjaBuild.Workspace;
using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Charts.Reports;

/// <summary>Lists apps as lines of a table.</summary>
static class AppList
{
    public static IReadOnlyList<string> Write(
        IEnumerable<AppDeclaration> apps, IReadOnlyList<ChartModel> charts, WorkspaceDeclaration workspace, string? environment, IReadOnlyDictionary<string, string> inputs)
    {
        var rows = apps.OrderBy(app => app.Path, StringComparer.Ordinal).Select(app =>
        {
            var members = charts.SelectMany(chart => chart.Apps.Where(member => member.App.Name == app.Name).Select(member => (chart, member))).ToList();
            var effective = environment is null ? app : Overlay.Apply(app, environment, []);
            var type = members.Count > 0 ? members[0].member.Type : app.Type;
            var image = ResolvedImage.Of(effective, workspace, inputs);
            return new[]
            {
                app.Name,
                type is { } known ? ModelType.NameOf(known) : "?",
                type == AppType.Job ? effective.Schedule ?? "hook" : $"{effective.Replicas}",
                image.Digest is null ? $"{image.Repository}:{image.Tag}" : $"{image.Repository}@{image.Digest}",
                members.Count == 0 ? "-" : string.Join(", ", members.Select(pair => pair.chart.Chart.Name)),
                app.Path,
            };
        });
        return Table.Write(["App", "Type", "Replicas", environment is null ? "Image" : $"Image in {environment}", "Charts", "Declared in"], [.. rows]);
    }
}
