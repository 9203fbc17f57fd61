using System.Text.Json;

namespace NinjaBuild.Deploy.Engines;

/// <summary>Reads what <c>helm history --output json</c> prints.</summary>
static class HelmHistory
{
    /// <summary>The revisions, the oldest first.</summary>
    /// <exception cref="DeployException">It is no list of revisions.</exception>
    public static IReadOnlyList<HelmRevision> Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return [.. document.RootElement.EnumerateArray().Select(Revision).OrderBy(revision => revision.Number)];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new DeployException("helm history", $"it printed something else than revisions: {error.Message}");
        }
    }

    static HelmRevision Revision(JsonElement element) => new(
        element.GetProperty("revision").GetInt32(), element.GetProperty("status").GetString() ?? "", Text(element, "chart") ?? "")
    {
        Updated = element.TryGetProperty("updated", out var updated) && updated.ValueKind == JsonValueKind.String && updated.TryGetDateTimeOffset(out var time) ? time : null,
        Description = Text(element, "description") ?? "",
    };

    static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
