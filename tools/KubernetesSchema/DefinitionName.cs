namespace NinjaBuild.KubernetesSchema;

/// <summary>Names of definitions.</summary>
static class DefinitionName
{
    static readonly string[] Prefixes =
    [
        "io.k8s.api.", "io.k8s.apimachinery.pkg.apis.", "io.k8s.apimachinery.pkg.",
        "io.k8s.apiextensions-apiserver.pkg.apis.", "io.k8s.kube-aggregator.pkg.apis.",
    ];

    /// <summary>The name without the path of its Go package: <c>core.v1.Container</c>.</summary>
    public static string Short(string name)
    {
        var prefix = Array.Find(Prefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal));
        return prefix is null ? throw new InvalidDataException($"the definition {name} is of a package that is not known here") : name[prefix.Length..];
    }
}
