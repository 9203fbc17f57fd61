namespace NinjaBuild.Helm.Linting;

/// <summary>What is known of a value in a template without running it: which part of the values it may be.</summary>
abstract record Flow
{
    /// <summary>Nothing to do with values, or nothing is known.</summary>
    public static Flow Unknown { get; } = new Other();

    /// <summary>The dot of a chart's file.</summary>
    public static Flow Root { get; } = new Context();

    /// <summary>All of these may be it.</summary>
    public static Flow AnyOf(IEnumerable<Flow> flows)
    {
        var known = flows.SelectMany(flow => flow is Several several ? several.Flows : [flow]).Where(flow => flow is not Other).Distinct().ToList();
        return known.Count switch { 0 => Unknown, 1 => known[0], _ => new Several(known) };
    }

    /// <summary>A field of it.</summary>
    public virtual Flow Field(string name) => Unknown;

    /// <summary>An entry of it when it is ranged over.</summary>
    public virtual Flow Element => Unknown;

    /// <summary>What tells it from other flows, in one text.</summary>
    public abstract string Key { get; }

    public sealed record Other : Flow
    {
        public override string Key => "?";
    }

    public sealed record Context : Flow
    {
        public override string Key => ".";

        public override Flow Field(string name) => name == "Values" ? new Value("") : Unknown;
    }

    /// <summary>A part of the values.</summary>
    /// <param name="Path">Keys with a slash ahead of each; * for any.</param>
    public sealed record Value(string Path) : Flow
    {
        public override string Key => "v" + Path;

        public override Flow Element => Field("*");

        public override Flow Field(string name) => new Value($"{Path}/{name}");
    }

    /// <summary>A map that the template has made.</summary>
    public sealed record Made(IReadOnlyDictionary<string, Flow> Entries) : Flow
    {
        public override string Key => "{" + string.Join(',', Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}:{entry.Value.Key}")) + "}";

        public override Flow Element => AnyOf(Entries.Values);

        public override Flow Field(string name) => Entries.GetValueOrDefault(name) ?? Unknown;

        public bool Equals(Made? other) => other is not null && Key == other.Key;

        public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>One of several.</summary>
    public sealed record Several(IReadOnlyList<Flow> Flows) : Flow
    {
        public override string Key => string.Join('|', Flows.Select(flow => flow.Key));

        public override Flow Element => AnyOf(Flows.Select(flow => flow.Element));

        public override Flow Field(string name) => AnyOf(Flows.Select(flow => flow.Field(name)));

        public bool Equals(Several? other) => other is not null && Key == other.Key;

        public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
    }
}
