using NinjaBuild.ApiServer.Objects;
using NinjaBuild.Kubernetes.Schema;

namespace NinjaBuild.ApiServer.Patching;

/// <summary>
/// Patches of <c>application/strategic-merge-patch+json</c>, as <c>kubectl apply</c> and <c>kubectl edit</c> send them: lists are merged by their
/// merge key; <c>$patch</c>, <c>$retainKeys</c>, <c>$deleteFromPrimitiveList</c> and <c>$setElementOrder</c> are followed.
/// </summary>
sealed class StrategicMerge(KubernetesSchema schema)
{
    public Tree Apply(Tree live, Tree patch, Definition? definition)
    {
        if (patch.Text("$patch") == "replace") return Plain(patch);
        var result = live.Copied();
        if (patch.GetValueOrDefault("$retainKeys") is TreeList retained)
        {
            foreach (var name in result.Keys.Where(name => !retained.Contains(name)).ToArray()) result.Remove(name);
        }

        foreach (var (name, value) in patch)
        {
            if (name.StartsWith('$'))
            {
                Directive(result, name, value, definition);
                continue;
            }

            if (value is null) result.Remove(name);
            else result[name] = Merge(result.GetValueOrDefault(name), value, definition?.Fields.GetValueOrDefault(name));
        }

        return result;
    }

    object? Merge(object? live, object value, SchemaField? field) => value switch
    {
        Tree { Count: 1 } gone when gone.Text("$patch") == "delete" => null,
        Tree mapping => Apply(live as Tree ?? [], mapping, Of(field?.Type)),
        TreeList list when field?.MergeKey is { } key => List(live as TreeList ?? [], list, key, Of(field.Type.Element)),
        TreeList list when field is { ListKind: ListKind.Set } => new TreeList((live as TreeList ?? []).Union(list)),
        _ => TreeAccess.Copy(value),
    };

    TreeList List(TreeList live, TreeList patch, string key, Definition? definition)
    {
        if (patch.Exists(item => item.Text("$patch") == "replace")) return [.. patch.OfType<Tree>().Where(item => !item.ContainsKey("$patch"))];
        var result = new TreeList(live);
        foreach (var item in patch.OfType<Tree>())
        {
            int at = result.FindIndex(other => TreeEquality.AreEqual(other.At(key), item.At(key)));
            if (item.Text("$patch") == "delete")
            {
                if (at >= 0) result.RemoveAt(at);
            }
            else if (at >= 0)
            {
                result[at] = Apply((Tree)result[at]!, item, definition);
            }
            else
            {
                result.Add(Plain(item));
            }
        }

        return result;
    }

    static void Directive(Tree result, string name, object? value, Definition? definition)
    {
        if (name.Split('/', 2) is not [var directive, var target] || value is not TreeList items || result.GetValueOrDefault(target) is not TreeList list) return;
        if (directive == "$deleteFromPrimitiveList") list.RemoveAll(item => items.Exists(gone => TreeEquality.AreEqual(gone, item)));
        if (directive != "$setElementOrder") return;
        var key = definition?.Fields.GetValueOrDefault(target)?.MergeKey;
        var wanted = items.ConvertAll(item => key is null ? item : item.At(key));
        var ordered = list.OrderBy(item => wanted.FindIndex(one => TreeEquality.AreEqual(one, key is null ? item : item.At(key))) is >= 0 and var at ? at : int.MaxValue);
        result[target] = new TreeList(ordered);
    }

    Definition? Of(FieldType? type) => type?.Shape switch
    {
        FieldShape.Definition => type.Inline ?? schema.Definition(type.DefinitionName!),
        _ => null,
    };

    static Tree Plain(Tree patch)
    {
        var result = new Tree(StringComparer.Ordinal);
        foreach (var (name, value) in patch)
        {
            if (name.StartsWith('$') || value is null) continue;
            result[name] = value switch
            {
                Tree inner => Plain(inner),
                TreeList list => list.ConvertAll(item => item is Tree inner ? Plain(inner) : item),
                _ => value,
            };
        }

        return result;
    }
}
