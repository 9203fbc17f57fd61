using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Schema;

namespace NinjaBuild.Kubernetes.Validation;

/// <summary>
/// Checks objects against what a version of Kubernetes serves, without a cluster: kinds, fields, types, required fields, allowed values.
/// Objects of custom kinds are checked against their CustomResourceDefinition where it is among the objects; else they are counted only.
/// </summary>
public static class ManifestValidator
{
    /// <summary>Checks objects; all findings at once.</summary>
    public static ValidationReport Validate(IReadOnlyCollection<Manifest> manifests, KubernetesSchema schema)
    {
        var custom = CustomKinds.Of(manifests);
        var findings = new List<Finding>();
        var notChecked = new List<Manifest>();
        int count = 0;
        foreach (var manifest in manifests)
        {
            if ((schema.DefinitionOf(manifest.Type) ?? custom.GetValueOrDefault(manifest.Type)) is { } definition)
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
