using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Workspace.Checks;

/// <summary>Sync waves: jobs are in wave -1, others in wave 0, and a dependent is in a wave behind all that it depends on.</summary>
sealed class Waves
{
    readonly Dictionary<string, ChartMember> _members;
    readonly Dictionary<string, int> _waves = [];
    readonly HashSet<string> _open = [];

    // Apps that are being visited, each with the next dependency to look at: a chain may be longer than the stack is deep.
    readonly List<(ChartMember Member, int Next)> _path = [];
    readonly ICollection<Diagnostic> _diagnostics;

    Waves(IReadOnlyList<ChartMember> members, ICollection<Diagnostic> diagnostics) =>
        (_members, _diagnostics) = (members.ToDictionary(member => member.App.Name), diagnostics);

    public static IReadOnlyDictionary<string, int> Of(IReadOnlyList<ChartMember> members, ICollection<Diagnostic> diagnostics)
    {
        var waves = new Waves(members, diagnostics);
        foreach (var member in members)
            waves.Visit(member);
        return waves._waves;
    }

    void Visit(ChartMember member)
    {
        Open(member);
        while (_path.Count > 0)
        {
            var (current, next) = _path[^1];
            if (next == current.App.DependsOn.Count)
            {
                Close(current);
                continue;
            }

            _path[^1] = (current, next + 1);
            if (_members.TryGetValue(current.App.DependsOn[next], out var dependency))
                Open(dependency);
        }
    }

    void Open(ChartMember member)
    {
        if (_waves.ContainsKey(member.App.Name))
            return;
        if (_open.Add(member.App.Name))
            _path.Add((member, 0));
        else
            Circle(member.App.Name);
    }

    void Close(ChartMember member)
    {
        var wave = member.Type == AppType.Job ? -1 : 0;
        foreach (var name in member.App.DependsOn)
        {
            if (_waves.TryGetValue(name, out var before))
                wave = Math.Max(wave, before + 1);
        }

        _waves[member.App.Name] = wave;
        _open.Remove(member.App.Name);
        _path.RemoveAt(_path.Count - 1);
    }

    void Circle(string name)
    {
        // Told from its first name on, so that charts that come across one circle from different sides say it once.
        var circle = _path[_path.FindIndex(step => step.Member.App.Name == name)..];
        var start = circle.IndexOf(circle.MinBy(step => step.Member.App.Name, StringComparer.Ordinal));
        circle = [.. circle[start..], .. circle[..start]];
        var steps = circle.Select(step => $"{step.Member.App.Name} ({step.Member.App.Place("dependsOn", step.Next - 1)})");
        var first = circle[0];
        var error = first.Member.App.Error($"dependsOn goes in a circle: {string.Join(" -> ", steps)} -> {first.Member.App.Name}: leave out one of these", "dependsOn", first.Next - 1);
        if (!_diagnostics.Contains(error))
            _diagnostics.Add(error);
    }
}
