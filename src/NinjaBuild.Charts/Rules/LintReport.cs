using System.Text.Json;
using NinjaBuild.Helm.Linting;

namespace NinjaBuild.Charts.Rules;

/// <summary>Findings of the linter as a file, one JSON array a line: severity, rule, path, line, column, message.</summary>
static class LintReport
{
    public static byte[] Write(IEnumerable<LintFinding> findings)
    {
        using var lines = new MemoryStream();
        foreach (var finding in findings)
        {
            using (var json = new Utf8JsonWriter(lines))
            {
                json.WriteStartArray();
                json.WriteNumberValue((int)finding.Severity);
                json.WriteStringValue(finding.Rule);
                json.WriteStringValue(finding.Path);
                json.WriteNumberValue(finding.Line);
                json.WriteNumberValue(finding.Column);
                json.WriteStringValue(finding.Message);
                json.WriteEndArray();
            }

            lines.WriteByte((byte)'\n');
        }

        return lines.ToArray();
    }

    public static IReadOnlyList<LintFinding> Read(byte[] lines)
    {
        var findings = new List<LintFinding>();
        foreach (var line in System.Text.Encoding.UTF8.GetString(lines).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var json = JsonDocument.Parse(line);
            var fields = json.RootElement;
            findings.Add(new LintFinding(
                (LintSeverity)fields[0].GetInt32(), fields[1].GetString()!, fields[2].GetString()!, fields[3].GetInt32(), fields[4].GetInt32(), fields[5].GetString()!));
        }

        return findings;
    }
}
