namespace NinjaBuild.ApiServer.Discovery;

/// <summary>
/// As much of OpenAPI v3 as <c>kubectl</c> needs to leave validation to the server: that its kinds can be patched with <c>fieldValidation</c>.
/// </summary>
static class OpenApiDocuments
{
    public static Tree Index(ResourceCatalog catalog)
    {
        var paths = new Tree(StringComparer.Ordinal);
        foreach (var apiVersion in catalog.Resources.Select(resource => resource.Type.ApiVersion).Distinct().Order(StringComparer.Ordinal))
        {
            var path = PathOf(apiVersion);
            paths[path] = new Tree { ["serverRelativeURL"] = $"/openapi/v3/{path}?hash=0" };
        }

        return new Tree { ["paths"] = paths };
    }

    public static Tree Version(ResourceCatalog catalog, string apiVersion)
    {
        var paths = new Tree(StringComparer.Ordinal);
        var schemas = new Tree(StringComparer.Ordinal);
        foreach (var resource in catalog.Resources.Where(resource => resource.Type.ApiVersion == apiVersion && !resource.IsReview))
        {
            var type = new Tree { ["group"] = resource.Group, ["version"] = resource.Type.Version, ["kind"] = resource.Kind };
            var parameters = new TreeList { Parameter("dryRun"), Parameter("fieldManager"), Parameter("fieldValidation") };
            var patch = new Tree
            {
                ["operationId"] = "patch" + resource.Kind,
                ["parameters"] = parameters,
                ["responses"] = new Tree(),
                ["x-kubernetes-action"] = "patch",
                ["x-kubernetes-group-version-kind"] = type,
            };
            paths[$"/{PathOf(apiVersion)}{(resource.IsNamespaced ? "/namespaces/{namespace}" : "")}/{resource.Plural}/{{name}}"] = new Tree { ["patch"] = patch };
            schemas[$"{apiVersion.Replace('/', '.')}.{resource.Kind}"] =
                new Tree { ["type"] = "object", ["x-kubernetes-group-version-kind"] = new TreeList { type } };
        }

        return new Tree
        {
            ["openapi"] = "3.0.0",
            ["info"] = new Tree { ["title"] = "Kubernetes", ["version"] = $"v{catalog.Schema.Version}.0" },
            ["paths"] = paths,
            ["components"] = new Tree { ["schemas"] = schemas },
        };
    }

    static string PathOf(string apiVersion) => apiVersion.Contains('/', StringComparison.Ordinal) ? $"apis/{apiVersion}" : $"api/{apiVersion}";

    static Tree Parameter(string name) => new() { ["name"] = name, ["in"] = "query", ["schema"] = new Tree { ["type"] = "string" } };
}
