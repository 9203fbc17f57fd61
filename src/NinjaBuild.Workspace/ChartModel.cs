using NinjaBuild.Workspace.Checks;
using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Workspace;

/// <summary>A chart with everything that its declaration leaves to be worked out: its apps' types, keys, names, waves, environments.</summary>
public sealed class ChartModel
{
    ChartModel(ChartDeclaration chart, IReadOnlyList<ChartApp> apps, IReadOnlyList<ChartEnvironment> environments) =>
        (Chart, Apps, Environments) = (chart, apps, environments);

    /// <summary>The declaration.</summary>
    public ChartDeclaration Chart { get; }

    /// <summary>The apps in the declaration's order, then the jobs.</summary>
    public IReadOnlyList<ChartApp> Apps { get; }

    /// <summary>Every environment of the workspace, by name.</summary>
    public IReadOnlyList<ChartEnvironment> Environments { get; }

    /// <summary>Works out a chart. What is wrong is reported; the result then covers what could be worked out.</summary>
    /// <param name="chart">The declaration.</param>
    /// <param name="findApp">Gives an app of the workspace by its name, or null.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="diagnostics">Takes what is to be said.</param>
    public static ChartModel Resolve(
        ChartDeclaration chart, Func<string, AppDeclaration?> findApp, WorkspaceDeclaration workspace, ICollection<Diagnostic> diagnostics)
    {
        var members = ChartMembers.Find(chart, findApp, diagnostics);
        var waves = Waves.Of(members, diagnostics);
        var apps = members.Select(member =>
        {
            var isHook = member.Type == AppType.Job && (member.App.Hook ?? member.App.Schedule is null);
            var wave = waves[member.App.Name];
            return new ChartApp(member.App, member.Type, Key(member.App.Name), AppNames.Of(chart, member.App), AppNames.Selector(chart, member.App), wave, isHook, HookWeight: wave);
        }).ToList();
        var environments = workspace.Environments.Keys.Order(StringComparer.Ordinal).Select(name => new ChartEnvironment(
            name,
            chart.Environments.GetValueOrDefault(name)?.Namespace ?? workspace.Environments[name].Namespace ?? chart.Namespace ?? chart.Name,
            chart.Environments.GetValueOrDefault(name),
            apps.ToDictionary(app => app.App.Name, app => Overlay.Apply(app.App, name, diagnostics)))).ToList();
        return new ChartModel(chart, apps, environments);
    }

    /// <summary>An app's key in values: <c>experience-api</c> is <c>experienceApi</c>.</summary>
    public static string Key(string app)
    {
        var words = app.Split('-', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Select((word, index) => index == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
    }
}

/// <summary>An app in a chart.</summary>
/// <param name="App">The declaration.</param>
/// <param name="Type">The type, declared or inferred.</param>
/// <param name="Key">The key of its values.</param>
/// <param name="Names">Names of its objects.</param>
/// <param name="Selector">Selector labels that are pinned, with the same placeholders left as in names; empty where the chart chooses.</param>
/// <param name="Wave">Sync wave.</param>
/// <param name="IsHook">Whether it is a Helm hook.</param>
/// <param name="HookWeight">Weight among the hooks.</param>
public sealed record ChartApp(AppDeclaration App, AppType Type, string Key, AppNames Names, IReadOnlyDictionary<string, string> Selector, int Wave, bool IsHook, int HookWeight)
{
    /// <summary>Whether a name or a selector of the app depends on the environment.</summary>
    public bool HasEnvironmentInNames => HasInNames(AppNames.Environment);

    /// <summary>Whether a name or a selector of the app depends on the release's name.</summary>
    public bool HasReleaseInNames => HasInNames(AppNames.Release);

    bool HasInNames(string placeholder) => Names.All.Concat(Selector.Values).Any(name => name.Contains(placeholder, StringComparison.Ordinal));
}

/// <summary>A chart in an environment.</summary>
/// <param name="Name">The environment.</param>
/// <param name="Namespace">Namespace of the release.</param>
/// <param name="Overlay">What the chart changes there, or null.</param>
/// <param name="Apps">The apps' declarations as they hold there, by name.</param>
public sealed record ChartEnvironment(string Name, string Namespace, ChartOverlay? Overlay, IReadOnlyDictionary<string, AppDeclaration> Apps);

/// <summary>Names of an app's objects; <c>{release}</c> and <c>{environment}</c> are left for Helm to fill in.</summary>
public sealed record AppNames(string Workload, string Service, string Ingress, string Config, string ServiceAccount, string PodDisruptionBudget, string Container)
{
    /// <summary>The placeholder that is left for Helm, which alone knows the release's name.</summary>
    public const string Release = "{release}";

    /// <summary>The placeholder of the environment, which a chart knows from its values.</summary>
    public const string Environment = "{environment}";

    /// <summary>The names, of whatever kind.</summary>
    public IEnumerable<string> All => [Workload, Service, Ingress, Config, ServiceAccount, PodDisruptionBudget, Container];

    internal static AppNames Of(ChartDeclaration chart, AppDeclaration app)
    {
        var (naming, own) = (chart.Naming, app.Naming);
        var isSingle = chart.Ingress.Mode == IngressMode.Single;
        return new AppNames(
            Fill(own?.Workload ?? naming.Workload), Fill(own?.Service ?? naming.Service),
            Fill((isSingle ? null : own?.Ingress) ?? naming.Ingress ?? (isSingle ? "{chart}" : "{app}")), Fill(own?.Config ?? naming.Config),
            Fill(own?.ServiceAccount ?? naming.ServiceAccount), Fill(own?.PodDisruptionBudget ?? naming.PodDisruptionBudget), Fill(own?.Container ?? naming.Container));

        string Fill(string pattern) => AppNames.Fill(pattern, chart, app);
    }

    internal static IReadOnlyDictionary<string, string> Selector(ChartDeclaration chart, AppDeclaration app) =>
        (app.Selector.Count > 0 ? app.Selector : chart.Naming.Selector).ToDictionary(label => label.Key, label => Fill(label.Value, chart, app));

    /// <summary>A name as it is in each environment of a chart; itself alone where it is the same everywhere.</summary>
    internal static IEnumerable<string> InEnvironments(string name, ChartModel model) => name.Contains(Environment, StringComparison.Ordinal)
        ? model.Environments.Select(environment => name.Replace(Environment, environment.Name, StringComparison.Ordinal))
        : [name];

    static string Fill(string pattern, ChartDeclaration chart, AppDeclaration app) => pattern.Replace("{app}", app.Name, StringComparison.Ordinal)
        .Replace("{chart}", chart.Name, StringComparison.Ordinal).Replace("{domain}", app.Domain ?? chart.Name, StringComparison.Ordinal);
}
