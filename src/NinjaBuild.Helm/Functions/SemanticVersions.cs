using NinjaBuild.GoTemplates.Values;
using static NinjaBuild.GoTemplates.ParameterType;

namespace NinjaBuild.Helm.Functions;

/// <summary>Semantic versions and constraints on them.</summary>
internal static class SemanticVersions
{
    public static void AddTo(FunctionRegistry r)
    {
        r.Add("semver", [Str], (_, a) => SemVersion.Parse((string)a[0]!));
        r.Add("semverCompare", [Str, Str], (_, a) =>
        {
            var constraint = new SemVersionConstraint((string)a[0]!);
            return Boxes.Box(constraint.IsMetBy(SemVersion.Parse((string)a[1]!)));
        });
    }
}
