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
            return new ChartApp(member.App, member.Type, Key(member.App.Name), AppNames.Of(chart, member.App), wave, isHook, HookWeight: wave);
        }).ToList();
        var environments = workspace.Environments.Keys.Order(StringComparer.Ordinal).Select(name => new ChartEnvironment(
            name,
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
/// <param name="Wave">Sync wave.</param>
/// <param name="IsHook">Whether it is a Helm hook.</param>
/// <param name="HookWeight">Weight among the hooks.</param>
public sealed record ChartApp(AppDeclaration App, AppType Type, string Key, AppNames Names, int Wave, bool IsHook, int HookWeight);

/// <summary>A chart in an environment.</summary>
/// <param name="Name">The environment.</param>
/// <param name="Overlay">What the chart changes there, or null.</param>
/// <param name="Apps">The apps' declarations as they hold there, by name.</param>
public sealed record ChartEnvironment(string Name, ChartOverlay? Overlay, IReadOnlyDictionary<string, AppDeclaration> Apps);

/// <summary>Names of an app's objects; <c>{release}</c> is left for Helm to fill in.</summary>
public sealed record AppNames(string Workload, string Service, string Ingress, string Config, string ServiceAccount, string PodDisruptionBudget)
{
    /// <summary>The placeholder that is left for Helm, which alone knows the release's name.</summary>
    public const string Release = "{release}";

    internal static AppNames Of(ChartDeclaration chart, AppDeclaration app)
    {
        var naming = chart.Naming;
        return new AppNames(
            Fill(naming.Workload), Fill(naming.Service), Fill(naming.Ingress ?? (chart.Ingress.Mode == IngressMode.Single ? "{chart}" : "{app}")),
            Fill(naming.Config), Fill(naming.ServiceAccount), Fill(naming.PodDisruptionBudget));

        string Fill(string pattern) => pattern.Replace("{app}", app.Name, StringComparison.Ordinal)
            .Replace("{chart}", chart.Name, StringComparison.Ordinal).Replace("{domain}", app.Domain ?? chart.Name, StringComparison.Ordinal);
    }
}
