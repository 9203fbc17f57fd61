using NinjaBuild.Compare.Import.Secrets;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Trees;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Compare.Import.Reading;

/// <summary>An object of a chart in all environments that have it, without secrets.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name, with <c>{environment}</c> where that is part of it.</param>
/// <param name="Trees">Its fields, by environment.</param>
sealed record LiveObject(string Kind, string Name, IReadOnlyDictionary<string, Map> Trees)
{
    /// <summary>The group of its kind; empty for the core group.</summary>
    public required string Group { get; init; }

    /// <summary>The fields in the first environment that has it, to look at what is the same everywhere.</summary>
    public Map Any => Trees.Values.First();

    /// <summary>Its annotations in the first environment that has it.</summary>
    public IReadOnlyDictionary<string, object?> Annotations => Any.Mapping("metadata", "annotations");

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Name}";

    /// <summary>Puts the objects of all environments together.</summary>
    /// <param name="environments">The environments.</param>
    /// <param name="secrets">Takes secrets out of them.</param>
    /// <param name="unnamed">Takes objects that have no name of their own.</param>
    public static IReadOnlyList<LiveObject> Unite(IReadOnlyList<LiveEnvironment> environments, SecretRemoval secrets, ICollection<string> unnamed)
    {
        foreach (var environment in environments)
            secrets.Learn(environment.Objects);

        var names = new NamesAcross(environments);
        var united = new Dictionary<(string Group, string Kind, string Name), Dictionary<string, Map>>();
        foreach (var environment in environments)
        {
            foreach (var item in environment.Objects)
            {
                if (item.Name is null)
                {
                    unnamed.Add($"{item.Kind} {item.GenerateName}*");
                    continue;
                }

                var name = names.Of(item, environment);
                if (secrets.Clean(item, name) is not { } tree)
                    continue;
                var key = (item.Identity.Group, item.Kind, name);
                if (!united.TryGetValue(key, out var trees))
                    united[key] = trees = new Dictionary<string, Map>(StringComparer.Ordinal);
                trees.TryAdd(environment.Name, tree);
            }
        }

        return [.. united.Select(entry => new LiveObject(entry.Key.Kind, entry.Key.Name, entry.Value) { Group = entry.Key.Group })];
    }

    /// <summary>Finds out which names are the same object's in different environments.</summary>
    sealed class NamesAcross(IReadOnlyList<LiveEnvironment> environments)
    {
        readonly ILookup<ObjectIdentity, string> _where = environments
            .SelectMany(environment => environment.Objects.Select(item => (item.Identity, environment.Name)))
            .ToLookup(entry => entry.Identity with { Namespace = "" }, entry => entry.Name);

        public string Of(Manifest item, LiveEnvironment environment)
        {
            // A name that another environment has as well does not depend on this one.
            var isShared = environments.Count > 1 && _where[item.Identity with { Namespace = "" }].Any(other => other != environment.Name);
            return NameParts.Of(item.Name!, isShared ? null : environment.Name);
        }
    }
}
