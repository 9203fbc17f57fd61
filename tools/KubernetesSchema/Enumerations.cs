namespace NinjaBuild.KubernetesSchema;

/// <summary>
/// Some versions are known from sources that tell no allowed values. Such a version gets those of its neighbours that do, all of them: a
/// value that one of the neighbours takes is never called wrong.
/// </summary>
static class Enumerations
{
    public static void Complete(List<ApiRelease> releases)
    {
        var telling = releases.ConvertAll(release => release.HasEnumerations);
        for (int i = 0; i < releases.Count; i++)
        {
            if (telling[i]) continue;
            int before = telling.LastIndexOf(true, i);
            int after = telling.IndexOf(true, i);
            foreach (var definition in releases[i].Definitions.Values)
            {
                foreach (var field in definition.Fields.Values.ToList())
                {
                    var values = Values(releases, before, definition, field).Union(Values(releases, after, definition, field), StringComparer.Ordinal);
                    definition.Fields[field.Name] = field with { Enum = [.. values.Order(StringComparer.Ordinal)] };
                }
            }
        }
    }

    static IReadOnlyList<string> Values(List<ApiRelease> releases, int index, ApiDefinition definition, ApiField field) =>
        index >= 0
        && releases[index].Definitions.TryGetValue(definition.Name, out var other)
        && other.Fields.TryGetValue(field.Name, out var same)
        && same.Type == field.Type
            ? same.Enum
            : [];
}
