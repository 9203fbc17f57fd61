namespace NinjaBuild.ApiServer.Apply;

/// <summary>The paths that a manager owns by applying a value: every scalar, every item, everything that is one value as a whole.</summary>
sealed class FieldPaths
{
    readonly List<string> _path = [];
    readonly FieldSet _set = new();

    public static FieldSet Of(Tree tree, NodeType type)
    {
        var walk = new FieldPaths();
        walk.Visit(tree, type);
        return walk._set;
    }

    void Visit(object? value, NodeType type)
    {
        switch (value)
        {
            case Tree mapping when !type.IsAtomicMapping:
                foreach (var (name, inner) in mapping) Field(name, inner, type);
                break;
            case TreeList list when type.IsAssociative:
                foreach (var item in list) Item(item, type);
                break;
            default:
                Insert();
                break;
        }
    }

    void Field(string name, object? value, NodeType type)
    {
        _path.Add(PathElement.OfField(name));
        Visit(value, type.Field(name));
        if (value is null or Tree { Count: 0 } || !type.IsNamed(name)) Insert();
        _path.RemoveAt(_path.Count - 1);
    }

    void Item(object? item, NodeType type)
    {
        if (type.ElementOf(item) is not { } element) return;
        _path.Add(element);
        Visit(item, type.Item);
        Insert();
        _path.RemoveAt(_path.Count - 1);
    }

    void Insert() => _set.Insert(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_path));
}
