using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Workspace.Checks;

/// <summary>Whether pinned selectors are labels that Kubernetes takes, and tell the apps of a chart apart.</summary>
static class SelectorChecks
{
    public static void Check(ChartModel model, ICollection<Diagnostic> diagnostics)
    {
        var seen = new Dictionary<string, ChartApp>();
        foreach (var app in model.Apps.Where(app => app.Selector.Count > 0))
        {
            foreach (var (label, value) in app.Selector)
            {
                foreach (var known in AppNames.InEnvironments(value, model))
                {
                    if (Formats.Fault(Format.LabelValue, known.Replace(AppNames.Release, "r", StringComparison.Ordinal)) is { } fault)
                        Error(app, $"the selector label '{label}: {known}' of app '{app.App.Name}' ({app.App.Path}) {fault}", label);
                }
            }

            // A Service, a budget and a ReplicaSet reach whatever pods their selector fits.
            var labels = string.Join(", ", app.Selector.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}: {label.Value}"));
            if (!seen.TryAdd(labels, app))
                Error(app, $"the apps '{seen[labels].App.Name}' ({seen[labels].App.Path}) and '{app.App.Name}' ({app.App.Path}) both get the selector '{labels}', and would take each other's pods for their own: use {{app}} in it");
        }

        void Error(ChartApp app, string message, params ReadOnlySpan<object> label) => diagnostics.Add(app.App.Selector.Count > 0
            ? app.App.Error(message, ["selector", .. label])
            : model.Chart.Error(message, ["naming", "selector", .. label]));
    }
}
