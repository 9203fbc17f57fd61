using System.Text;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Schema;
using NinjaBuild.Kubernetes.Validation;

namespace NinjaBuild.Kubernetes.Tests;

public sealed class ValidationTests
{
    public static TheoryData<string> Cases => CaseFile.Names("validation");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Says(string name)
    {
        var file = CaseFile.Read("validation", name);
        var set = ManifestReader.Read(file["rendered.yaml"], "rendered.yaml", "ns1");
        Assert.Empty(set.Faults);

        var report = ManifestValidator.Validate(set.Manifests, Schema(file["version"].Trim()));
        var said = new StringBuilder();
        foreach (var finding in report.Findings) said.Append(finding.Rule).Append(": ").Append(finding).Append('\n');
        said.Append($"{report.Checked} checked\n");
        foreach (var manifest in report.NotChecked) said.Append($"not checked: {manifest.Identity}\n");
        file.Check(said.ToString());
    }

    [ConformanceFact]
    public void Public_charts_are_read_and_what_is_said_of_them_is_true()
    {
        var schema = Schema("1.34");
        var said = new List<string>();
        foreach (var (name, text) in ConformanceFactAttribute.Rendered())
        {
            var set = ManifestReader.Read(text, name, "ns1");
            said.AddRange(set.Faults.Select(fault => $"{name}: {fault.Message}"));
            var findings = ManifestValidator.Validate(set.Manifests, schema).Findings;
            said.AddRange(findings.Select(finding => $"{name}: {finding.Object.Identity}: {finding.Message}"));
        }

        // Offline, these charts fall back to an API version that is gone; and these values give one name to two objects.
        Assert.DoesNotContain(said, line =>
            !line.Contains("apiregistration.k8s.io/v1beta1 APIService was removed in 1.22", StringComparison.Ordinal)
            && !line.Contains("ApplicationSet.argoproj.io ns1/my-appset stands here a second time", StringComparison.Ordinal));
    }

    [Fact]
    public void A_value_of_a_Secret_is_never_told()
    {
        const string Text = "apiVersion: v1\nkind: Secret\nmetadata: { name: s }\ndata: { a: 'hunter2!', b: 4711 }\nstringData: { c: 4711, d: [hunter2] }\ntype: [hunter2]\n";
        var report = ManifestValidator.Validate(ManifestReader.Read(Text, "t").Manifests, Schema("1.34"));
        Assert.Equal(5, report.Findings.Count);
        Assert.All(report.Findings, finding => Assert.DoesNotContain("hunter2", finding.ToString(), StringComparison.Ordinal));
        Assert.All(report.Findings, finding => Assert.DoesNotContain("4711", finding.ToString(), StringComparison.Ordinal));
    }

    static KubernetesSchema Schema(string version) =>
        KubernetesSchema.Nearest(KubernetesVersion.TryParse(version.Length == 0 ? "1.34" : version, out var parsed) ? parsed : default);
}
