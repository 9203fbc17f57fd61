namespace NinjaBuild.Yaml.Scalars;

/// <summary>The JSON name of a key, which in YAML may be a number or a boolean (convertToJSONableObject of sigs.k8s.io/yaml).</summary>
static class KeyName
{
    /// <summary>The name, or null where the key is no string, number or boolean.</summary>
    public static string? Of(object? key) => key switch
    {
        string s => s,
        bool b => b ? "true" : "false",
        long n => n.ToString(),
        ulong n => n.ToString(),
        double d => GoFloat.Key(d),
        _ => null,
    };
}
