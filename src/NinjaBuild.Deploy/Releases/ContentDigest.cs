using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NinjaBuild.Helm.Charts;

namespace NinjaBuild.Deploy.Releases;

/// <summary>Names what a revision was made from.</summary>
static class ContentDigest
{
    /// <summary>The digest of a chart's files, whatever their order on disk.</summary>
    public static string Of(Chart chart)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, chart);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The digest of values, whatever the order of their keys.</summary>
    public static string Of(Tree values)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
            Write(json, values);
        return Convert.ToHexStringLower(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
    }

    static void Add(IncrementalHash hash, Chart chart)
    {
        foreach (var file in chart.Raw.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{chart.Name}/{file.Path}\n{file.Content.Length}\n")));
            hash.AppendData(file.Content.Span);
        }

        foreach (var subchart in chart.Subcharts)
            Add(hash, subchart);
    }

    static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case Tree mapping:
                json.WriteStartObject();
                foreach (var (key, inner) in mapping.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                {
                    json.WritePropertyName(key);
                    Write(json, inner);
                }

                json.WriteEndObject();
                break;
            case IReadOnlyList<object?> list:
                json.WriteStartArray();
                foreach (var item in list)
                    Write(json, item);
                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
