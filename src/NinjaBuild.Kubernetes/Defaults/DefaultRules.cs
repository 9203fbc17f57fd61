namespace NinjaBuild.Kubernetes.Defaults;

/// <summary>The rules of <c>defaults.txt</c> by definition. A definition's lines are parsed when it is met for the first time.</summary>
static class DefaultRules
{
    static readonly Lazy<Dictionary<string, Lazy<DefaultRule[]>>> Rules = new(Read);

    /// <summary>The definitions that have rules.</summary>
    public static IEnumerable<string> Definitions => Rules.Value.Keys;

    /// <summary>The rules of a definition, in their order.</summary>
    public static DefaultRule[] Of(string definition) => Rules.Value.TryGetValue(definition, out var rules) ? rules.Value : [];

    static Dictionary<string, Lazy<DefaultRule[]>> Read()
    {
        using var stream = typeof(DefaultRules).Assembly.GetManifestResourceStream("defaults.txt")!;
        using var reader = new StreamReader(stream);
        var result = new Dictionary<string, Lazy<DefaultRule[]>>(StringComparer.Ordinal);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == '\t')
            {
                lines.Add(line[1..]);
                continue;
            }

            var own = lines = [];
            result.Add(line, new Lazy<DefaultRule[]>(() => [.. own.Select(DefaultRule.Parse)]));
        }

        return result;
    }
}
