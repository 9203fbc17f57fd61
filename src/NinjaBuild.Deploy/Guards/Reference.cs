using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Guards;

/// <summary>A place in an object that needs another object, or a key of one: without it, pods do not start.</summary>
/// <param name="By">The object that needs it.</param>
/// <param name="Where">The field: <c>container web, env DATABASE_URL</c>.</param>
/// <param name="Kind"><c>Secret</c>, <c>ConfigMap</c>, <c>ServiceAccount</c> or <c>PersistentVolumeClaim</c>.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Key">The key; null where the object alone is needed.</param>
sealed record Reference(ObjectIdentity By, string Where, string Kind, string Namespace, string Name, string? Key)
{
    // Annotations by which cert-manager makes the Secret of an Ingress' certificate after the Ingress is there.
    static readonly string[] CertificateAnnotations = ["cert-manager.io/issuer", "cert-manager.io/cluster-issuer", "kubernetes.io/tls-acme"];

    /// <summary>The object that needs it, for people: <c>Deployment web</c>.</summary>
    public string Workload => $"{By.Kind} {By.Name}";

    /// <summary>All that an object cannot do without. What is marked optional is left out.</summary>
    public static IEnumerable<Reference> Of(ObjectIdentity identity, Tree body)
    {
        if (identity is { Group: "networking.k8s.io", Kind: "Ingress" })
            return Certificates(identity, body);
        return PodSpecs.Of(body) is { } spec ? OfPod(identity, spec) : [];
    }

    static IEnumerable<Reference> Certificates(ObjectIdentity identity, Tree body)
    {
        var annotations = body.Mapping("metadata", "annotations");
        if (CertificateAnnotations.Any(annotations.ContainsKey))
            yield break;
        foreach (var tls in body.Items("spec", "tls"))
        {
            if (tls.Text("secretName") is { } name)
                yield return new Reference(identity, "spec.tls", "Secret", identity.Namespace, name, Key: null);
        }
    }

    static IEnumerable<Reference> OfPod(ObjectIdentity identity, Tree spec)
    {
        if (spec.Text("serviceAccountName") is { } account and not "default")
            yield return new Reference(identity, "serviceAccountName", "ServiceAccount", identity.Namespace, account, Key: null);
        foreach (var secret in spec.Items("imagePullSecrets"))
        {
            if (secret.Text("name") is { } name)
                yield return new Reference(identity, "imagePullSecrets", "Secret", identity.Namespace, name, Key: null);
        }

        foreach (var container in PodSpecs.Containers(spec))
        {
            foreach (var reference in OfContainer(identity, container))
                yield return reference;
        }

        foreach (var volume in spec.Items("volumes"))
        {
            foreach (var reference in OfVolume(identity, volume as Tree, $"volume {volume.Text("name")}"))
                yield return reference;
        }
    }

    static IEnumerable<Reference> OfContainer(ObjectIdentity identity, Tree container)
    {
        var name = container.Text("name");
        foreach (var variable in container.Items("env"))
        {
            var where = $"container {name}, env {variable.Text("name")}";
            if (Make(identity, where, "Secret", variable.At("valueFrom", "secretKeyRef"), "name", "key") is { } secret)
                yield return secret;
            if (Make(identity, where, "ConfigMap", variable.At("valueFrom", "configMapKeyRef"), "name", "key") is { } config)
                yield return config;
        }

        foreach (var source in container.Items("envFrom"))
        {
            var where = $"container {name}, envFrom";
            if (Make(identity, where, "Secret", source.At("secretRef"), "name", key: null) is { } secret)
                yield return secret;
            if (Make(identity, where, "ConfigMap", source.At("configMapRef"), "name", key: null) is { } config)
                yield return config;
        }
    }

    static IEnumerable<Reference> OfVolume(ObjectIdentity identity, Tree? volume, string where)
    {
        if (volume.Text("persistentVolumeClaim", "claimName") is { } claim)
            yield return new Reference(identity, where, "PersistentVolumeClaim", identity.Namespace, claim, Key: null);
        var sources = volume.Items("projected", "sources").Select(source => (Secret: source.At("secret"), SecretName: "name", Config: source.At("configMap")))
            .Prepend((Secret: volume.At("secret"), SecretName: "secretName", Config: volume.At("configMap")));
        foreach (var source in sources)
        {
            foreach (var reference in OfSource(identity, where, "Secret", source.Secret, source.SecretName).Concat(OfSource(identity, where, "ConfigMap", source.Config, "name")))
                yield return reference;
        }
    }

    static IEnumerable<Reference> OfSource(ObjectIdentity identity, string where, string kind, object? source, string nameField)
    {
        if (Make(identity, where, kind, source, nameField, key: null) is not { } whole)
            yield break;
        yield return whole;
        foreach (var item in source.Items("items"))
        {
            if (item.Text("key") is { } key)
                yield return whole with { Key = key };
        }
    }

    static Reference? Make(ObjectIdentity identity, string where, string kind, object? source, string nameField, string? key) =>
        source is null || source.IsTrue("optional") || source.Text(nameField) is not { } name
            ? null
            : new Reference(identity, where, kind, identity.Namespace, name, key is null ? null : source.Text(key));
}
