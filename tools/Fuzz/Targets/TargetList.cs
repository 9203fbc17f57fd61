namespace NinjaBuild.Fuzz.Targets;

/// <summary>All targets, by name.</summary>
public static class TargetList
{
    /// <summary>In the order in which they are run.</summary>
    public static IReadOnlyList<IFuzzTarget> All { get; } =
    [
        new TemplateParserTarget(),
        new TemplateEvaluatorTarget(),
        new PrintfTarget(),
        new YamlReaderTarget(),
        new YamlWriterTarget(),
        new RegexTarget(),
        new SemverTarget(),
        new SetSyntaxTarget(),
        new ChartArchiveTarget(),
    ];

    /// <summary>The target of that name, or null.</summary>
    public static IFuzzTarget? Find(string name) => All.FirstOrDefault(target => target.Name == name);
}
