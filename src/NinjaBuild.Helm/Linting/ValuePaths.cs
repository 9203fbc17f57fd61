namespace NinjaBuild.Helm.Linting;

/// <summary>A set of paths of values such as <c>/image/tag</c>, found by their steps. A step <c>*</c>, in the set or in a question, stands for any.</summary>
sealed class ValuePaths
{
    readonly Step _root = new();

    public ValuePaths(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            var step = _root;
            foreach (var name in Steps(path))
                step = step.Add(name);
            step.IsEnd = true;
        }
    }

    /// <summary>Whether the set has the path or one above it.</summary>
    public bool HasAtOrAbove(string path) => Any(path, static (step, _) => step.IsEnd);

    /// <summary>Whether the set has the path or one below it.</summary>
    public bool HasAtOrBelow(string path) => Any(path, static (_, isLast) => isLast);

    /// <summary>Whether the set has a path that stands for every item below this one.</summary>
    public bool HasItemsOf(string path) => Any(path, static (step, isLast) => isLast && step.Child("*") is { IsEnd: true });

    bool Any(string path, Func<Step, bool, bool> matches) => Any(_root, Steps(path), matches);

    static bool Any(Step step, ReadOnlySpan<string> path, Func<Step, bool, bool> matches)
    {
        if (matches(step, path.IsEmpty))
            return true;
        if (path.IsEmpty)
            return false;
        var rest = path[1..];
        if (path[0] == "*")
        {
            foreach (var child in step.Children)
            {
                if (Any(child, rest, matches))
                    return true;
            }

            return false;
        }

        return (step.Child(path[0]) is { } named && Any(named, rest, matches)) || (step.Child("*") is { } any && Any(any, rest, matches));
    }

    static string[] Steps(string path) => path.Length == 0 ? [] : path[1..].Split('/');

    sealed class Step
    {
        readonly Dictionary<string, Step> _children = new(StringComparer.Ordinal);

        public bool IsEnd { get; set; }

        public IEnumerable<Step> Children => _children.Values;

        public Step? Child(string name) => _children.GetValueOrDefault(name);

        public Step Add(string name) => _children.TryGetValue(name, out var known) ? known : _children[name] = new Step();
    }
}
