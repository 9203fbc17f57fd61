
namespace NinjaBuild.Compare.Differences;

/// <summary>What says something by being there, even with nothing in it (https://kubernetes.io/docs/reference/kubernetes-api/).</summary>
static class EmptyMeaning
{
    static readonly HashSet<string> Fields = new(StringComparer.Ordinal) { "emptyDir", "podSelector", "namespaceSelector" };

    /// <summary>Whether a field, or an item of a list, means something when it is empty.</summary>
    public static bool Has(FieldPath path) => path.Steps is [.., var last] && (last.StartsWith('[') || Fields.Contains(last));
}
