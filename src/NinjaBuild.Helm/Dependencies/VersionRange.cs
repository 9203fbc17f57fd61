using NinjaBuild.GoTemplates;
using NinjaBuild.Helm.Functions;

namespace NinjaBuild.Helm.Dependencies;

/// <summary>Ranges of versions: Helm's IsCompatibleRange.</summary>
static class VersionRange
{
    /// <summary>Whether a version is in a range; false where either is none.</summary>
    public static bool Contains(string range, string version)
    {
        try
        {
            return new SemVersionConstraint(range).IsMetBy(SemVersion.Parse(version));
        }
        catch (FunctionException)
        {
            return false;
        }
    }
}
