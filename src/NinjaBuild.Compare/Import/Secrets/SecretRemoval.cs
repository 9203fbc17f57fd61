using System.Text;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Trees;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Compare.Import.Secrets;

/// <summary>
/// Takes every secret out of a chart's objects before anything else looks at them, so that no later step can write or print one. A Secret
/// is left out altogether; a literal in <c>env</c> becomes a reference; elsewhere a placeholder is left.
/// </summary>
sealed class SecretRemoval
{
    readonly Dictionary<string, SortedSet<string>> _needed = new(StringComparer.Ordinal);
    readonly List<RemovedSecret> _removed = [];
    readonly SortedSet<string> _own = new(StringComparer.Ordinal);
    readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>What was taken out, each once.</summary>
    public IReadOnlyList<RemovedSecret> Removed => [.. _removed.Distinct()];

    /// <summary>Secrets, with their keys, that must exist before the chart is deployed.</summary>
    public IReadOnlyDictionary<string, SortedSet<string>> Needed => _needed;

    /// <summary>Names of the Secrets that the chart itself makes, as people know them.</summary>
    public IReadOnlyCollection<string> Own => _own;

    /// <summary>Learns the values of the chart's Secrets, which may stand in other objects as well.</summary>
    public void Learn(IEnumerable<Manifest> objects)
    {
        foreach (var secret in objects.Where(item => item.Kind == "Secret"))
        {
            foreach (var (key, value) in secret.Tree.Mapping("data"))
                Learn(key, Decode(value as string));
            foreach (var (key, value) in secret.Tree.Mapping("stringData"))
                Learn(key, value as string);
        }
    }

    /// <summary>An object without its secrets; null for a Secret, which is noted as needed.</summary>
    /// <param name="item">The object.</param>
    /// <param name="name">Its name as people know it.</param>
    public Map? Clean(Manifest item, string name)
    {
        if (item.Kind == "Secret" && item.Identity.Group.Length == 0)
        {
            var keys = item.Tree.Mapping("data").Keys.Concat(item.Tree.Mapping("stringData").Keys).ToList();
            _own.Add(name);
            Need(item.Name ?? name, keys);
            _removed.Add(new RemovedSecret($"Secret {name}", "not written: it must exist before"));
            return null;
        }

        var tree = TreeAccess.CopyMapping(item.Tree);
        DropNulls(tree);
        var place = $"{item.Kind} {name}";
        if (PodSpec(tree, item.Kind) is { } pod)
            Containers(pod, place, item.Name ?? name);
        if (item.Kind == "ConfigMap" && tree.GetValueOrDefault("data") is Map data)
            ConfigKeys(data, place);
        // A definition of a kind describes fields, and holds no values.
        if (item.Kind != "CustomResourceDefinition")
            Texts(tree, place, "");
        return tree;
    }

    /// <summary>The pod spec in an object that has one.</summary>
    public static Map? PodSpec(Map tree, string kind) => (kind switch
    {
        "Pod" => tree.At("spec"),
        "CronJob" => tree.At("spec", "jobTemplate", "spec", "template", "spec"),
        _ => tree.At("spec", "template", "spec"),
    }) as Map;

    // A null says no more than that the field is not there.
    static void DropNulls(object? node)
    {
        if (node is Map map)
        {
            foreach (var name in map.Where(entry => entry.Value is null).Select(entry => entry.Key).ToList())
                map.Remove(name);
        }

        foreach (var inner in node is Map fields ? fields.Values : node as IEnumerable<object?> ?? [])
            DropNulls(inner);
    }

    void Learn(string key, string? value)
    {
        // What a Secret holds besides is as public as any setting: a user's name, a host. And what may be any word is not looked for elsewhere.
        if (value is not null && SecretValues.AreUnusual(value) && (SecretValues.AreSecret(value) || SecretValues.AreRandom(value) || (SecretNames.AreSecret(key) && SecretValues.CanBeSecret(value))))
            _known.Add(value);
    }

    static string? Decode(string? base64)
    {
        try
        {
            return base64 is null ? null : Encoding.UTF8.GetString(Convert.FromBase64String(base64));
        }
        catch (FormatException)
        {
            return base64;
        }
    }

    void Need(string secret, IEnumerable<string> keys)
    {
        if (!_needed.TryGetValue(secret, out var known))
            _needed[secret] = known = new SortedSet<string>(StringComparer.Ordinal);
        known.UnionWith(keys);
    }

    void Containers(Map pod, string place, string owner)
    {
        foreach (var container in pod.Items("initContainers").Concat(pod.Items("containers")).OfType<Map>())
        {
            var secret = $"{owner}-secrets";
            var where = $"{place}, container {container.Text("name")}";
            foreach (var entry in container.Items("env").OfType<Map>())
            {
                if (entry.GetValueOrDefault("name") is string variable && entry.GetValueOrDefault("value") is string value && IsSecret(variable, value))
                    Refer(entry, variable, secret, where);
            }

            foreach (var field in (string[])["command", "args"])
            {
                if (container.GetValueOrDefault(field) is List<object?> arguments)
                    Arguments(container, arguments, secret, $"{where}, {field}");
            }
        }
    }

    void Refer(Map entry, string variable, string secret, string where)
    {
        entry.Remove("value");
        entry["valueFrom"] = new Map { ["secretKeyRef"] = new Map { ["name"] = secret, ["key"] = variable } };
        Need(secret, [variable]);
        _removed.Add(new RemovedSecret($"{where}, env {variable}", $"key {variable} of Secret {secret}"));
    }

    // --password=x and --password x become --password=$(PASSWORD), which Kubernetes fills in from the environment.
    void Arguments(Map container, List<object?> arguments, string secret, string where)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is not string argument)
                continue;
            var (flag, value) = argument.Split('=', 2) is [var left, var right] && left.StartsWith('-') ? (left, right) : ("", argument);
            var isNamed = flag.Length > 0;
            if (!isNamed && i > 0 && arguments[i - 1] is string before && before.StartsWith('-') && !before.Contains('=', StringComparison.Ordinal) && !argument.StartsWith('-'))
                flag = before;
            var isPlain = !value.Contains('\n', StringComparison.Ordinal) && !value.Contains(' ', StringComparison.Ordinal);
            if (!isPlain || !IsSecret(flag, value))
                continue;
            var variable = VariableOf(flag, i);
            arguments[i] = isNamed ? $"{flag}=$({variable})" : $"$({variable})";
            var environment = container.GetValueOrDefault("env") as List<object?> ?? [];
            container["env"] = environment;
            var entry = new Map { ["name"] = variable };
            environment.RemoveAll(known => known is Map map && map.GetValueOrDefault("name") is string name && name == variable);
            environment.Add(entry);
            Refer(entry, variable, secret, $"{where}[{i}]");
        }
    }

    static string VariableOf(string flag, int index)
    {
        var name = new string([.. flag.TrimStart('-').ToUpperInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')]).Trim('_');
        return name.Length == 0 ? $"SECRET_ARGUMENT_{index}" : char.IsAsciiDigit(name[0]) ? $"ARG_{name}" : name;
    }

    // Keys of a ConfigMap are often the names of variables.
    void ConfigKeys(Map data, string place)
    {
        foreach (var (key, value) in data.ToList())
        {
            if (value is not string text || text.Contains('\n', StringComparison.Ordinal) || !IsSecret(key, text))
                continue;
            data[key] = SecretText.Placeholder;
            _removed.Add(new RemovedSecret($"{place}, data {key}", $"{SecretText.Placeholder}: give the app a Secret instead"));
        }
    }

    void Texts(object? node, string place, string path)
    {
        switch (node)
        {
            case Map map:
                foreach (var (key, value) in map.ToList())
                    Replace(value, $"{path}{(path.Length == 0 ? "" : ".")}{key}", text => map[key] = text);
                break;
            case List<object?> list:
                for (var i = 0; i < list.Count; i++)
                    Replace(list[i], $"{path}[{i}]", text => list[i] = text);
                break;
        }

        void Replace(object? value, string at, Action<string> set)
        {
            if (value is not string text)
            {
                Texts(value, place, at);
                return;
            }

            var (clean, lines) = SecretText.Clean(text, _known);
            if (lines.Count == 0)
                return;
            set(clean);
            var where = text.Contains('\n', StringComparison.Ordinal) ? $"{place}, {at}, line {string.Join(", ", lines.Take(5))}" : $"{place}, {at}";
            _removed.Add(new RemovedSecret(where, SecretText.Placeholder));
        }
    }

    bool IsSecret(string name, string value) =>
        _known.Contains(value) || SecretValues.AreSecret(value) || (SecretNames.AreSecret(name) ? SecretValues.CanBeSecret(value) : SecretValues.AreRandom(value) && !IsOpen(name));

    // A commit or a checksum is random, and no secret.
    static bool IsOpen(string name) => ((string[])["SHA", "COMMIT", "REVISION", "DIGEST", "CHECKSUM", "HASH", "VERSION", "UUID"])
        .Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
}
