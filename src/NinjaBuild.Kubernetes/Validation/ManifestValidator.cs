using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Schema;

namespace NinjaBuild.Kubernetes.Validation;

/// <summary>
/// Checks objects against what a version of Kubernetes serves, without a cluster: kinds, fields, types, required fields, allowed values.
/// Objects of kinds that are not built in are counted, not checked.
/// </summary>
public static class ManifestValidator
{
    /// <summary>Checks objects; all findings at once.</summary>
    public static ValidationReport Validate(IEnumerable<Manifest> manifests, KubernetesSchema schema)
    {
        var findings = new List<Finding>();
        var notChecked = new List<Manifest>();
        int count = 0;
        foreach (var manifest in manifests)
        {
            if (schema.DefinitionOf(manifest.Type) is { } definition)
            {
                new ObjectCheck(schema, manifest, findings).Run(definition);
                count++;
            }
            else if (KindCheck.Problem(schema, manifest) is { } finding)
            {
                findings.Add(finding);
                count++;
            }
            else
            {
                notChecked.Add(manifest);
            }
        }

        return new ValidationReport(findings, count, notChecked);
    }
}
