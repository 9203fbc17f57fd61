using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Workspace.Checks;

/// <summary>Sync waves: jobs are in wave -1, others in wave 0, and a dependent is in a wave behind all that it depends on.</summary>
static class Waves
{
    public static IReadOnlyDictionary<string, int> Of(IReadOnlyList<ChartMember> members, ICollection<Diagnostic> diagnostics)
    {
        var jobs = members.Where(member => member.Type == AppType.Job).Select(member => member.App.Name).ToHashSet();
        var waves = new Dictionary<string, int>();
        foreach (var app in DependencyOrder<AppDeclaration>.Of(members.Select(member => member.App), app => app.Name, app => app.DependsOn, diagnostics))
        {
            var wave = jobs.Contains(app.Name) ? -1 : 0;
            foreach (var name in app.DependsOn)
            {
                if (waves.TryGetValue(name, out var before))
                    wave = Math.Max(wave, before + 1);
            }

            waves[app.Name] = wave;
        }

        return waves;
    }
}
