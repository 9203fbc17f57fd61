using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Workspace.Checks;

/// <summary>Whether environment variables and configuration are said once and from one source.</summary>
static class EnvChecks
{
    public static void Check(AppScope scope)
    {
        var app = scope.App;
        foreach (var name in app.SecretEnv.Keys)
        {
            if (app.Env.ContainsKey(name))
                scope.Error($"'{name}' is in 'env' ({app.At("env", name).Line}:{app.At("env", name).Column}) and in 'secretEnv': leave out one", "secretEnv", name);
        }

        foreach (var key in app.Config?.Files.Keys ?? [])
        {
            if (app.Config!.Data.ContainsKey(key))
                scope.Error($"'{key}' is in 'config.data' and in 'config.files': leave out one", "config", "files", key);
        }

        Sources(app.EnvFrom, (message, index) => scope.Error(message, "envFrom", index));
    }

    public static void Check(ChartDeclaration chart, ICollection<Diagnostic> diagnostics)
    {
        foreach (var name in chart.SecretEnv.Keys)
        {
            if (chart.Env.ContainsKey(name))
                diagnostics.Add(chart.Error($"'{name}' is in 'env' ({chart.At("env", name).Line}:{chart.At("env", name).Column}) and in 'secretEnv': leave out one", "secretEnv", name));
        }

        Sources(chart.EnvFrom, (message, index) => diagnostics.Add(chart.Error(message, "envFrom", index)));
    }

    static void Sources(IReadOnlyList<EnvSource> sources, Action<string, int> error)
    {
        for (var i = 0; i < sources.Count; i++)
        {
            if (sources[i].Secret is null == sources[i].ConfigMap is null)
                error("name either a 'secret' or a 'configMap'", i);
        }
    }
}
