using NinjaBuild.ApiServer.Apply;
using NinjaBuild.ApiServer.Discovery;
using NinjaBuild.ApiServer.Objects;
using NinjaBuild.Kubernetes.Schema;

namespace NinjaBuild.ApiServer.Requests;

/// <summary>Decodes an object by its schema: fields that the kind does not have are dropped, values of the wrong type refused.</summary>
static class UnknownFields
{
    /// <summary>Takes unknown fields out of an object.</summary>
    /// <param name="value">The object, or a part of it, which is changed.</param>
    /// <param name="type">Its type.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="problems">Takes a line for each field.</param>
    /// <param name="resource">The resource, for messages.</param>
    /// <exception cref="StatusFailure">A value is of the wrong type.</exception>
    public static void Drop(object? value, NodeType type, string path, List<string> problems, ApiResource resource)
    {
        switch (value)
        {
            case Tree mapping when type.Definition is not null:
                foreach (var name in mapping.Keys.ToArray())
                {
                    var inner = path.Length == 0 ? name : $"{path}.{name}";
                    if (type.IsNamed(name))
                    {
                        Drop(mapping[name], type.Field(name), inner, problems, resource);
                        continue;
                    }

                    mapping.Remove(name);
                    problems.Add($"unknown field \"{inner}\"");
                }

                break;
            case Tree mapping when type.Type?.Shape is FieldShape.Map:
                foreach (var (name, inner) in mapping) Drop(inner, type.Field(name), $"{path}.{name}", problems, resource);
                break;
            case TreeList list when type.Type?.Shape is FieldShape.List:
                for (int i = 0; i < list.Count; i++) Drop(list[i], type.Item, $"{path}[{i}]", problems, resource);
                break;
            case not null when IsWrong(value, type.Type?.Shape):
                throw StatusFailure.BadRequest(
                    $"{resource.Kind} in version \"{resource.Type.Version}\" cannot be handled as a {resource.Kind}: json: cannot unmarshal "
                    + $"{JsonType(value)} into Go struct field {resource.Kind}.{path} of type {GoType(type.Type!)}");
        }
    }

    static bool IsWrong(object value, FieldShape? shape) => shape switch
    {
        FieldShape.String or FieldShape.Bytes or FieldShape.DateTime => value is not string,
        FieldShape.Boolean => value is not bool,
        FieldShape.Int32 or FieldShape.Int64 => value is not long,
        FieldShape.Double => value is not (long or double),
        FieldShape.Definition or FieldShape.Map => value is not Tree,
        FieldShape.List => value is not TreeList,
        _ => false,
    };

    static string JsonType(object value) => value switch
    {
        string => "string",
        bool => "bool",
        Tree => "object",
        TreeList => "array",
        _ => $"number {JsonTree.Text(value)}",
    };

    static string GoType(FieldType type) => type.Shape switch
    {
        FieldShape.Boolean => "bool",
        FieldShape.Int32 => "int32",
        FieldShape.Int64 => "int64",
        FieldShape.Double => "float64",
        FieldShape.List => "[]" + GoType(type.Element!),
        FieldShape.Map => "map[string]" + GoType(type.Element!),
        FieldShape.Definition => type.DefinitionName?[(type.DefinitionName.IndexOf('.', StringComparison.Ordinal) + 1)..] ?? "map[string]interface {}",
        _ => "string",
    };
}
