using System.Globalization;
using System.Text;
using NinjaBuild.Deploy.Planning;

namespace NinjaBuild.Deploy.Reports;

/// <summary>A plan as Markdown, for a comment on a change request.</summary>
public static class PlanMarkdown
{
    /// <summary>The text.</summary>
    public static string Write(DeployPlan plan)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## {plan.Release}\n\n{PlanText.Summary(plan)}\n");
        if (plan.Notes.Count > 0)
            text.Append('\n');
        foreach (var note in plan.Notes)
            text.Append(CultureInfo.InvariantCulture, $"> {Cell(note)}\n");
        var changes = plan.Objects.Where(item => item.IsChange).ToList();
        if (changes.Count > 0 || plan.Hooks.Count > 0 || plan.CreatesNamespace)
            text.Append("\n| action | object | wave | why |\n|---|---|---|---|\n");
        if (plan.CreatesNamespace)
            text.Append(CultureInfo.InvariantCulture, $"| create | Namespace `{plan.Release.Namespace}` | | |\n");
        foreach (var hook in plan.Hooks)
            text.Append(CultureInfo.InvariantCulture, $"| run hook | `{hook.Object.Identity}` | {hook.Object.Wave} | |\n");
        foreach (var item in changes)
            text.Append(CultureInfo.InvariantCulture, $"| {item.Action.ToString().ToLowerInvariant()} | `{item.Identity}` | {PlanText.WaveTitle(item.Wave).Replace("wave ", "", StringComparison.Ordinal)} | {Cell(item.Reason)} |\n");
        foreach (var item in changes.Where(item => item.Changes.Count > 0))
            AppendFields(text, item);
        return text.ToString();
    }

    static void AppendFields(StringBuilder text, PlannedObject item)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n<details><summary>{item.Identity}</summary>\n\n| field | before | after |\n|---|---|---|\n");
        foreach (var change in item.Changes)
        {
            text.Append(change.IsSecret
                ? $"| {Code(change.Path)} | (secret) | (secret) |\n"
                : $"| {Code(change.Path)} | {Code(change.Before)} | {Code(change.After)} |\n");
        }

        text.Append("\n</details>\n");
    }

    // In code nothing but the backtick means anything, and the bar that parts cells.
    static string Code(string? value) => value is null ? "" : $"`{OneLine(value).Replace('`', '\'')}`";

    static string Cell(string? text) => OneLine(text ?? "").Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    static string OneLine(string text) => OutputLine.Of(text).Replace("|", "\\|", StringComparison.Ordinal);
}
