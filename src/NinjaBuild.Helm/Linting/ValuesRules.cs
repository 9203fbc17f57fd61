using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Functions;
using NinjaBuild.Helm.Schemas;
using NinjaBuild.Helm.Values;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Helm.Linting;

/// <summary>The rules for values.yaml (helm.sh/helm/v3/pkg/lint/rules/values.go). What the loader refuses never comes here.</summary>
static class ValuesRules
{
    const string File = "values.yaml";
    const string SchemaFile = "values.schema.json";

    public static void Run(Chart chart, LintOptions options, List<LintFinding> findings)
    {
        if (!chart.Raw.Any(file => file.Path == File))
        {
            findings.Add(new LintFinding(LintSeverity.Info, "values-file", File, 0, 0, "file does not exist"));
            return;
        }

        if (options.SkipSchemaValidation)
            return;
        try
        {
            if (ValuesSchema.Of(chart) is not { } schema)
                return;
            var values = (Map)Dicts.DeepCopy(new Map(options.Values, StringComparer.Ordinal))!;
            new Coalescing(keepsNull: false).Tables(values, (Map)Dicts.DeepCopy(chart.Values)!);
            findings.AddRange(schema.Validate(values)
                .Select(violation => new LintFinding(LintSeverity.Error, "schema", File, 0, 0, violation.ToString())));
        }
        catch (ChartException error)
        {
            findings.AddRange(error.Problems.Select(problem => new LintFinding(LintSeverity.Error, "schema", SchemaFile, problem.Line, problem.Column, problem.Message)));
        }
    }
}
