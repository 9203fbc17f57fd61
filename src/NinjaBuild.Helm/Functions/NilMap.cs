using NinjaBuild.GoTemplates;

namespace NinjaBuild.Helm.Functions;

/// <summary>A map that is nil, as reading "null" gives: empty, but null in JSON.</summary>
internal sealed class NilMap() : Dictionary<string, object?>(StringComparer.Ordinal), IGoTyped
{
    public string GoType => "map[string]interface {}";
}
