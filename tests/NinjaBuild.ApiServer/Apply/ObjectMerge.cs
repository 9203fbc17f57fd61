namespace NinjaBuild.ApiServer.Apply;

/// <summary>Merges what is applied into what is there, and takes fields out; the originals stay as they are.</summary>
static class ObjectMerge
{
    /// <summary>What is there with everything that is applied put over it.</summary>
    public static object? Merge(object? live, object? applied, NodeType type) => (live, applied) switch
    {
        (Tree there, Tree wanted) when !type.IsAtomicMapping => Mappings(there, wanted, type),
        (TreeList there, TreeList wanted) when type.IsAssociative => Lists(there, wanted, type),
        _ => applied,
    };

    /// <summary>An object without the paths of a set. Mappings that lose all their fields are null, as structured-merge-diff has it.</summary>
    public static object? Remove(object? value, FieldSet paths, NodeType type)
    {
        if (paths.IsEmpty) return value;
        return value switch
        {
            Tree mapping when !type.IsAtomicMapping => RemoveFields(mapping, paths, type),
            TreeList list when type.IsAssociative => RemoveItems(list, paths, type),
            _ => value,
        };
    }

    static Tree Mappings(Tree live, Tree applied, NodeType type)
    {
        var result = new Tree(live, StringComparer.Ordinal);
        foreach (var (name, value) in applied)
            result[name] = live.TryGetValue(name, out var there) ? Merge(there, value, type.Field(name)) : value;
        return result;
    }

    // The order is that of the applied list; items that only the live one has stay where they are relative to those that both have.
    static TreeList Lists(TreeList live, TreeList applied, NodeType type)
    {
        var wanted = applied.ConvertAll(item => type.ElementOf(item) ?? "");
        var there = live.ConvertAll(item => type.ElementOf(item) ?? "");
        var shared = new Queue<string>(wanted.Where(there.Contains));
        var wantedOnce = wanted.ToHashSet(StringComparer.Ordinal);
        var merged = new HashSet<string>(StringComparer.Ordinal);
        var result = new TreeList();
        int at = 0;
        int next = 0;
        while (at < there.Count || next < wanted.Count)
        {
            if (at < there.Count && next < wanted.Count && there[at] != wanted[next]
                && wantedOnce.Contains(there[at]) && shared.TryPeek(out var expected) && expected != there[at])
            {
                at++;
                continue;
            }

            if (at < there.Count && (next >= wanted.Count || there[at] != wanted[next]))
            {
                if (!wantedOnce.Contains(there[at]))
                {
                    result.Add(live[at++]);
                    continue;
                }

                if (merged.Contains(there[at])) at++;
            }
            else if (at < there.Count)
            {
                at++;
            }

            if (next >= wanted.Count) continue;
            var element = wanted[next];
            int match = there.IndexOf(element);
            merged.Add(element);
            result.Add(match < 0 ? applied[next] : Merge(live[match], applied[next], type.Item));
            if (shared.TryPeek(out var done) && done == element) shared.Dequeue();
            next++;
        }

        return result;
    }

    static Tree? RemoveFields(Tree mapping, FieldSet paths, NodeType type)
    {
        var result = new Tree(mapping.Count, StringComparer.Ordinal);
        foreach (var (name, value) in mapping)
        {
            var element = PathElement.OfField(name);
            if (!paths.Has(element)) result[name] = Remove(value, paths.Below(element), type.Field(name));
        }

        return result.Count > 0 || mapping.Count == 0 ? result : null;
    }

    static TreeList? RemoveItems(TreeList list, FieldSet paths, NodeType type)
    {
        var result = new TreeList(list.Count);
        foreach (var item in list)
        {
            if (type.ElementOf(item) is not { } element) result.Add(item);
            else if (!paths.Has(element)) result.Add(Remove(item, paths.Below(element), type.Item));
        }

        return result.Count > 0 || list.Count == 0 ? result : null;
    }
}
