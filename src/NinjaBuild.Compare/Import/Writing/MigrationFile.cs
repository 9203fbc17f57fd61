using NinjaBuild.Compare.Import.Inference;
using NinjaBuild.Compare.Import.Reading;
using NinjaBuild.Workspace.Declarations;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Compare.Import.Writing;

/// <summary>Writes a chart's <c>migration.yaml</c>: what differs by the nature of a composed chart, and what is left to do.</summary>
/// <param name="live">The rendered chart.</param>
/// <param name="chart">Name of the new chart.</param>
/// <param name="secrets">Names of the chart's own Secrets, which are not written.</param>
/// <param name="jobs">Live names of Jobs that are no hooks.</param>
/// <param name="decisions">What a person has to decide or do.</param>
sealed class MigrationFile(LiveChart live, string chart, IReadOnlyList<string> secrets, IReadOnlyList<string> jobs, IReadOnlyList<string> decisions)
{
    /// <summary>The text.</summary>
    public string Write()
    {
        var fields = new Map { ["phase"] = "parallel" };
        if (live.Environments.Select(environment => environment.Release).FirstOrDefault(release => release != chart) is { } release)
            fields["manual"] = new Map { ["release"] = release };
        fields.Put("accepted", Accepted());
        fields.Put("checklist", decisions.Select(item => (object?)new Map { ["item"] = item }).ToList());
        return DeclarationText.Write(fields, typeof(MigrationDeclaration));
    }

    List<object?> Accepted()
    {
        var accepted = secrets.Select(name => Entry($"Secret/{name.Replace(NameParts.Environment, "*", StringComparison.Ordinal)}", null,
            "a composed chart holds no secrets: it exists beside the chart")).ToList();
        accepted.AddRange(jobs.Select(name => Entry($"Job/{name.Replace(NameParts.Environment, "*", StringComparison.Ordinal)}*", null,
            "a Job's template cannot change: a composed Job has a name that ends in a hash of it")));
        return accepted;
    }

    static object? Entry(string objects, string? path, string reason)
    {
        var entry = new Map { ["objects"] = objects };
        entry.Put("path", path);
        entry["reason"] = reason;
        return entry;
    }
}
