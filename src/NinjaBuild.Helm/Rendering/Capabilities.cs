using System.Collections;
using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Values;

namespace NinjaBuild.Helm.Rendering;

/// <summary><c>.Capabilities</c>: what the cluster is and serves.</summary>
sealed class Capabilities(KubeVersion kubeVersion, IReadOnlyList<string> apiVersions) : ITemplateObject
{
    /// <summary>The group versions that Helm takes for granted: those in Kubernetes' client library.</summary>
    static readonly string[] BuiltIn =
    [
        "v1", "admissionregistration.k8s.io/v1", "admissionregistration.k8s.io/v1alpha1", "admissionregistration.k8s.io/v1beta1",
        "apiextensions.k8s.io/v1", "apiextensions.k8s.io/v1beta1", "apps/v1", "apps/v1beta1", "apps/v1beta2", "authentication.k8s.io/v1",
        "authentication.k8s.io/v1alpha1", "authentication.k8s.io/v1beta1", "authorization.k8s.io/v1", "authorization.k8s.io/v1beta1",
        "autoscaling/v1", "autoscaling/v2", "autoscaling/v2beta1", "autoscaling/v2beta2", "batch/v1", "batch/v1beta1",
        "certificates.k8s.io/v1", "certificates.k8s.io/v1alpha1", "certificates.k8s.io/v1beta1", "coordination.k8s.io/v1",
        "coordination.k8s.io/v1alpha2", "coordination.k8s.io/v1beta1", "discovery.k8s.io/v1", "discovery.k8s.io/v1beta1", "events.k8s.io/v1",
        "events.k8s.io/v1beta1", "extensions/v1beta1", "flowcontrol.apiserver.k8s.io/v1", "flowcontrol.apiserver.k8s.io/v1beta1",
        "flowcontrol.apiserver.k8s.io/v1beta2", "flowcontrol.apiserver.k8s.io/v1beta3", "internal.apiserver.k8s.io/v1alpha1",
        "networking.k8s.io/v1", "networking.k8s.io/v1beta1", "node.k8s.io/v1", "node.k8s.io/v1alpha1", "node.k8s.io/v1beta1", "policy/v1",
        "policy/v1beta1", "rbac.authorization.k8s.io/v1", "rbac.authorization.k8s.io/v1alpha1", "rbac.authorization.k8s.io/v1beta1",
        "resource.k8s.io/v1", "resource.k8s.io/v1alpha3", "resource.k8s.io/v1beta1", "resource.k8s.io/v1beta2", "scheduling.k8s.io/v1",
        "scheduling.k8s.io/v1alpha1", "scheduling.k8s.io/v1beta1", "storage.k8s.io/v1", "storage.k8s.io/v1alpha1", "storage.k8s.io/v1beta1",
        "storagemigration.k8s.io/v1alpha1",
    ];

    // The Helm whose behaviour this is.
    static readonly GoStruct HelmVersion = new("version.BuildInfo")
    {
        ["Version"] = "v3.19.4",
        ["GitCommit"] = "",
        ["GitTreeState"] = "clean",
        ["GoVersion"] = "",
    };

    readonly ApiVersionList _apiVersions = new([.. BuiltIn, .. apiVersions]);

    public string GoType => "*chartutil.Capabilities";

    public bool TryGetField(string name, out object? value)
    {
        value = name switch
        {
            "KubeVersion" => kubeVersion,
            "APIVersions" => _apiVersions,
            "HelmVersion" => HelmVersion,
            _ => null,
        };
        return value is not null;
    }

    public override string ToString() => kubeVersion.ToString();

    sealed class ApiVersionList(List<string> versions) : ITemplateObject, IReadOnlyList<object?>
    {
        public string GoType => "chartutil.VersionSet";

        public int Count => versions.Count;

        public object? this[int index] => versions[index];

        public bool TryGetField(string name, out object? value)
        {
            value = null;
            return false;
        }

        public TemplateFunction? FindMethod(string name) => name == "Has"
            ? new TemplateFunction(name, [ParameterType.Str], null, (_, a) => Boxes.Box(versions.Contains((string)a[0]!)))
            : null;

        public IEnumerator<object?> GetEnumerator() => versions.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
