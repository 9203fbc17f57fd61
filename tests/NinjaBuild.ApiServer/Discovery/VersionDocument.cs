using System.Globalization;
using NinjaBuild.Kubernetes.Schema;

namespace NinjaBuild.ApiServer.Discovery;

/// <summary>What <c>/version</c> says.</summary>
static class VersionDocument
{
    public static Tree Of(KubernetesVersion version) => new()
    {
        ["major"] = version.Major.ToString(CultureInfo.InvariantCulture),
        ["minor"] = version.Minor.ToString(CultureInfo.InvariantCulture),
        ["gitVersion"] = $"v{version}.0",
        ["gitCommit"] = "",
        ["gitTreeState"] = "clean",
        ["buildDate"] = "1970-01-01T00:00:00Z",
        ["goVersion"] = "go1.24",
        ["compiler"] = "gc",
        ["platform"] = "linux/amd64",
    };
}
