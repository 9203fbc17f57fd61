using NinjaBuild.Compare.Import.Inference;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Compare.Import.Lifting;

/// <summary>Moves to the chart what all its apps have in common.</summary>
static class SharedFields
{
    static readonly string[] Maps = ["env", "secretEnv", "labels"];

    /// <summary>Takes out of the apps' fields what all of them say, and returns it as fields of the chart, by environment.</summary>
    /// <param name="apps">The fields of each app, by environment; each app is in at least one.</param>
    /// <param name="environments">The environments.</param>
    public static IReadOnlyDictionary<string, Map> Lift(IReadOnlyList<IReadOnlyDictionary<string, Map>> apps, IReadOnlyList<string> environments)
    {
        var chart = environments.ToDictionary(environment => environment, _ => new Map());
        if (apps.Count < 2)
            return chart;
        foreach (var field in Maps)
        {
            var names = All(apps).Select(app => app.GetValueOrDefault(field) is Map map ? map.Keys.ToHashSet() : []).Aggregate((known, more) => [.. known.Intersect(more)]);
            foreach (var name in All(apps).First().GetValueOrDefault(field) is Map first ? first.Keys.Where(names.Contains).ToList() : [])
            {
                if (environments.All(environment => IsOne(apps, environment, app => ((Map)app[field]!)[name])))
                    Move(apps, chart, field, name);
            }
        }

        PullSecrets(apps, chart, environments);
        return chart;
    }

    static IEnumerable<Map> All(IReadOnlyList<IReadOnlyDictionary<string, Map>> apps) => apps.SelectMany(app => app.Values);

    static bool IsOne(IReadOnlyList<IReadOnlyDictionary<string, Map>> apps, string environment, Func<Map, object?> valueOf)
    {
        var values = apps.Where(app => app.ContainsKey(environment)).Select(app => valueOf(app[environment])).ToList();
        return values.TrueForAll(value => Fields.AreSame(value, values[0]));
    }

    static void Move(IReadOnlyList<IReadOnlyDictionary<string, Map>> apps, Dictionary<string, Map> chart, string field, string name)
    {
        foreach (var (environment, fields) in chart)
        {
            foreach (var app in apps.Where(app => app.ContainsKey(environment)).Select(app => app[environment]))
            {
                var own = (Map)app[field]!;
                var shared = fields.GetValueOrDefault(field) as Map ?? [];
                shared[name] = own[name];
                fields[field] = shared;
                own.Remove(name);
                if (own.Count == 0)
                    app.Remove(field);
            }
        }
    }

    static void PullSecrets(IReadOnlyList<IReadOnlyDictionary<string, Map>> apps, Dictionary<string, Map> chart, IReadOnlyList<string> environments)
    {
        if (!All(apps).All(app => Secrets(app) is not null) || !environments.All(environment => IsOne(apps, environment, Secrets)))
            return;
        foreach (var (environment, fields) in chart)
        {
            foreach (var app in apps.Where(app => app.ContainsKey(environment)).Select(app => app[environment]))
            {
                fields["imagePullSecrets"] = Secrets(app);
                var image = (Map)app["image"]!;
                image.Remove("pullSecrets");
                if (image.Count == 0)
                    app.Remove("image");
            }
        }

        static object? Secrets(Map app) => app.GetValueOrDefault("image") is Map image ? image.GetValueOrDefault("pullSecrets") : null;
    }
}
