using NinjaBuild.Workspace;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Compare.Import.Writing;

/// <summary>Says what an import inferred, how surely, and what remains to be decided.</summary>
public static class ImportSummary
{
    const int MostFiles = 12;

    /// <summary>The lines.</summary>
    public static IReadOnlyList<string> Write(ImportResult result)
    {
        var lines = new List<string>();
        lines.AddRange(Table(["App", "Type", "Because of", "How surely"], [.. result.Apps.Select(app => new[] { app.Name, ModelType.NameOf(app.Type), app.Why, Words(app.Certainty) })]));
        if (result.Kept.Count > 0)
        {
            lines.Add("");
            lines.Add($"Kept as manifests, {Count(result.Kept.Count, "object")}:");
            lines.AddRange(result.Kept.GroupBy(item => (item.Kind, item.Why)).Select(group => $"  {group.Key.Kind} {string.Join(", ", group.Select(item => item.Name))}: {group.Key.Why}"));
        }

        if (result.Secrets.Count > 0)
        {
            lines.Add("");
            lines.Add("Secrets that were taken out:");
            lines.AddRange(result.Secrets.Select(secret => $"  {secret.Where} -> {secret.Becomes}"));
        }

        if (result.Decisions.Count > 0)
        {
            lines.Add("");
            lines.Add("To decide or to do:");
            lines.AddRange(result.Decisions.Select(decision => $"  {decision}"));
        }

        lines.Add("");
        lines.Add($"{Count(result.Files.Count, "file")} written, for {(result.Environments is [Reading.LiveEnvironment.Default] ? "the chart's default values" : string.Join(", ", result.Environments))}:");
        lines.AddRange(result.Files.Take(MostFiles).Select(file => $"  {file.Path}"));
        if (result.Files.Count > MostFiles)
            lines.Add($"  and {result.Files.Count - MostFiles} more below {WorkspaceLayout.AppsFolder}/{result.Chart} and {WorkspaceLayout.ChartsFolder}/{result.Chart}");
        return lines;
    }

    static IEnumerable<string> Table(string[] head, IReadOnlyList<string[]> rows)
    {
        if (rows.Count == 0)
            return ["No apps were found: all objects are kept as manifests"];
        var widths = head.Select((title, column) => rows.Max(row => row[column].Length) is var width && width > title.Length ? width : title.Length).ToList();
        return [Row(head), Row([.. widths.Select(width => new string('─', width))]), .. rows.Select(Row)];

        string Row(string[] cells) => string.Join("  ", cells.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd();
    }

    static string Words(Certainty certainty) => certainty == Certainty.Certain ? "certain" : "likely: look at it";

    static string Count(int number, string thing) => number == 1 ? $"1 {thing}" : $"{number} {thing}s";
}
