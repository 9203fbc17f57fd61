using NinjaBuild.ApiServer.Objects;

namespace NinjaBuild.ApiServer.Requests;

/// <summary>The <c>Scale</c> of a workload.</summary>
static class Scale
{
    public static Tree Of(Tree workload)
    {
        var metadata = new Tree(StringComparer.Ordinal);
        foreach (var field in (ReadOnlySpan<string>)["name", "namespace", "uid", "resourceVersion", "creationTimestamp"])
            metadata.Put(field, workload.At("metadata", field));
        var labels = workload.Mapping("spec", "selector", "matchLabels").OrderBy(label => label.Key, StringComparer.Ordinal);
        return new Tree
        {
            ["kind"] = "Scale",
            ["apiVersion"] = "autoscaling/v1",
            ["metadata"] = metadata,
            ["spec"] = new Tree { ["replicas"] = workload.Number("spec", "replicas") ?? 0 },
            ["status"] = new Tree
            {
                ["replicas"] = workload.Number("status", "replicas") ?? 0,
                ["selector"] = string.Join(',', labels.Select(label => $"{label.Key}={label.Value}")),
            },
        };
    }
}
