using NinjaBuild.Compare.Import.Reading;
using NinjaBuild.Kubernetes.Trees;
using NinjaBuild.Workspace.Model;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Compare.Import.Inference;

/// <summary>Finds the patterns that the live names, container names and selectors of a chart follow.</summary>
sealed class AppNaming
{
    const string AppPlaceholder = "{app}";
    const string ReleasePlaceholder = "{release}";

    static readonly (string Field, string Default)[] Patterns =
    [
        ("workload", AppPlaceholder), ("service", AppPlaceholder), ("config", "{app}-config"), ("serviceAccount", AppPlaceholder),
        ("podDisruptionBudget", AppPlaceholder), ("container", AppPlaceholder),
    ];

    readonly IReadOnlyList<LiveApp> _apps;
    readonly IReadOnlyList<LiveEnvironment> _environments;
    readonly string _chart;
    readonly Dictionary<LiveApp, Dictionary<string, string>> _live;
    readonly Dictionary<string, string> _patterns = [];

    /// <summary>Finds the patterns.</summary>
    /// <param name="apps">The apps, which have their names.</param>
    /// <param name="environments">The environments.</param>
    /// <param name="chart">Name of the new chart.</param>
    /// <exception cref="NotAnAppException">The container's name is not the same in all environments.</exception>
    public AppNaming(IReadOnlyList<LiveApp> apps, IReadOnlyList<LiveEnvironment> environments, string chart)
    {
        (_apps, _environments, _chart) = (apps, environments, chart);
        _live = apps.ToDictionary(app => app, Live);
        foreach (var (field, made) in Patterns)
        {
            var candidates = apps.Where(app => _live[app].ContainsKey(field)).Select(app => Pattern(_live[app][field], app))
                .Where(pattern => field == "container" || pattern.Contains(AppPlaceholder, StringComparison.Ordinal))
                .GroupBy(pattern => pattern).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key == made).ToList();
            _patterns[field] = candidates.Count > 0 && (candidates[0].Count() > 1 || apps.Count(app => _live[app].ContainsKey(field)) == 1) ? candidates[0].Key : made;
        }

        var selectors = apps.Where(app => !app.IsJob).Select(app => Selector(app, AppPlaceholder)).ToList();
        if (selectors.Count > 1 && selectors.TrueForAll(selector => Fields.AreSame(selector, selectors[0])) && selectors[0].Values.Any(value => value is string text && text.Contains(AppPlaceholder, StringComparison.Ordinal)))
            SharedSelector = IsMade(selectors[0]) ? [] : selectors[0];
    }

    /// <summary>The selector of all apps; null where each pins its own, empty where it is the chart's own.</summary>
    public Map? SharedSelector { get; }

    /// <summary>The <c>naming</c> of the chart.</summary>
    /// <param name="ingress">The Ingress that all apps share; null where there is none, or one for each.</param>
    public Map OfChart(LiveObject? ingress)
    {
        var naming = new Map();
        foreach (var (field, made) in Patterns)
        {
            if (_patterns[field] != made)
                naming[field] = _patterns[field];
        }

        if (ingress is not null && NameParts.Replace(ingress.Name, _chart, "{chart}") is var name && name != "{chart}")
            naming["ingress"] = name;
        naming.Put("selector", SharedSelector);
        return naming;
    }

    /// <summary>Writes what of an app's names and selector the chart's patterns do not say.</summary>
    public void Write(Map fields, LiveApp app, bool isIngressPerApp)
    {
        var naming = new Map();
        foreach (var (field, _) in Patterns)
        {
            if (_live[app].TryGetValue(field, out var live) && Fill(_patterns[field], app) != live)
                naming[field] = live;
        }

        if (isIngressPerApp && app.Ingress is { } ingress && ingress.Name != app.Name)
            naming["ingress"] = ingress.Name;
        fields.Put("naming", naming);
        if (!app.IsJob && SharedSelector is null && Selector(app, AppPlaceholder) is var selector && !IsMade(selector))
            fields["selector"] = Selector(app, app.Name);
    }

    // The release of the new chart has the chart's name.
    string Pattern(string name, LiveApp app)
    {
        var pattern = NameParts.Replace(name, app.Name, AppPlaceholder);
        return pattern.Contains(AppPlaceholder, StringComparison.Ordinal) && pattern.StartsWith($"{_chart}-", StringComparison.Ordinal) ? ReleasePlaceholder + pattern[_chart.Length..] : pattern;
    }

    string Fill(string pattern, LiveApp app) =>
        pattern.Replace(AppPlaceholder, app.Name, StringComparison.Ordinal).Replace(ReleasePlaceholder, _chart, StringComparison.Ordinal);

    // The selector that a chart makes where nothing is pinned.
    static bool IsMade(Map selector) => selector.Count == 2 && selector.GetValueOrDefault("app.kubernetes.io/name") is AppPlaceholder
        && selector.GetValueOrDefault("app.kubernetes.io/instance") is ReleasePlaceholder;

    Dictionary<string, string> Live(LiveApp app)
    {
        var names = new Dictionary<string, string> { ["workload"] = app.Workload.Name, ["container"] = Container(app) };
        foreach (var (field, item) in new[] { ("service", app.Service), ("config", app.Config), ("serviceAccount", app.Account), ("podDisruptionBudget", app.Budget) })
        {
            if (item is not null)
                names[field] = item.Name;
        }

        return names;
    }

    string Container(LiveApp app) => Across(app, workload => app.Container(workload).Text("name") ?? app.Name)
        ?? throw new NotAnAppException("its container has another name in each environment");

    Map Selector(LiveApp app, string name)
    {
        var labels = app.Workload.Any.Mapping("spec", "selector", "matchLabels");
        var selector = new Map();
        foreach (var label in labels.Keys)
        {
            var value = Across(app, workload => workload.Text("spec", "selector", "matchLabels", label) ?? "", label)
                ?? throw new NotAnAppException("its selector is another one in each environment");
            selector[label] = NameParts.Replace(value, app.Name, name);
        }

        return selector;
    }

    // A text that is the same in all environments once the environment's name is taken out of it; null where it is not.
    string? Across(LiveApp app, Func<Map, string> textOf, string label = "")
    {
        var texts = app.Workload.Trees.Select(entry => (Text: textOf(entry.Value), Environment: _environments.First(environment => environment.Name == entry.Key))).ToList();
        var isSame = texts.Count > 1 && texts.TrueForAll(entry => entry.Text == texts[0].Text);
        // The release of the new chart has the chart's name: that of the live one is known to be meant only where it is the same.
        var patterns = texts.Select(entry => label is "app.kubernetes.io/instance" or "release" && entry.Text == entry.Environment.Release && entry.Text == _chart
            ? ReleasePlaceholder
            : NameParts.Of(entry.Text, isSame ? null : entry.Environment.Name)).Distinct().ToList();
        return patterns is [var only] && Formats.Fault(Format.LabelPattern, only) is null ? only : null;
    }
}
