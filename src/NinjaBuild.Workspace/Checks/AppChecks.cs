using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Workspace.Checks;

/// <summary>What must hold within one app's declaration, beyond the form of each field.</summary>
static class AppChecks
{
    /// <summary>Checks an app as it is, and as it is in each environment.</summary>
    public static void Check(
        AppDeclaration app, WorkspaceDeclaration workspace, IReadOnlyDictionary<string, string> inputs, ICollection<Diagnostic> diagnostics)
    {
        if (ChartMembers.TypeOf(app) is not { } type)
        {
            diagnostics.Add(app.Error($"'type' is missing, and cannot be inferred from the name '{app.Name}': write one of {string.Join(", ", ModelType.NamesOf(typeof(AppType)))}", "name"));
            return;
        }

        // What is wrong with the app itself is wrong in every environment, and said once.
        var found = new List<Diagnostic>();
        if (app.Type is null)
            found.Add(app.Note($"'{app.Name}' is taken for an internal-api, because its name has 'api' in it; write 'type' to say so", "name"));
        Check(new AppScope(app, type, workspace, inputs, found));
        if (app.Environments.Count > 0)
        {
            foreach (var environment in app.Environments)
                InEnvironment(app, type, environment.Key, workspace, inputs, found);
        }

        foreach (var diagnostic in found.Distinct())
            diagnostics.Add(diagnostic);
    }

    static void InEnvironment(
        AppDeclaration app, AppType type, string name, WorkspaceDeclaration workspace, IReadOnlyDictionary<string, string> inputs, List<Diagnostic> found)
    {
        if (!workspace.Environments.ContainsKey(name))
        {
            found.Add(app.Error($"there is no environment '{name}' in {WorkspaceLayout.WorkspaceFile}{Suggestion.For(name, workspace.Environments.Keys)}", "environments", name));
            return;
        }

        var overlaid = Overlay.Apply(app, name, found);
        if (ReferenceEquals(overlaid, app))
            return;
        if (overlaid.Schedule is null != app.Schedule is null)
            found.Add(app.Error("whether a job has a schedule cannot differ in an environment, because it makes another kind of object: use 'suspend', or two apps", "environments", name, "schedule"));
        Check(new AppScope(overlaid, type, workspace, inputs, found));
    }

    static void Check(AppScope scope)
    {
        TypeChecks.Check(scope);
        ImageChecks.Check(scope);
        EnvChecks.Check(scope);
        HealthChecks.Check(scope);
        PodChecks.Check(scope);
        NetworkChecks.Check(scope);
        FurtherFieldChecks.Check(scope);
    }
}
