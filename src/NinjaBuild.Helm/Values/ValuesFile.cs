using NinjaBuild.Helm.Charts;
using NinjaBuild.Yaml;

namespace NinjaBuild.Helm.Values;

/// <summary>Reads values files as Helm does: one YAML document, numbers as float64.</summary>
public static class ValuesFile
{
    /// <summary>Reads a values file.</summary>
    /// <param name="utf8">Its bytes.</param>
    /// <param name="path">What errors call it.</param>
    /// <exception cref="ChartException">It is no YAML, or no mapping.</exception>
    public static Dictionary<string, object?> Read(ReadOnlyMemory<byte> utf8, string path)
    {
        var problems = new List<ChartProblem>();
        var values = Read(utf8, path, problems);
        return problems.Count == 0 ? values : throw new ChartException(problems);
    }

    internal static Dictionary<string, object?> Read(ReadOnlyMemory<byte> utf8, string path, List<ChartProblem> problems)
    {
        var read = YamlReader.Read(utf8, path, dialect: YamlDialect.Kubernetes);
        foreach (var error in read.Errors)
            problems.Add(new ChartProblem(error.Path, error.At.Line, error.At.Column, error.Message));
        switch (read.Errors.Count == 0 && read.Documents is [var document, ..] ? document : null)
        {
            case null or YamlScalar { Value: null }:
                break;
            case YamlMapping mapping:
                return (Dictionary<string, object?>)JsonValues.Of(mapping)!;
            case var other:
                problems.Add(new ChartProblem(path, other.At.Line, other.At.Column, $"values are a mapping, but this is {(other is YamlSequence ? "a list" : "a single value")}"));
                break;
        }

        return new(StringComparer.Ordinal);
    }
}
