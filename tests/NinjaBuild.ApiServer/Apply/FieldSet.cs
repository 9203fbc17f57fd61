namespace NinjaBuild.ApiServer.Apply;

/// <summary>
/// A set of field paths, as structured-merge-diff has it: a path may be a member itself, and there may be members below it, each without
/// the other. Operations give new sets.
/// </summary>
sealed class FieldSet
{
    const string Self = ".";

    readonly HashSet<string> _members = new(StringComparer.Ordinal);
    readonly Dictionary<string, FieldSet> _children = new(StringComparer.Ordinal);

    public static FieldSet Empty { get; } = new();

    public bool IsEmpty => _members.Count == 0 && _children.Count == 0;

    /// <summary>Whether the next step from here is a member.</summary>
    public bool Has(string element) => _members.Contains(element);

    /// <summary>What is below a step.</summary>
    public FieldSet Below(string element) => _children.GetValueOrDefault(element) ?? Empty;

    public void Insert(ReadOnlySpan<string> path)
    {
        if (path.Length == 0) return;
        var set = this;
        foreach (var element in path[..^1])
        {
            if (!set._children.TryGetValue(element, out var child)) set._children[element] = child = new FieldSet();
            set = child;
        }

        set._members.Add(path[^1]);
    }

    public FieldSet Union(FieldSet other) => Combine(other, static (mine, its) => mine || its);

    public FieldSet Difference(FieldSet other) => Combine(other, static (mine, its) => mine && !its);

    public FieldSet Intersection(FieldSet other) => Combine(other, static (mine, its) => mine && its);

    /// <summary>With the fields of definitions that have members below them as members themselves.</summary>
    public FieldSet WithNamedParents(NodeType type)
    {
        var result = new FieldSet();
        result._members.UnionWith(_members);
        foreach (var (element, child) in _children)
        {
            if (element.StartsWith(PathElement.FieldPrefix, StringComparison.Ordinal) && type.IsNamed(element[2..])) result._members.Add(element);
            result._children[element] = child.WithNamedParents(type.Child(element));
        }

        return result;
    }

    /// <summary>Without a field of the object and all below it.</summary>
    public FieldSet Without(string field)
    {
        var element = PathElement.OfField(field);
        if (!_members.Contains(element) && !_children.ContainsKey(element)) return this;
        var result = Union(Empty);
        result._members.Remove(element);
        result._children.Remove(element);
        return result;
    }

    /// <summary>Only a field of the object and what is below it.</summary>
    public FieldSet Only(string field)
    {
        var element = PathElement.OfField(field);
        var result = new FieldSet();
        if (_members.Contains(element)) result._members.Add(element);
        if (_children.TryGetValue(element, out var child)) result._children[element] = child;
        return result;
    }

    /// <summary>All paths, in order.</summary>
    public IEnumerable<IReadOnlyList<string>> Paths()
    {
        foreach (var element in _members.Union(_children.Keys).Order(StringComparer.Ordinal))
        {
            if (_members.Contains(element)) yield return [element];
            foreach (var inner in Below(element).Paths()) yield return [element, .. inner];
        }
    }

    public bool SetEquals(FieldSet other)
    {
        if (!_members.SetEquals(other._members) || _children.Count != other._children.Count) return false;
        foreach (var (element, child) in _children)
        {
            if (!other._children.TryGetValue(element, out var its) || !child.SetEquals(its)) return false;
        }

        return true;
    }

    /// <summary>The form of <c>managedFields[].fieldsV1</c>.</summary>
    public Tree ToTree()
    {
        var result = new Tree(StringComparer.Ordinal);
        foreach (var element in _members.Union(_children.Keys).Order(StringComparer.Ordinal))
        {
            var inner = Below(element).ToTree();
            if (_members.Contains(element) && inner.Count > 0) inner = Prefixed(inner);
            result[element] = inner;
        }

        return result;
    }

    /// <summary>Reads the form of <c>managedFields[].fieldsV1</c>.</summary>
    public static FieldSet Read(IReadOnlyDictionary<string, object?> tree)
    {
        var result = new FieldSet();
        foreach (var (element, value) in tree)
        {
            if (element == Self || value is not Tree inner) continue;
            if (inner.Count == 0 || inner.ContainsKey(Self)) result._members.Add(element);
            if (Read(inner) is { IsEmpty: false } child) result._children[element] = child;
        }

        return result;
    }

    static Tree Prefixed(Tree inner)
    {
        var result = new Tree(StringComparer.Ordinal) { [Self] = new Tree() };
        foreach (var (name, value) in inner) result[name] = value;
        return result;
    }

    FieldSet Combine(FieldSet other, Func<bool, bool, bool> isIn)
    {
        var result = new FieldSet();
        foreach (var element in _members.Union(other._members))
        {
            if (isIn(_members.Contains(element), other._members.Contains(element))) result._members.Add(element);
        }

        foreach (var element in _children.Keys.Union(other._children.Keys))
        {
            var child = Below(element).Combine(other.Below(element), isIn);
            if (!child.IsEmpty) result._children[element] = child;
        }

        return result;
    }
}
