using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Charts.Rules;

/// <summary>A kind of object that an app can have: the template that makes it, the file it goes to, and which apps have it.</summary>
/// <param name="Kind">The object's kind, as in its file's name.</param>
/// <param name="Template">File in <c>templates/</c>.</param>
/// <param name="AppliesTo">Whether an app has it, given its type, its declaration and the chart's Ingress mode.</param>
sealed record Artifact(string Kind, string Template, Func<AppType, AppDeclaration, IngressMode, bool> AppliesTo)
{
    /// <summary>The artifacts that are composed for one app alone; what apps share (Ingress in mode single, budgets) is the chart's.</summary>
    public static IReadOnlyList<Artifact> OfApp { get; } =
    [
        new("deployment", "deployment.yaml.tmpl", (type, _, _) => type != AppType.Job),
        new("service", "service.yaml.tmpl", (type, _, _) => IsApi(type)),
        new("ingress", "ingress.yaml.tmpl", (type, app, mode) => mode == IngressMode.PerApp && IsRouted(type, app)),
        new("job", "job.yaml.tmpl", (type, app, _) => type == AppType.Job && app.Schedule is null),
        new("cronjob", "job.yaml.tmpl", (type, app, _) => type == AppType.Job && app.Schedule is not null),
        new("configmap", "configmap.yaml.tmpl", (_, app, _) => HasConfig(app)),
        new("serviceaccount", "serviceaccount.yaml.tmpl", (_, app, _) => app.ServiceAccount.Create),
    ];

    /// <summary>Whether apps of a type have a Service.</summary>
    public static bool IsApi(AppType type) => type is AppType.ExternalApi or AppType.InternalApi;

    /// <summary>Whether an app has routes in an Ingress.</summary>
    public static bool IsRouted(AppType type, AppDeclaration app) =>
        type == AppType.ExternalApi || (type == AppType.InternalApi && app.ExposeIngress);

    /// <summary>Name of the file below the chart's <c>templates/</c>.</summary>
    public string FileName(string app) => $"{app}-{Kind}.yaml";

    // Where only an environment has configuration, the chart needs the file all the same.
    static bool HasConfig(AppDeclaration app) => app.Config is not null || app.Environments.Values.Any(overlay => overlay["config"] is not null);
}
