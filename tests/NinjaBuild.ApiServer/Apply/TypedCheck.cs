using NinjaBuild.ApiServer.Discovery;
using NinjaBuild.ApiServer.Objects;
using NinjaBuild.ApiServer.Requests;
using NinjaBuild.Kubernetes.Schema;

namespace NinjaBuild.ApiServer.Apply;

/// <summary>Whether what is applied fits the schema; server-side apply refuses unknown fields and wrong types whatever the field validation.</summary>
sealed class TypedCheck
{
    readonly List<string> _problems = [];

    /// <summary>Checks what is applied.</summary>
    /// <param name="resource">Its resource.</param>
    /// <param name="applied">The object, which is named in messages.</param>
    /// <param name="fields">The fields to check.</param>
    /// <param name="type">Their type.</param>
    /// <exception cref="StatusFailure">It does not fit.</exception>
    public static void Check(ApiResource resource, Tree applied, Tree fields, NodeType type)
    {
        var check = new TypedCheck();
        check.Visit(fields, type, "");
        if (check._problems.Count == 0) return;
        var all = check._problems.Count == 1 ? check._problems[0] : "errors:\n" + string.Join('\n', check._problems.Select(problem => "  " + problem));
        throw StatusFailure.Internal($"failed to create typed patch object ({applied.Namespace()}/{applied.Name()}; {resource.GoType}): {all}");
    }

    void Visit(object? value, NodeType type, string path)
    {
        if (value is null) return;
        switch (type.Type?.Shape)
        {
            case FieldShape.Definition:
                if (value is not Tree fields) Wrong(path, "map", value);
                else Fields(fields, type, path);
                break;
            case FieldShape.Map or FieldShape.Object:
                if (value is not Tree mapping) Wrong(path, "map", value);
                else foreach (var (name, inner) in mapping) Visit(inner, type.Field(name), $"{path}.{name}");
                break;
            case FieldShape.List:
                if (value is not TreeList list) Wrong(path, "list", value);
                else Items(list, type, path);
                break;
            case FieldShape.String or FieldShape.Bytes or FieldShape.DateTime:
                if (value is not string) Wrong(path, "string", value);
                break;
            case FieldShape.Boolean:
                if (value is not bool) Wrong(path, "boolean", value);
                break;
            case FieldShape.Int32 or FieldShape.Int64 or FieldShape.Double:
                if (value is not (long or double)) Wrong(path, "numeric (int or float)", value);
                break;
        }
    }

    void Fields(Tree fields, NodeType type, string path)
    {
        if (type.Definition is null) return;
        foreach (var (name, inner) in fields)
        {
            if (type.IsNamed(name)) Visit(inner, type.Field(name), $"{path}.{name}");
            else _problems.Add($"{path}.{name}: field not declared in schema");
        }
    }

    void Items(TreeList list, NodeType type, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < list.Count; i++)
        {
            if (!type.IsAssociative)
            {
                Visit(list[i], type.Item, $"{path}[{i}]");
            }
            else if (type.ElementOf(list[i]) is not { } element)
            {
                _problems.Add($"{path}: element {i}: associative list with keys has an element that omits key field \"{string.Join(',', type.MapKeys)}\" (and doesn't have default value)");
            }
            else
            {
                var inner = path + PathElement.Shown(element);
                if (!seen.Add(element)) _problems.Add($"{path}: duplicate entries for key {PathElement.Shown(element)}");
                Visit(list[i], type.Item, inner);
            }
        }
    }

    void Wrong(string path, string wanted, object value) => _problems.Add($"{path}: expected {wanted}, got &{{{JsonTree.Text(value)}}}");
}
