using System.Globalization;
using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Workspace.Checks;

/// <summary>Checks what a workspace says of its environments.</summary>
static class EnvironmentChecks
{
    public static void Check(WorkspaceDeclaration workspace, ICollection<Diagnostic> diagnostics)
    {
        foreach (var (name, environment) in workspace.Environments)
        {
            Contexts(workspace, name, environment, diagnostics);
            Rollout(workspace, name, environment, diagnostics);
        }
    }

    static void Contexts(WorkspaceDeclaration workspace, string name, EnvironmentDeclaration environment, ICollection<Diagnostic> diagnostics)
    {
        if (environment is { Context: not null, Contexts.Count: > 0 })
            diagnostics.Add(workspace.Error($"environment '{name}' has both 'context' and 'contexts': give one or the other", "environments", name, "contexts"));
        for (var i = 0; i < environment.Contexts.Count; i++)
        {
            if (environment.Contexts.Take(i).Contains(environment.Contexts[i], StringComparer.Ordinal))
                diagnostics.Add(workspace.Error($"environment '{name}' names the context '{environment.Contexts[i]}' twice", "environments", name, "contexts", i));
        }
    }

    static void Rollout(WorkspaceDeclaration workspace, string name, EnvironmentDeclaration environment, ICollection<Diagnostic> diagnostics)
    {
        var count = environment.Clusters.Count;
        if (environment.Rollout.MaxFailures > 0 && environment.Rollout.MaxFailures >= count)
        {
            diagnostics.Add(workspace.Error(
                string.Create(CultureInfo.InvariantCulture, $"'maxFailures' is {environment.Rollout.MaxFailures}, and environment '{name}' has {count} {(count == 1 ? "context" : "contexts")}: a deploy that fails in all of them has no cluster left to begin"),
                "environments", name, "rollout", "maxFailures"));
        }
    }
}
