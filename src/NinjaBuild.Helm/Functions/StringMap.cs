using NinjaBuild.GoTemplates;

namespace NinjaBuild.Helm.Functions;

/// <summary>A <c>map[string]string</c>.</summary>
internal sealed class StringMap() : Dictionary<string, object?>(StringComparer.Ordinal), IGoTyped
{
    public string GoType => "map[string]string";
}
