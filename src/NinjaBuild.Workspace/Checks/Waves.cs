using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Workspace.Checks;

/// <summary>Sync waves: jobs are in wave -1, others in wave 0, and a dependent is in a wave behind all that it depends on.</summary>
static class Waves
{
    public static IReadOnlyDictionary<string, int> Of(IReadOnlyList<ChartMember> members, ICollection<Diagnostic> diagnostics)
    {
        var byName = members.ToDictionary(member => member.App.Name);
        var waves = new Dictionary<string, int>();
        var path = new List<AppDeclaration>();
        foreach (var member in members)
            Visit(member);
        return waves;

        int Visit(ChartMember member)
        {
            var app = member.App;
            if (waves.TryGetValue(app.Name, out var known))
                return known;
            if (path.FindIndex(earlier => earlier.Name == app.Name) is >= 0 and var start)
            {
                var circle = path.Skip(start).Append(app).Select(node => $"{node.Name} ({node.Path}:{node.At("dependsOn").Line})");
                diagnostics.Add(path[start].Error($"dependsOn goes in a circle: {string.Join(" -> ", circle)}", "dependsOn"));
                return 0;
            }

            path.Add(app);
            var wave = member.Type == AppType.Job ? -1 : 0;
            foreach (var name in app.DependsOn)
            {
                if (byName.TryGetValue(name, out var dependency))
                    wave = Math.Max(wave, Visit(dependency) + 1);
            }

            path.RemoveAt(path.Count - 1);
            return waves[app.Name] = wave;
        }
    }
}
