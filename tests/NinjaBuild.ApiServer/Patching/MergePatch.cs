using NinjaBuild.ApiServer.Objects;

namespace NinjaBuild.ApiServer.Patching;

/// <summary>Patches of <c>application/merge-patch+json</c> (RFC 7386).</summary>
static class MergePatch
{
    public static Tree Apply(Tree live, Tree patch)
    {
        var result = live.Copied();
        foreach (var (name, value) in patch)
        {
            if (value is null) result.Remove(name);
            else result[name] = value is Tree inner ? Apply(result.GetValueOrDefault(name) as Tree ?? [], inner) : TreeAccess.Copy(value);
        }

        return result;
    }
}
