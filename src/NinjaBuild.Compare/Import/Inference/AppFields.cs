using NinjaBuild.Compare.Import.Reading;
using NinjaBuild.Kubernetes.Trees;
using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Workspace.Model;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Compare.Import.Inference;

/// <summary>Works out the declaration of an app from its live objects in one environment.</summary>
/// <param name="app">The app.</param>
/// <param name="environment">The environment.</param>
/// <param name="chart">Name of the new chart.</param>
/// <param name="workspace">The workspace it goes to.</param>
sealed class AppFields(LiveApp app, LiveEnvironment environment, string chart, WorkspaceDeclaration workspace)
{
    static readonly string[] WorkloadMade =
    [
        "replicas", "selector", "template", "strategy", "backoffLimit", "activeDeadlineSeconds", "ttlSecondsAfterFinished", "schedule", "timeZone", "concurrencyPolicy",
        "suspend", "jobTemplate",
    ];

    /// <summary>The fields, in no order; those that are the same in every environment by their nature are <see cref="Fixed"/>.</summary>
    /// <exception cref="NotAnAppException">No declaration can make the workload.</exception>
    public Map Of()
    {
        var workload = app.Workload.Trees[environment.Name];
        if (app.Pod(workload) is not { } pod || app.Container(workload) is not { } container)
            throw new NotAnAppException("its pods have no container");

        var fields = new Map();
        ImageFields.Write(fields, app.Name, pod, container, workspace.ImageRegistry);
        var service = app.Service?.Trees.GetValueOrDefault(environment.Name);
        var ports = new AppPorts(app, container, service);
        ports.Write(fields, service);
        Config(fields, pod, container);
        PodFields.Container(fields, container);
        PodFields.Pod(fields, pod, app.IsJob);
        fields.Put("health", ProbeFields.Of(container, ports, isApi: service is not null));
        if (app.IsJob)
            Job(fields, workload);
        else
            Deployment(fields, workload);
        Account(fields, pod);
        if (app.Ingress is not null)
            fields["ingress"] = IngressFields.OfApp(app, environment.Name, ports);
        fields.Put("labels", LabelFields.Labels(app, workload, chart));
        fields.Put("annotations", LabelFields.Annotations(app, workload));
        fields.Put("podAnnotations", LabelFields.PodAnnotations(app, workload));
        return fields;
    }

    /// <summary>The fields that cannot differ between environments.</summary>
    public static Map Fixed(LiveApp app, string chart)
    {
        var fields = new Map { ["name"] = app.Name, ["type"] = ModelType.NameOf(app.Type) };
        fields.Put("domain", LabelFields.Domain(app, chart));
        if (app.IsHashedJob)
            fields["hook"] = false;
        return fields;
    }

    void Config(Map fields, Map pod, Map container)
    {
        var tree = app.Config?.Trees.GetValueOrDefault(environment.Name);
        var name = tree.Text("metadata", "name");
        var isEnv = EnvFields.Write(fields, container, name);
        // Its name is known to the chart alone where it depends on the environment or the release.
        var mountPath = VolumeFields.Write(fields, pod, container, app.Config?.Name.Contains('{', StringComparison.Ordinal) == true ? name : null);
        if (tree is null)
            return;
        var config = new Map { ["data"] = Fields.Texts(tree.Mapping("data")) };
        config.Put("mountPath", mountPath);
        if (isEnv != mountPath is null)
            config["env"] = isEnv;
        fields["config"] = config;
    }

    void Deployment(Map fields, Map workload)
    {
        if (workload.Items("spec", "selector", "matchExpressions").Count > 0)
            throw new NotAnAppException("its selector has expressions");
        var replicas = workload.Number("spec", "replicas") ?? 1;
        if (replicas != 1)
            fields["replicas"] = replicas;
        Strategy(fields, workload);
        Further(fields, workload.At("spec"));
        if (app.Budget?.Trees.GetValueOrDefault(environment.Name) is { } budget)
            fields["podDisruptionBudget"] = Budget(budget);
        else if (replicas > 1)
            fields["podDisruptionBudget"] = new Map { ["enabled"] = false };
    }

    static void Strategy(Map fields, Map workload)
    {
        var strategy = new Map();
        if (workload.Text("spec", "strategy", "type") is { } type and not "RollingUpdate")
            strategy["type"] = type;
        foreach (var name in (string[])["maxSurge", "maxUnavailable"])
            strategy.Put(name, workload.At("spec", "strategy", "rollingUpdate", name));
        fields.Put("strategy", strategy);
    }

    static Map Budget(Map budget)
    {
        var fields = new Map();
        fields.Put("minAvailable", budget.At("spec", "minAvailable"));
        if (fields.Count == 0)
            fields.Put("maxUnavailable", budget.At("spec", "maxUnavailable"));
        if (fields.Count == 0)
            fields["enabled"] = true;
        return fields;
    }

    void Job(Map fields, Map workload)
    {
        var spec = workload.At("spec");
        var job = app.Workload.Kind == "CronJob" ? spec.At("jobTemplate", "spec") : spec;
        if (app.Workload.Kind == "CronJob")
        {
            fields["schedule"] = spec.Text("schedule");
            fields.Put("timeZone", spec.Text("timeZone"));
            if ((spec.Text("concurrencyPolicy") ?? "Allow") is var policy and not "Forbid")
                fields["concurrencyPolicy"] = policy;
            if (spec.IsTrue("suspend"))
                fields["suspend"] = true;
        }

        // What Kubernetes and the declaration take for granted is not the same.
        Unless(3, "backoffLimit", job.Number("backoffLimit") ?? 6);
        Unless(600, "activeDeadlineSeconds", job.Number("activeDeadlineSeconds") ?? 0);
        fields.Put("ttlSecondsAfterFinished", job.Number("ttlSecondsAfterFinished"));
        Further(fields, spec);

        void Unless(long made, string name, long value)
        {
            if (value != made)
                fields[name] = value;
        }
    }

    static void Further(Map fields, object? spec)
    {
        var further = Fields.Without(spec, WorkloadMade) ?? [];
        foreach (var name in further.Where(entry => entry.Value is null).Select(entry => entry.Key).ToList())
            further.Remove(name);
        fields.Put("workloadSpec", further);
    }

    void Account(Map fields, Map pod)
    {
        var account = new Map();
        var tree = app.Account?.Trees.GetValueOrDefault(environment.Name);
        if (tree is not null)
        {
            account["create"] = true;
            account.Put("annotations", LabelFields.Sound(tree.Mapping("metadata", "annotations")));
        }
        else if (pod.Text("serviceAccountName") is { Length: > 0 } name)
            account["name"] = name;

        if ((pod.At("automountServiceAccountToken") ?? tree.At("automountServiceAccountToken") ?? true) is true)
            account["automountToken"] = true;
        fields.Put("serviceAccount", account);
    }
}
