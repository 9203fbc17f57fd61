using NinjaBuild.ApiServer.Requests;

namespace NinjaBuild.ApiServer.Apply;

/// <summary>Says whose fields an apply would change, in the words of apimachinery's pkg/util/managedfields.</summary>
static class FieldConflicts
{
    public static StatusFailure Failure(IReadOnlyList<(FieldManager Manager, FieldSet Paths)> conflicts)
    {
        var all = conflicts
            .SelectMany(conflict => conflict.Paths.Paths().Select(path => (Manager: Shown(conflict.Manager), Path: PathElement.Shown(path))))
            .OrderBy(conflict => conflict.Manager, StringComparer.Ordinal).ToList();
        var causes = all.ConvertAll(conflict => new StatusCause("FieldManagerConflict", $"conflict with {conflict.Manager}", conflict.Path));
        if (all.Count == 1)
            return StatusFailure.ApplyConflict($"Apply failed with 1 conflict: conflict with {all[0].Manager}: {all[0].Path}", causes);
        var lines = all.GroupBy(conflict => conflict.Manager)
            .SelectMany(group => group.Select(conflict => $"- {conflict.Path}").Prepend($"conflicts with {group.Key}:"));
        return StatusFailure.ApplyConflict($"Apply failed with {all.Count} conflicts: {string.Join('\n', lines)}", causes);
    }

    static string Shown(FieldManager manager)
    {
        var name = $"\"{manager.Name}\"";
        if (manager.Subresource.Length > 0) name += $" with subresource \"{manager.Subresource}\"";
        return manager.IsApply ? name : $"{name} using {manager.ApiVersion}";
    }
}
