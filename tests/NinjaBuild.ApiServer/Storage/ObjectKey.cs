namespace NinjaBuild.ApiServer.Storage;

/// <summary>Where an object is kept; the versions of a kind share one place.</summary>
/// <param name="GroupResource"><c>deployments.apps</c>.</param>
/// <param name="Namespace">The namespace; empty for objects of the cluster.</param>
/// <param name="Name">The name.</param>
readonly record struct ObjectKey(string GroupResource, string Namespace, string Name);

/// <summary>The order of lists: by namespace and name.</summary>
sealed class ObjectKeyOrder : IComparer<ObjectKey>
{
    public static ObjectKeyOrder Instance { get; } = new();

    public int Compare(ObjectKey x, ObjectKey y)
    {
        int order = string.CompareOrdinal(x.GroupResource, y.GroupResource);
        if (order == 0) order = string.CompareOrdinal(x.Namespace, y.Namespace);
        return order != 0 ? order : string.CompareOrdinal(x.Name, y.Name);
    }
}
