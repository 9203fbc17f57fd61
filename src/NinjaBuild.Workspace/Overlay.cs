using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Workspace.Model;
using NinjaBuild.Yaml;

namespace NinjaBuild.Workspace;

/// <summary>Lays what an app says of an environment over what it says of itself.</summary>
public static class Overlay
{
    static readonly ModelType Model = ModelType.Of(typeof(AppDeclaration));

    /// <summary>
    /// The declaration as it holds in an environment; the app itself where it says nothing of it or where that is faulty. Mappings merge,
    /// everything else replaces, null removes.
    /// </summary>
    public static AppDeclaration Apply(AppDeclaration app, string environment, ICollection<Diagnostic> diagnostics)
    {
        if (!app.Environments.TryGetValue(environment, out var overlay) || app.Source is not { } source)
            return app;

        var found = new List<Diagnostic>();
        RefuseFixed(overlay, Model, app.Path, "", found);
        if (found.Count == 0)
        {
            // Only what the overlay names is bound anew: the rest is as it was.
            var overlaid = app with { Source = Merge(source, overlay) };
            new Binder(app.Path, found).Rebind(overlaid, overlaid.Source, overlay.Entries);
            if (found.Count == 0)
                return overlaid;
        }

        foreach (var diagnostic in found)
            diagnostics.Add(diagnostic);
        return app;
    }

    /// <summary>Reports what is wrong with an app's overlays in themselves, where the app is too faulty to lay them over it.</summary>
    internal static void CheckAlone(AppDeclaration app, List<Diagnostic> diagnostics)
    {
        foreach (var overlay in app.Environments.Values)
        {
            RefuseFixed(overlay, Model, app.Path, "", diagnostics);
            new Binder(app.Path, diagnostics) { IsPartial = true }.Bind<AppDeclaration>(overlay);
        }
    }

    static void RefuseFixed(YamlMapping overlay, ModelType type, string path, string around, List<Diagnostic> diagnostics)
    {
        foreach (var entry in overlay.Entries)
        {
            if (type.TryField(entry.Key.Text) is not { } field)
                continue;
            if (field.Attribute.Fixed)
                diagnostics.Add(Diagnostic.Error(path, entry.Key.At, $"'{around}{field.Name}' cannot differ in an environment: the chart's files depend on it, and they are the same everywhere"));
            else if (entry.Value is YamlMapping inner && field.Shape.Kind == ValueKind.Record)
                RefuseFixed(inner, field.Shape.Record, path, $"{around}{field.Name}.", diagnostics);
        }
    }

    // Every node keeps its place, so that an error points at the line that is wrong.
    static YamlMapping Merge(YamlMapping below, YamlMapping above)
    {
        var entries = new List<YamlEntry>(below.Entries.Count + above.Entries.Count);
        entries.AddRange(below.Entries);
        foreach (var entry in above.Entries)
        {
            var index = entries.FindIndex(existing => existing.Key.Text == entry.Key.Text);
            if (entry.Value is YamlScalar { Value: null })
            {
                if (index >= 0)
                    entries.RemoveAt(index);
            }
            else if (index < 0)
                entries.Add(entry);
            else if (entries[index].Value is YamlMapping old && entry.Value is YamlMapping changed)
                entries[index] = new YamlEntry(entry.Key, Merge(old, changed));
            else
                entries[index] = entry;
        }

        return new YamlMapping(above.At, entries);
    }
}
