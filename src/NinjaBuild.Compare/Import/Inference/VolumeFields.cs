using NinjaBuild.Kubernetes.Trees;
using NinjaBuild.Workspace.Model;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Compare.Import.Inference;

/// <summary>The volumes of a pod as an app declares them.</summary>
static class VolumeFields
{
    /// <summary>
    /// Writes <c>volumes</c>: those with one simple source and one mount in the app's container. The others go to <c>podSpec.volumes</c> and
    /// <c>containerSpec.volumeMounts</c> as they are.
    /// </summary>
    /// <param name="fields">The app's fields.</param>
    /// <param name="pod">The pod spec.</param>
    /// <param name="container">The app's container.</param>
    /// <param name="config">Name of the ConfigMap that is the app's own, where its mount is to be made by <c>config.mountPath</c>; else null.</param>
    /// <returns>The path where that ConfigMap is mounted; null where it is not.</returns>
    public static string? Write(Map fields, Map pod, Map container, string? config)
    {
        var mounts = container.Items("volumeMounts").OfType<Map>().ToList();
        var twice = mounts.GroupBy(mount => Folder(mount.Text("mountPath"))).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet();
        var simple = new Map();
        string? mountPath = null;
        foreach (var volume in pod.Items("volumes").OfType<Map>())
        {
            var own = mounts.Where(mount => mount.Text("name") == volume.Text("name")).ToList();
            if (own is [var single] && !twice.Contains(Folder(single.Text("mountPath"))) && Source(volume) is { } source && Mount(single, source))
            {
                if (mountPath is null && config is not null && source.Text("configMap") == config && !single.ContainsKey("subPath"))
                    mountPath = single.Text("mountPath");
                else
                    simple[volume.Text("name")!] = source;
                mounts.Remove(single);
            }
            else
                fields.Append("podSpec", "volumes", TreeAccess.Copy(volume)!);
        }

        foreach (var mount in mounts)
            fields.Append("containerSpec", "volumeMounts", TreeAccess.Copy(mount)!);
        fields.Put("volumes", simple);
        return mountPath;
    }

    static Map? Source(Map volume)
    {
        if (Formats.Fault(Format.DnsLabel, volume.Text("name") ?? "") is not null || volume.Count > 2)
            return null;
        if (volume.At("persistentVolumeClaim") is Map claim && Fields.HasOnly(claim, "claimName"))
            return Named("claim", claim.Text("claimName"));
        if (volume.At("configMap") is Map configMap && Fields.HasOnly(configMap, "name"))
            return Named("configMap", configMap.Text("name"));
        if (volume.At("secret") is Map secret && Fields.HasOnly(secret, "secretName"))
            return Named("secret", secret.Text("secretName"));
        if (volume.Count == 1 || Fields.HasOnly(volume.GetValueOrDefault("emptyDir"), "medium", "sizeLimit"))
            return EmptyDir(volume);
        return null;
    }

    static Map? EmptyDir(Map volume)
    {
        var fields = new Map { ["emptyDir"] = true };
        if (volume.Text("emptyDir", "medium") is { Length: > 0 } medium)
        {
            if (medium != "Memory")
                return null;
            fields["inMemory"] = true;
        }

        fields.Put("sizeLimit", Fields.TextOf(volume.At("emptyDir", "sizeLimit")));
        return fields;
    }

    static Map? Named(string field, string? name) => name is not null && Formats.Fault(Format.DnsSubdomain, name) is null ? new Map { [field] = name } : null;

    static bool Mount(Map mount, Map source)
    {
        var path = mount.Text("mountPath") ?? "";
        var subPath = mount.Text("subPath");
        if (!Fields.HasOnly(mount, "name", "mountPath", "subPath", "readOnly") || Formats.Fault(Format.ContainerPath, path) is not null
            || (subPath is { Length: > 0 } && Formats.Fault(Format.RelativePath, subPath) is not null))
            return false;
        source["mountPath"] = path;
        source.Put("subPath", subPath);
        if (mount.IsTrue("readOnly"))
            source["readOnly"] = true;
        return true;
    }

    static string Folder(string? path) => path is { Length: > 1 } ? path.TrimEnd('/') : path ?? "";
}
