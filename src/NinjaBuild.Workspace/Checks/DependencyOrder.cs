using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Workspace.Checks;

/// <summary>Orders declarations by their <c>dependsOn</c>, and reports the circles in it.</summary>
sealed class DependencyOrder<T>
    where T : Declaration
{
    readonly Func<T, string> _nameOf;
    readonly Func<T, IReadOnlyList<string>> _dependenciesOf;
    readonly ICollection<Diagnostic> _diagnostics;
    readonly Dictionary<string, T> _byName = [];
    readonly List<T> _ordered = [];
    readonly HashSet<string> _closed = [];
    readonly HashSet<string> _open = [];

    // What is being visited, each with the next dependency to look at: a chain may be longer than the stack is deep.
    readonly List<(T Item, int Next)> _path = [];

    DependencyOrder(Func<T, string> nameOf, Func<T, IReadOnlyList<string>> dependenciesOf, ICollection<Diagnostic> diagnostics) =>
        (_nameOf, _dependenciesOf, _diagnostics) = (nameOf, dependenciesOf, diagnostics);

    /// <summary>
    /// The declarations, each behind those that it depends on, and else in their own order. Names of what is not among them are passed over,
    /// as is the dependency that closes a circle.
    /// </summary>
    public static IReadOnlyList<T> Of(
        IEnumerable<T> declarations, Func<T, string> nameOf, Func<T, IReadOnlyList<string>> dependenciesOf, ICollection<Diagnostic> diagnostics)
    {
        var order = new DependencyOrder<T>(nameOf, dependenciesOf, diagnostics);
        var all = declarations.ToList();
        foreach (var declaration in all)
            order._byName.TryAdd(nameOf(declaration), declaration);
        foreach (var declaration in all)
            order.Visit(declaration);
        return order._ordered;
    }

    void Visit(T item)
    {
        Open(item);
        while (_path.Count > 0)
        {
            var (current, next) = _path[^1];
            var dependencies = _dependenciesOf(current);
            if (next == dependencies.Count)
            {
                Close(current);
                continue;
            }

            _path[^1] = (current, next + 1);
            if (_byName.TryGetValue(dependencies[next], out var dependency))
                Open(dependency);
        }
    }

    void Open(T item)
    {
        var name = _nameOf(item);
        if (_closed.Contains(name))
            return;
        if (_open.Add(name))
            _path.Add((item, 0));
        else
            Circle(name);
    }

    void Close(T item)
    {
        _ordered.Add(item);
        _closed.Add(_nameOf(item));
        _open.Remove(_nameOf(item));
        _path.RemoveAt(_path.Count - 1);
    }

    void Circle(string name)
    {
        // Told from its first name on, so that whoever comes across one circle from different sides says it once.
        var circle = _path[_path.FindIndex(step => _nameOf(step.Item) == name)..];
        var start = circle.IndexOf(circle.MinBy(step => _nameOf(step.Item), StringComparer.Ordinal));
        circle = [.. circle[start..], .. circle[..start]];
        var steps = circle.Select(step => $"{_nameOf(step.Item)} ({step.Item.Place("dependsOn", step.Next - 1)})");
        var first = circle[0];
        var error = first.Item.Error($"dependsOn goes in a circle: {string.Join(" -> ", steps)} -> {_nameOf(first.Item)}: leave out one of these", "dependsOn", first.Next - 1);
        if (!_diagnostics.Contains(error))
            _diagnostics.Add(error);
    }
}
