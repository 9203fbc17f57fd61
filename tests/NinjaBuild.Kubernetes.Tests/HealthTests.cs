using System.Text;
using NinjaBuild.Kubernetes.Health;
using NinjaBuild.Yaml;

namespace NinjaBuild.Kubernetes.Tests;

public sealed class HealthTests
{
    public static TheoryData<string> Cases => CaseFile.Names("health");

    /// <summary>Each document of a case is a live object; a comment names it, and the approved text has a line for each.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Tells(string name)
    {
        var file = CaseFile.Read("health", name);
        var said = new StringBuilder();
        var read = YamlReader.Read(file["live.yaml"], "live.yaml");
        Assert.Empty(read.Errors);
        foreach (var document in read.Documents)
        {
            var live = (Dictionary<string, object?>)YamlValues.ToObject(document)!;
            var title = ((YamlScalar)((YamlMapping)((YamlMapping)document)["metadata"]!)["name"]!).Text;
            said.Append($"{title} = {HealthCheck.Of(live)}\n");
            if (live["kind"] is not "Pod") continue;
            foreach (var trouble in PodTrouble.Of(live)) said.Append($"    {trouble.Kind}{(trouble.IsLasting ? ", lasting" : "")}: {trouble}\n");
        }

        file.Check(said.ToString());
    }

    [Fact]
    public void What_is_not_there_is_missing() => Assert.Equal(HealthStatus.Missing, HealthCheck.Of(live: null).Status);

    [Fact]
    public void The_worse_of_two_counts() =>
        Assert.Equal(HealthStatus.Degraded, ObjectHealth.Worse(new ObjectHealth(HealthStatus.Degraded, ""), new ObjectHealth(HealthStatus.Missing, "")).Status);

    [Theory]
    [InlineData("apiVersion: apps/v1\nkind: Deployment\nstatus: [1]\nspec: text")]
    [InlineData("apiVersion: v1\nkind: Pod\nstatus: { containerStatuses: [1, {state: {waiting: [1]}}], conditions: {a: b} }")]
    [InlineData("apiVersion: 5\nkind: [Pod]")]
    [InlineData("{}")]
    public void Whatever_stands_in_an_object_it_does_not_throw(string yaml) =>
        HealthCheck.Of((Dictionary<string, object?>)YamlValues.ToObject(YamlReader.Read(yaml, "t").Documents[0])!);
}
