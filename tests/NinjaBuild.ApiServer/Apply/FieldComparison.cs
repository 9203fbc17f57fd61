using NinjaBuild.ApiServer.Objects;

namespace NinjaBuild.ApiServer.Apply;

/// <summary>Which paths two objects differ in.</summary>
sealed class FieldComparison
{
    readonly List<string> _path = [];
    bool _isInLeaf;

    public FieldSet Removed { get; private set; } = new();

    public FieldSet Modified { get; private set; } = new();

    public FieldSet Added { get; private set; } = new();

    public bool IsSame => Removed.IsEmpty && Modified.IsEmpty && Added.IsEmpty;

    public static FieldComparison Of(Tree before, Tree after, NodeType type)
    {
        var walk = new FieldComparison();
        walk.Compare(new Present(before, IsThere: true), new Present(after, IsThere: true), type);
        return walk;
    }

    /// <summary>The same comparison without some paths.</summary>
    public FieldComparison Restrict(Func<FieldSet, FieldSet> filter) =>
        new() { Removed = filter(Removed), Modified = filter(Modified), Added = filter(Added) };

    // A field that is null is there, one that is absent is not.
    readonly record struct Present(object? Value, bool IsThere)
    {
        public static Present Of(Tree? mapping, string name) =>
            mapping is not null && mapping.TryGetValue(name, out var value) ? new Present(value, IsThere: true) : default;
    }

    void Compare(Present left, Present right, NodeType type)
    {
        bool outer = _isInLeaf;
        if (IsMapping(left, right) && !type.IsAtomicMapping) Mappings(left, right, type);
        else if (IsList(left, right) && type.IsAssociative) Lists(left, right, type);
        else Leaf(left, right);

        if (!_isInLeaf && _path.Count > 0)
        {
            if (!left.IsThere) Insert(Added);
            else if (!right.IsThere) Insert(Removed);
        }

        _isInLeaf = outer;
    }

    void Mappings(Present left, Present right, NodeType type)
    {
        var before = left.Value as Tree;
        var after = right.Value as Tree;
        if ((before is null || before.Count == 0) && (after is null || after.Count == 0))
        {
            Leaf(left, right);
            return;
        }

        foreach (var name in (before?.Keys ?? Enumerable.Empty<string>()).Union(after?.Keys ?? Enumerable.Empty<string>()))
        {
            _path.Add(PathElement.OfField(name));
            Compare(Present.Of(before, name), Present.Of(after, name), type.Field(name));
            _path.RemoveAt(_path.Count - 1);
        }
    }

    void Lists(Present left, Present right, NodeType type)
    {
        var before = ByElement(left.Value as TreeList, type);
        var after = ByElement(right.Value as TreeList, type);
        if (before.Count == 0 && after.Count == 0)
        {
            Leaf(left, right);
            return;
        }

        foreach (var element in before.Keys.Union(after.Keys))
        {
            _path.Add(element);
            Compare(Present.Of(before, element), Present.Of(after, element), type.Item);
            _path.RemoveAt(_path.Count - 1);
        }
    }

    void Leaf(Present left, Present right)
    {
        _isInLeaf = true;
        if (_path.Count == 0) return;
        if (!left.IsThere) Insert(Added);
        else if (!right.IsThere) Insert(Removed);
        else if (!TreeEquality.AreEqual(left.Value, right.Value)) Insert(Modified);
    }

    void Insert(FieldSet set) => set.Insert(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_path));

    static bool IsMapping(Present left, Present right) =>
        (left.Value is Tree || right.Value is Tree) && left.Value is Tree or null && right.Value is Tree or null;

    static bool IsList(Present left, Present right) =>
        (left.Value is TreeList || right.Value is TreeList) && left.Value is TreeList or null && right.Value is TreeList or null;

    static Tree ByElement(TreeList? list, NodeType type)
    {
        var result = new Tree(StringComparer.Ordinal);
        foreach (var item in list ?? [])
        {
            if (type.ElementOf(item) is { } element) result.TryAdd(element, item);
        }

        return result;
    }
}
