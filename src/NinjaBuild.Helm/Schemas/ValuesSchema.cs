using System.Runtime.CompilerServices;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Dependencies;

namespace NinjaBuild.Helm.Schemas;

/// <summary>A chart's <c>values.schema.json</c>: JSON Schema of drafts 4, 6, 7, 2019-09 and 2020-12 (which is taken where none is named).</summary>
public sealed class ValuesSchema
{
    static readonly ConditionalWeakTable<Chart, ValuesSchema> Parsed = [];

    readonly SchemaDocument _document;

    ValuesSchema(SchemaDocument document) => _document = document;

    /// <summary>Reads a schema.</summary>
    /// <param name="utf8">Its bytes.</param>
    /// <param name="path">What errors call it.</param>
    /// <exception cref="ChartException">It is no schema.</exception>
    public static ValuesSchema Parse(ReadOnlyMemory<byte> utf8, string path) => new(SchemaDocument.Parse(utf8, path));

    /// <summary>The schema of a chart, which is read once; null where it has none.</summary>
    /// <exception cref="ChartException">It is no schema.</exception>
    internal static ValuesSchema? Of(Chart chart) => chart.Schema is { } schema
        ? Parsed.GetValue(chart, _ => Parse(schema, $"{chart.Source}/values.schema.json"))
        : null;

    /// <summary>What of the values the schema does not allow; empty where it allows them all.</summary>
    /// <exception cref="ChartException">The schema refers to something that is not there.</exception>
    public IReadOnlyList<SchemaViolation> Validate(IReadOnlyDictionary<string, object?> values) => SchemaValidator.Validate(_document.Root, values);

    /// <summary>Holds the values of a chart and its subcharts against their schemas; Helm's report, empty where all are met.</summary>
    /// <exception cref="ChartException">A schema is none.</exception>
    internal static string Report(ChartInstance chart, IReadOnlyDictionary<string, object?> values)
    {
        var report = "";
        if (Of(chart.Chart) is { } schema)
        {
            var violations = schema.Validate(values);
            if (violations.Count > 0)
                report = $"{chart.Name}:\n{string.Join('\n', violations)}\n";
        }

        foreach (var subchart in chart.Subcharts)
        {
            if (values.GetValueOrDefault(subchart.Name) is IReadOnlyDictionary<string, object?> own)
                report += Report(subchart, own);
        }

        return report;
    }
}
