using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Workspace.Checks;

/// <summary>Whether the names of a chart's objects are allowed and differ, once their patterns are filled in.</summary>
static class NameChecks
{
    const int MaxName = 63;

    // A CronJob's jobs have its name and 11 characters more (https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/).
    const int MaxCronJobName = 52;

    // The hash and its hyphen in the name of a job that is no hook.
    const int MaxHashedJobName = 54;

    public static void Check(ChartModel model, ICollection<Diagnostic> diagnostics)
    {
        var naming = new Pattern(model, diagnostics);
        naming.Check("workload", Names(app => app.Names.Workload, _ => true), LongestWorkload);
        naming.Check("service", Names(app => app.Names.Service, app => app.Type is AppType.ExternalApi or AppType.InternalApi), _ => MaxName, mustStartWithLetter: true);
        naming.Check("config", Names(app => app.Names.Config, app => app.App.Config is not null), _ => MaxName);
        naming.Check("serviceAccount", Names(app => app.Names.ServiceAccount, app => app.App.ServiceAccount is { Create: true, Name: null }), _ => MaxName);
        naming.Check("podDisruptionBudget", Names(app => app.Names.PodDisruptionBudget, app => app.Type != AppType.Job), _ => MaxName);
        naming.Check("container", Names(app => app.Names.Container, _ => true), _ => MaxName, isShared: true);
        Containers(model, diagnostics);
        if (model.Chart.Ingress.Mode == IngressMode.PerApp)
            naming.Check("ingress", Names(app => app.Names.Ingress, IngressChecks.IsRouted), _ => MaxName);
        else if (model.Apps.FirstOrDefault(IngressChecks.IsRouted) is { } routed)
            naming.Check("ingress", [(routed, routed.Names.Ingress)], _ => MaxName);
        SelectorChecks.Check(model, diagnostics);

        IEnumerable<(ChartApp App, string Name)> Names(Func<ChartApp, string> nameOf, Func<ChartApp, bool> has) =>
            model.Apps.Where(has).Select(app => (app, nameOf(app)));
    }

    static int LongestWorkload(ChartApp app) => app.Type != AppType.Job || (app.IsHook && app.App.Schedule is null)
        ? MaxName
        : app.App.Schedule is not null ? MaxCronJobName : MaxHashedJobName;

    // That none has the app's name is an app's own affair.
    static void Containers(ChartModel model, ICollection<Diagnostic> diagnostics)
    {
        foreach (var app in model.Apps.Where(app => app.Names.Container != app.App.Name))
        {
            if (app.App.InitContainers.Concat(app.App.Sidecars).Any(container => container.GetValueOrDefault("name") is string name && name == app.Names.Container))
                diagnostics.Add(model.Chart.Error($"another container of app '{app.App.Name}' ({app.App.Path}) is named '{app.Names.Container}': change its name or naming.container", "naming", "container"));
        }
    }

    sealed class Pattern(ChartModel model, ICollection<Diagnostic> diagnostics)
    {
        public void Check(string pattern, IEnumerable<(ChartApp App, string Name)> names, Func<ChartApp, int> longest, bool mustStartWithLetter = false, bool isShared = false)
        {
            var seen = new Dictionary<string, ChartApp>();
            foreach (var (app, name) in names)
            {
                foreach (var known in AppNames.InEnvironments(name, model))
                {
                    if (Fault(app, known, longest(app), mustStartWithLetter) is { } fault)
                        Error(pattern, $"the name '{known}' of app '{app.App.Name}' ({app.App.Path}) {fault}: change the app's name or naming.{pattern}");
                }

                if (!isShared && !seen.TryAdd(name, app))
                    Error(pattern, $"the apps '{seen[name].App.Name}' ({seen[name].App.Path}) and '{app.App.Name}' ({app.App.Path}) both get the name '{name}': naming.{pattern} must contain {{app}}");
            }
        }

        void Error(string pattern, string message) => diagnostics.Add(model.Chart.Error(message, "naming", pattern));

        static string? Fault(ChartApp app, string name, int longest, bool mustStartWithLetter)
        {
            // How long the release's name will be is not known here; what stands around it counts.
            var known = name.Replace(AppNames.Release, "", StringComparison.Ordinal);
            if (known.Length > longest)
                return $"has {known.Length} characters, of which at most {longest} are allowed there";
            if (mustStartWithLetter && known == name && char.IsAsciiDigit(name[0]))
                return "starts with a digit, but a Service's name is a DNS-1035 label, which starts with a letter";
            return name == app.App.Name || Formats.Fault(Format.DnsLabel, name.Replace(AppNames.Release, "r", StringComparison.Ordinal)) is not { } fault || known.Length > 62
                ? null
                : fault;
        }
    }
}
