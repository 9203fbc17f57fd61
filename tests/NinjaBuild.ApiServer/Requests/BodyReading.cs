using System.Text.Json;
using NinjaBuild.ApiServer.Apply;
using NinjaBuild.ApiServer.Discovery;
using NinjaBuild.ApiServer.Objects;
using NinjaBuild.Yaml;

namespace NinjaBuild.ApiServer.Requests;

/// <summary>Reads objects out of bodies, as strictly as the request asks (<c>fieldValidation</c>).</summary>
static class BodyReading
{
    /// <summary>The object of a body, less the fields that its kind does not have.</summary>
    /// <param name="request">The request.</param>
    /// <param name="resource">The resource that is written.</param>
    /// <param name="catalog">What is served.</param>
    /// <param name="warnings">Takes what is wrong where the request only asks for warnings.</param>
    /// <exception cref="StatusFailure">It cannot be read.</exception>
    public static Tree Object(ApiRequest request, ApiResource resource, ResourceCatalog catalog, List<string> warnings)
    {
        var duplicates = new List<string>();
        var tree = Mapping(request, duplicates);
        if (tree.Kind().Length == 0 && tree.ApiVersion().Length == 0)
        {
            tree["apiVersion"] = resource.Type.ApiVersion;
            tree["kind"] = resource.Kind;
        }

        CheckType(tree, resource);
        var problems = duplicates.ConvertAll(path => $"duplicate field \"{path}\"");
        Decoded(tree, resource, catalog, problems, request.Query.GetValueOrDefault("fieldValidation") ?? "Warn", warnings);
        return tree;
    }

    /// <summary>Drops the fields that the kind does not have, and says so as strictly as wanted.</summary>
    public static void Decoded(Tree tree, ApiResource resource, ResourceCatalog catalog, List<string> problems, string validation, List<string> warnings)
    {
        UnknownFields.Drop(tree, NodeType.Root(catalog.Schema, resource.Definition), "", problems, resource);
        if (problems.Count == 0 || validation == "Ignore") return;
        if (validation == "Strict")
        {
            throw StatusFailure.BadRequest(
                $"{resource.Kind} in version \"{resource.Type.Version}\" cannot be handled as a {resource.Kind}: strict decoding error: {string.Join(", ", problems)}");
        }

        warnings.AddRange(problems);
    }

    /// <summary>The mapping of a body in JSON or YAML.</summary>
    public static Tree Mapping(ApiRequest request, List<string>? duplicates = null)
    {
        var tree = Any(request, duplicates);
        return tree as Tree ?? throw StatusFailure.BadRequest("the object provided is unrecognized (must be of type Object)");
    }

    /// <summary>Whatever a body holds, in JSON or YAML.</summary>
    public static object? Any(ApiRequest request, List<string>? duplicates = null)
    {
        var body = request.Body;
        if (request.ContentType == ProtobufReading.ContentType && ProtobufReading.Read(body) is { } decoded) return decoded;
        bool isYaml = request.ContentType.EndsWith("yaml", StringComparison.Ordinal);
        if (!isYaml && !request.ContentType.EndsWith("json", StringComparison.Ordinal))
        {
            throw StatusFailure.UnsupportedMediaType(
                "the body of the request was in an unknown format - accepted media types include: application/json, application/yaml");
        }

        try
        {
            // What says that it is YAML is JSON in most cases, which is read faster and tells of keys that stand twice.
            if (!isYaml || body.Span.TrimStart(" \r\n\t"u8) is [(byte)'{', ..]) return JsonTree.Read(body.Span, duplicates);
        }
        catch (JsonException e) when (!isYaml)
        {
            throw StatusFailure.BadRequest($"couldn't get version/kind; json parse error: {e.Message}");
        }
        catch (JsonException)
        {
            duplicates?.Clear();
        }

        var yaml = YamlReader.Read(body, "body");
        if (yaml.Errors.Count > 0) throw StatusFailure.BadRequest($"error decoding YAML: {yaml.Errors[0]}");
        return yaml.Documents.Count == 0 ? null : YamlValues.ToObject(yaml.Documents[0]);
    }

    public static void CheckType(Tree tree, ApiResource resource)
    {
        if (tree.ApiVersion() == resource.Type.ApiVersion && tree.Kind() == resource.Kind) return;
        if (tree.ApiVersion() != resource.Type.ApiVersion)
        {
            throw StatusFailure.BadRequest(
                $"the API version in the data ({tree.ApiVersion()}) does not match the expected API version ({resource.Type.ApiVersion})");
        }

        throw StatusFailure.BadRequest($"the kind in the data ({tree.Kind()}) does not match the expected kind ({resource.Kind})");
    }
}
