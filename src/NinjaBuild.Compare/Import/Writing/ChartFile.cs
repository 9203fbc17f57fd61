using NinjaBuild.Compare.Import.Inference;
using NinjaBuild.Compare.Import.Lifting;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Workspace;
using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Workspace.Model;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Compare.Import.Writing;

/// <summary>A chart's declaration.</summary>
/// <param name="Name">The new chart's name.</param>
/// <param name="Metadata">What the live chart says of itself.</param>
/// <param name="Apps">Its apps and jobs.</param>
/// <param name="Naming">Its naming patterns.</param>
/// <param name="IsIngressPerApp">Whether each app has an Ingress of its own.</param>
/// <param name="Shared">What all its apps share, and its Ingress.</param>
sealed record ChartFile(string Name, ChartMetadata Metadata, IReadOnlyList<LiveApp> Apps, Map Naming, bool IsIngressPerApp, EnvironmentOverlays Shared)
{
    /// <summary>The namespace of the live release, by environment, where it is not the chart's name.</summary>
    public required IReadOnlyDictionary<string, string> Namespaces { get; init; }

    /// <summary>Environments that do not have an app, by the app's key.</summary>
    public required IReadOnlyList<(string Environment, string App)> Missing { get; init; }

    /// <summary>The version of all apps, which is the chart's as well; null where they have several.</summary>
    public string? CommonVersion { get; init; }

    /// <summary>Extra manifests, with the environment that alone has them.</summary>
    public required IReadOnlyList<(string Path, string? Environment)> Manifests { get; init; }

    /// <summary>The version of the live chart; a first one where that is no semantic version.</summary>
    public static string VersionOf(ChartMetadata metadata) => Formats.Fault(Format.SemVer, metadata.Version) is null ? metadata.Version : "0.1.0";

    /// <summary>The text.</summary>
    public string Write()
    {
        var fields = new Map { ["name"] = Name, ["version"] = VersionOf(Metadata) };
        if (Metadata.AppVersion != CommonVersion)
            fields.Put("appVersion", Metadata.AppVersion);
        fields.Put("description", Metadata.Description.Trim());
        if (Metadata.KubeVersion.Length > 0 && Formats.Fault(Format.VersionRange, Metadata.KubeVersion) is null)
            fields["kubeVersion"] = Metadata.KubeVersion;
        if (Namespaces.Values.Distinct().ToList() is [var only])
            fields["namespace"] = only;
        fields.Put("apps", Apps.Where(app => !app.IsJob).Select(app => (object?)app.Name).ToList());
        fields.Put("jobs", Apps.Where(app => app.IsJob).Select(app => (object?)app.Name).ToList());
        var ingress = Shared.Base.GetValueOrDefault("ingress") as Map ?? [];
        if (IsIngressPerApp)
            ingress = new Map([KeyValuePair.Create("mode", (object?)"per-app"), .. ingress]);
        foreach (var (name, value) in Shared.Base)
            fields[name] = value;
        fields.Remove("ingress");
        fields.Put("ingress", ingress);
        fields.Put("naming", Naming);
        fields.Put("manifests", Manifests.Where(file => file.Environment is null).Select(file => (object?)file.Path).ToList());
        fields.Put("environments", Environments());
        return DeclarationText.Write(fields, typeof(ChartDeclaration));
    }

    Map Environments()
    {
        var environments = new Map();
        foreach (var name in Shared.Overlays.Keys.Concat(Namespaces.Keys).Concat(Missing.Select(entry => entry.Environment)).Concat(Manifests.Select(file => file.Environment).OfType<string>()).Distinct())
        {
            var fields = new Map();
            if (Namespaces.Values.Distinct().Count() > 1 && Namespaces.TryGetValue(name, out var space))
                fields["namespace"] = space;
            fields.Put("values", Values(name));
            fields.Put("manifests", Manifests.Where(file => file.Environment == name).Select(file => (object?)file.Path).ToList());
            environments.Put(name, fields);
        }

        return environments;
    }

    // In the chart's values the shared fields stand under 'global', the Ingress and the apps beside it.
    Map Values(string environment)
    {
        var (values, global, apps) = (new Map(), new Map(), new Map());
        foreach (var (name, value) in Shared.Overlays.GetValueOrDefault(environment) ?? [])
        {
            if (name == "ingress")
                values["ingress"] = value;
            else
                global[name] = value;
        }

        foreach (var (_, app) in Missing.Where(entry => entry.Environment == environment))
            apps[ChartModel.Key(app)] = new Map { ["enabled"] = false };
        values.Put("global", global);
        values.Put("apps", apps);
        return values;
    }
}
