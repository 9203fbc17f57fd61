using NinjaBuild.Kubernetes.Trees;
using NinjaBuild.Workspace.Model;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Compare.Import.Inference;

/// <summary>The environment variables of a container as an app declares them.</summary>
static class EnvFields
{
    /// <summary>Writes <c>env</c>, <c>secretEnv</c>, <c>envFrom</c>, and what neither can say into <c>containerSpec.env</c>.</summary>
    /// <param name="fields">The app's fields.</param>
    /// <param name="container">Its container.</param>
    /// <param name="config">Name of the ConfigMap that is the app's own; null where it has none.</param>
    /// <returns>Whether all keys of that ConfigMap become variables.</returns>
    public static bool Write(Map fields, Map container, string? config)
    {
        // Of two entries with one name the last wins.
        var entries = container.Items("env").OfType<Map>().Where(entry => entry.Text("name") is not null)
            .Reverse().DistinctBy(entry => entry.Text("name")).Reverse().ToList();
        var further = Further(entries);
        var (plain, secret) = (new Map(), new Map());
        foreach (var entry in entries)
        {
            var name = entry.Text("name")!;
            if (further.Contains(name))
                fields.Append("containerSpec", "env", TreeAccess.Copy(entry)!);
            else if (entry.At("valueFrom", "secretKeyRef") is Map reference)
                secret[name] = Secret(reference);
            else
                plain[name] = Fields.TextOf(entry.GetValueOrDefault("value")) ?? "";
        }

        fields.Put("env", plain);
        fields.Put("secretEnv", secret);
        return Sources(fields, container, config);
    }

    static Map Secret(Map reference)
    {
        var secret = new Map { ["secret"] = reference.Text("name"), ["key"] = reference.Text("key") };
        if (reference.IsTrue("optional"))
            secret["optional"] = true;
        return secret;
    }

    // Chart and app sort variables by name, those that refer to others last: what refers to a later one, or to one that is no text and
    // no key of a Secret, keeps its place behind it.
    static HashSet<string> Further(List<Map> entries)
    {
        var further = entries.Where(entry => !IsPlain(entry) && !IsSecret(entry)).Select(entry => entry.Text("name")!).ToHashSet();
        var values = entries.Where(IsPlain).ToDictionary(entry => entry.Text("name")!, entry => Fields.TextOf(entry.GetValueOrDefault("value")) ?? "");
        for (var before = -1; before != further.Count;)
        {
            before = further.Count;
            foreach (var (name, value) in values.Where(entry => entry.Value.Contains("$(", StringComparison.Ordinal)))
            {
                if (further.Any(other => Refers(value, other))
                    || values.Any(other => other.Value.Contains("$(", StringComparison.Ordinal) && Refers(value, other.Key) && string.CompareOrdinal(other.Key, name) >= 0))
                    further.Add(name);
            }
        }

        return further;
    }

    static bool Refers(string value, string name) => value.Contains($"$({name})", StringComparison.Ordinal);

    static bool IsPlain(Map entry) => !entry.ContainsKey("valueFrom") && Formats.Fault(Format.EnvName, entry.Text("name")!) is null;

    static bool IsSecret(Map entry) => entry.At("valueFrom", "secretKeyRef") is Map reference && Fields.HasOnly(reference, "name", "key", "optional")
        && Formats.Fault(Format.EnvName, entry.Text("name")!) is null
        && Formats.Fault(Format.DnsSubdomain, reference.Text("name") ?? "") is null && Formats.Fault(Format.ConfigKey, reference.Text("key") ?? "") is null;

    static bool Sources(Map fields, Map container, string? config)
    {
        var sources = new List<object?>();
        var isConfig = false;
        foreach (var entry in container.Items("envFrom").OfType<Map>())
        {
            var isSecret = entry.ContainsKey("secretRef");
            var reference = entry.At(isSecret ? "secretRef" : "configMapRef");
            if (reference.Text("name") is not { } name)
                continue;
            if (!isSecret && name == config && !entry.ContainsKey("prefix"))
            {
                isConfig = true;
                continue;
            }

            var source = new Map { [isSecret ? "secret" : "configMap"] = name };
            source.Put("prefix", entry.Text("prefix"));
            if (reference.IsTrue("optional"))
                source["optional"] = true;
            sources.Add(source);
        }

        fields.Put("envFrom", sources);
        return isConfig;
    }
}
