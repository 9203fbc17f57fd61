namespace NinjaBuild.ApiServer.Admission;

/// <summary>Defaults that the schema of a custom kind names.</summary>
static class CustomDefaults
{
    public static void Fill(object? schema, object? value)
    {
        if (value is TreeList list)
        {
            foreach (var item in list) Fill(schema.At("items"), item);
        }

        if (value is not Tree mapping) return;
        foreach (var (name, property) in schema.Mapping("properties"))
        {
            if (!mapping.ContainsKey(name) && property.At("default") is { } fill) mapping[name] = TreeAccess.Copy(fill);
            if (mapping.TryGetValue(name, out var inner)) Fill(property, inner);
        }

        if (schema.At("additionalProperties") is not Tree values) return;
        foreach (var inner in mapping.Values) Fill(values, inner);
    }
}
