using System.Globalization;
using NinjaBuild.ApiServer.Discovery;
using NinjaBuild.ApiServer.Objects;
using NinjaBuild.ApiServer.Storage;

namespace NinjaBuild.ApiServer.Requests;

/// <summary>
/// Gives objects in the form that the <c>Accept</c> header asks for: themselves, or their metadata alone.
/// <c>kubectl</c> asks for tables first, but takes objects too.
/// </summary>
static class Representations
{
    public static Answer One(ApiRequest request, ApiResource resource, Tree tree, int statusCode = 200) =>
        Answer.Of(Form(request, resource)(tree), statusCode);

    public static Answer Many(ApiRequest request, ApiResource resource, IReadOnlyList<StoredObject> objects, long revision, string? next = null, int left = 0)
    {
        var version = revision.ToString(CultureInfo.InvariantCulture);
        var form = Form(request, resource);
        var metadata = new Tree { ["resourceVersion"] = version };
        if (next is not null)
        {
            metadata["continue"] = next;
            metadata["remainingItemCount"] = (long)left;
        }

        bool isPartial = WantsMetadata(request);
        return Answer.Of(new Tree
        {
            ["kind"] = isPartial ? "PartialObjectMetadataList" : resource.Kind + "List",
            ["apiVersion"] = isPartial ? "meta.k8s.io/v1" : resource.Type.ApiVersion,
            ["metadata"] = metadata,
            ["items"] = new TreeList(objects.Select(found => (object?)form(found.Tree))),
        });
    }

    /// <summary>How an object looks in an answer or in the events of a watch.</summary>
    public static Func<Tree, Tree> Form(ApiRequest request, ApiResource resource)
    {
        if (WantsMetadata(request))
        {
            return tree => new Tree(StringComparer.Ordinal)
            {
                ["kind"] = "PartialObjectMetadata",
                ["apiVersion"] = "meta.k8s.io/v1",
                ["metadata"] = tree.At("metadata"),
            };
        }

        // The versions of a kind share their fields as far as tests go.
        return tree => tree.ApiVersion() == resource.Type.ApiVersion ? tree : new Tree(tree, StringComparer.Ordinal) { ["apiVersion"] = resource.Type.ApiVersion };
    }

    static bool WantsMetadata(ApiRequest request) => request.Accept.Contains("as=PartialObjectMetadata", StringComparison.Ordinal);
}
