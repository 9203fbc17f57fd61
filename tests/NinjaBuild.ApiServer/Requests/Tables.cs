using NinjaBuild.ApiServer.Discovery;

namespace NinjaBuild.ApiServer.Requests;

/// <summary>Objects as rows of a table, for <c>kubectl get</c>.</summary>
static class Tables
{
    public static bool AreServed => false;

    public static Tree Of(ApiResource resource, IReadOnlyList<Tree> objects, string revision) => throw new NotSupportedException();
}
