using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Workspace.Checks;

/// <summary>Checks what a migration says.</summary>
static class MigrationChecks
{
    public static void Check(MigrationDeclaration migration, IReadOnlyCollection<string> environments, ICollection<Diagnostic> diagnostics)
    {
        for (var i = 0; i < migration.Accepted.Count; i++)
        {
            if (migration.Accepted[i] is { Objects: "*", Path: "", Rule: null })
                diagnostics.Add(migration.Error($"'accepted[{i}]' would accept every difference there is: say which with 'objects', 'path' or 'rule'", "accepted", i));
            for (var j = 0; j < migration.Accepted[i].Environments.Count; j++)
                Known(migration.Accepted[i].Environments[j], "accepted", i, "environments", j);
        }

        foreach (var name in migration.Manual.Values.Keys)
            Known(name, "manual", "values", name);

        void Known(string name, params ReadOnlySpan<object> steps)
        {
            if (!environments.Contains(name))
                diagnostics.Add(migration.Error($"there is no environment '{name}' in {WorkspaceLayout.WorkspaceFile}{Suggestion.For(name, environments)}", steps));
        }
    }
}
