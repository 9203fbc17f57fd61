using NinjaBuild.ApiServer.Requests;

namespace NinjaBuild.ApiServer.Deletion;

/// <summary>How objects are deleted: from the body and the query of a request.</summary>
/// <param name="Propagation"><c>Background</c>, <c>Foreground</c> or <c>Orphan</c>.</param>
/// <param name="IsDryRun">Whether nothing is deleted.</param>
/// <param name="Uid">The uid that the object must have; null for any.</param>
/// <param name="ResourceVersion">The resource version that it must have; null for any.</param>
sealed record DeleteOptions(string Propagation, bool IsDryRun, string? Uid, string? ResourceVersion)
{
    public static DeleteOptions Background { get; } = new("Background", IsDryRun: false, Uid: null, ResourceVersion: null);

    public static DeleteOptions Read(ApiRequest request)
    {
        var body = request.Body.Length > 0 ? BodyReading.Mapping(request) : [];
        bool isOrphaned = body.IsTrue("orphanDependents") || request.Query.GetValueOrDefault("orphanDependents") == "true";
        var propagation = body.Text("propagationPolicy") ?? request.Query.GetValueOrDefault("propagationPolicy") ?? (isOrphaned ? "Orphan" : "Background");
        return new DeleteOptions(
            propagation,
            request.IsDryRun || body.Items("dryRun").Contains("All"),
            body.Text("preconditions", "uid"),
            body.Text("preconditions", "resourceVersion"));
    }
}
