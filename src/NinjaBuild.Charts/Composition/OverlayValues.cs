using NinjaBuild.Charts.Values;
using NinjaBuild.Workspace;
using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Workspace.Model;
using NinjaBuild.Yaml;

namespace NinjaBuild.Charts.Composition;

/// <summary>Checks the values that a chart sets for an environment against the values that it has.</summary>
static class OverlayValues
{
    public static void Check(ChartModel model, ICollection<Diagnostic> diagnostics)
    {
        // A chart one of whose apps is missing has other values than it will have: that it is missing has been said.
        if (model.Apps.Count < model.Chart.Apps.Count + model.Chart.Jobs.Count)
            return;

        foreach (var (environment, overlay) in model.Chart.Environments)
        {
            if (overlay.Values is { } values)
                new Walk(model, environment, diagnostics).Top(values);
        }
    }

    sealed class Walk(ChartModel model, string environment, ICollection<Diagnostic> diagnostics)
    {
        readonly Binder _binder = new(model.Chart.Path, diagnostics) { IsPartial = true };

        public void Top(YamlMapping values)
        {
            var chart = ModelType.Of(typeof(ChartDeclaration));
            var hasIngress = model.Apps.Any(app => ChartValues.KindOf(app) == AppKind.RoutedApi);
            Each(values, $"environments.{environment}.values", hasIngress ? ["global", "ingress", "apps"] : ["global", "apps"], (name, value) =>
            {
                if (name == "global")
                    Each(value, name, ["environment", "imageRegistry", .. ChartValues.GlobalFields], (field, node) => Field(chart.TryField(field), node));
                else if (name == "ingress")
                    Fields(value, name, ModelType.Of(typeof(ChartIngress)), [.. ModelType.Of(typeof(ChartIngress)).Fields.Where(field => !field.Attribute.Fixed).Select(field => field.Name)]);
                else
                    Each(value, name, [.. model.Apps.Select(app => app.Key)], App);
            });
        }

        void App(string key, YamlNode value)
        {
            var app = model.Apps.First(app => app.Key == key);
            Fields(value, $"apps.{key}", ModelType.Of(typeof(AppDeclaration)), ["enabled", .. AppValues.FieldsOf(ChartValues.KindOf(app))]);
        }

        void Fields(YamlNode values, string what, ModelType type, IReadOnlyList<string> names) =>
            Each(values, what, names, (name, value) => Field(type.TryField(name), value));

        void Field(ModelField? field, YamlNode value)
        {
            if (field is not null)
                _binder.Check(value, field);
        }

        void Each(YamlNode node, string what, IReadOnlyList<string> names, Action<string, YamlNode> visit)
        {
            if (node is not YamlMapping mapping)
            {
                diagnostics.Add(Diagnostic.Error(model.Chart.Path, node.At, $"'{what}' must be a mapping"));
                return;
            }

            foreach (var entry in mapping.Entries)
            {
                if (!names.Contains(entry.Key.Text))
                    diagnostics.Add(Diagnostic.Error(model.Chart.Path, entry.Key.At, $"the chart has no value '{what}.{entry.Key.Text}'{Suggestion.For(entry.Key.Text, names)}"));
                else if (entry.Value is not YamlScalar { Value: null })
                    visit(entry.Key.Text, entry.Value);
            }
        }
    }
}
