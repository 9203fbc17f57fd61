using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Compare.Import.Reading;

/// <summary>Finds environments whose objects are named after another word than the environment's name: <c>production</c> where it is called <c>prod</c>.</summary>
static class EnvironmentWords
{
    static readonly HashSet<string> Kinds = new(StringComparer.Ordinal) { "Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob" };

    /// <summary>The environments with the words in their names.</summary>
    public static IEnumerable<(string Environment, string Word)> Find(IReadOnlyList<LiveEnvironment> environments) =>
        environments.Zip(environments.Skip(1), Words).SelectMany(words => words).Distinct().Where(pair => pair.Environment != pair.Word);

    /// <summary>The two words that turn the names of one environment's workloads into those of the other; none where no two do.</summary>
    static IEnumerable<(string Environment, string Word)> Words(LiveEnvironment first, LiveEnvironment second)
    {
        var (before, after) = (Workloads(first), Workloads(second));
        var (only, others) = (before.Except(after).ToList(), after.Except(before).ToHashSet());
        if (only.Count == 0 || only.Count != others.Count)
            return [];
        var pairs = from word in Parts(only[0].Name)
                    from other in others.Where(workload => workload.Kind == only[0].Kind).SelectMany(workload => Parts(workload.Name)).Distinct(StringComparer.Ordinal)
                    where word != other && only.TrueForAll(workload => others.Contains((workload.Kind, NameParts.Replace(workload.Name, word, other))))
                    select new[] { (first.Name, word), (second.Name, other) };
        return pairs.FirstOrDefault() ?? [];
    }

    static HashSet<(string Kind, string Name)> Workloads(LiveEnvironment environment) =>
        [.. environment.Objects.Where(item => Kinds.Contains(item.Kind) && item.Name is not null).Select(Workload)];

    static (string Kind, string Name) Workload(Manifest item) => (item.Kind, item.Name!);

    static IEnumerable<string> Parts(string name) => name.Split('-', '.').Distinct(StringComparer.Ordinal);
}
