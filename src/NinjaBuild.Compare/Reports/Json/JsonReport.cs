using System.Text.Json;
using System.Text.Json.Serialization;
using NinjaBuild.Compare.Model;

namespace NinjaBuild.Compare.Reports.Json;

/// <summary>The report as JSON: the whole model, for programs, and to be shown again where nothing has changed.</summary>
public sealed class JsonReport : IReportWriter
{
    /// <inheritdoc/>
    public string Ending => "json";

    /// <inheritdoc/>
    public byte[] Write(ChartComparison chart) => JsonSerializer.SerializeToUtf8Bytes(chart, JsonModel.Default.ChartComparison);

    /// <summary>Reads what <see cref="Write"/> wrote, of one chart in each of its environments; null where it is something else.</summary>
    public static ChartComparison? Read(IReadOnlyList<byte[]> environments)
    {
        try
        {
            var charts = environments.Select(json => JsonSerializer.Deserialize(json, JsonModel.Default.ChartComparison)).ToList();
            if (charts.Count == 0 || charts.Contains(null))
                return null;
            var all = charts.SelectMany(chart => chart!.Environments).ToDictionary(environment => environment.Environment, StringComparer.Ordinal);
            return charts[0]! with { Environments = [.. charts[0]!.EnvironmentNames.Select(all.GetValueOrDefault).OfType<EnvironmentComparison>()] };
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>How the model is written as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NewLine = "\n")]
[JsonSerializable(typeof(ChartComparison))]
sealed partial class JsonModel : JsonSerializerContext;
