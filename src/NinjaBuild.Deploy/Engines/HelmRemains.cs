using NinjaBuild.Deploy.Planning;
using NinjaBuild.Deploy.Records;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Deploy.Engines;

/// <summary>What Helm still knows of releases whose objects were taken over: <c>helm uninstall</c> would delete them.</summary>
static class HelmRemains
{
    /// <summary>Says of each such release that Helm has it on record, and how to take that away; what may not be seen is left out.</summary>
    /// <param name="api">The cluster.</param>
    /// <param name="plan">What was deployed.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<IReadOnlyList<string>> FindAsync(ApiClient api, DeployPlan plan, CancellationToken cancellation)
    {
        if (plan.Release.IsHelms)
            return [];
        var result = new List<string>();
        foreach (var (name, ns) in plan.Objects.Where(item => item.Action == PlanAction.Adopt).Select(item => Ownership.HelmReleaseOf(item.Live)).OfType<(string Name, string Namespace)>().Distinct().Where(IsOne))
        {
            var labels = $"owner=helm,name={name}";
            if (await HasAnyAsync(api, ns, labels, cancellation))
                result.Add($"Helm still has the release {name} in {ns} on record, and helm uninstall would delete what is deployed here now: once nothing else of it is needed, take the record away: kubectl --context {plan.Release.Context} --namespace {ns} delete secret -l {labels}");
        }

        return result;
    }

    // Anybody may have written the annotations that tell it, and it becomes part of a command that people run.
    static bool IsOne((string Name, string Namespace) release) =>
        Formats.Fault(Format.DnsSubdomain, release.Name) is null && Formats.Fault(Format.DnsLabel, release.Namespace) is null;

    static async Task<bool> HasAnyAsync(ApiClient api, string ns, string labels, CancellationToken cancellation)
    {
        try
        {
            await foreach (var _ in api.ListAsync(RecordSecret.Resource, ns, new ListOptions { Labels = labels, PageSize = 1 }, cancellation))
                return true;
            return false;
        }
        catch (ApiException)
        {
            return false;
        }
    }
}
