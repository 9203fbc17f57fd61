using System.Collections;
using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Values;

namespace NinjaBuild.Helm.Rendering;

/// <summary><c>.Capabilities</c>: what the cluster is and serves.</summary>
internal sealed class Capabilities(string kubeVersion, IReadOnlyList<string> apiVersions) : ITemplateObject
{
    readonly KubeVersionInfo _version = new(kubeVersion);
    readonly ApiVersionList _apiVersions = new(["v1", .. apiVersions]);

    public string GoType => "*chartutil.Capabilities";

    public bool TryGetField(string name, out object? value)
    {
        value = name switch
        {
            "KubeVersion" => _version,
            "APIVersions" => _apiVersions,
            "HelmVersion" => new Dictionary<string, object?>(StringComparer.Ordinal) { ["Version"] = "v3.19.4", ["GitTreeState"] = "clean" },
            _ => null,
        };
        return value is not null;
    }

    public override string ToString() => _version.ToString();

    sealed class KubeVersionInfo(string version) : ITemplateObject
    {
        readonly string[] _parts = version.TrimStart('v').Split('.', '-', '+');

        public string GoType => "chartutil.KubeVersion";

        public bool TryGetField(string name, out object? value)
        {
            value = name switch
            {
                "Version" or "GitVersion" => ToString(),
                "Major" => _parts[0],
                "Minor" => _parts.Length > 1 ? _parts[1] : "",
                _ => null,
            };
            return value is not null;
        }

        public TemplateFunction? FindMethod(string name) =>
            name == "String" ? new TemplateFunction(name, [], null, (_, _) => ToString()) : null;

        public override string ToString() => version;
    }

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
