using System.Text.RegularExpressions;
using NinjaBuild.Compare.Differences;
using NinjaBuild.Kubernetes.Trees;
using Map = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace NinjaBuild.Compare.Texts;

/// <summary>
/// What reports must not show: the values of Secrets, variables whose name says that they are secret, and passwords in addresses. Reports
/// are pasted into pull requests.
/// </summary>
static partial class SecretValues
{
    /// <summary>What stands in the place of a secret value.</summary>
    public const string Mask = "<secret>";

    /// <summary>Whether the values of a difference must not be shown.</summary>
    public static bool IsSecret(string kind, FieldDifference difference) =>
        (kind == "Secret" && difference.Path.Steps is ["data" or "stringData", ..])
        || (difference.Path.Steps is [.., "env", var item, "value"] && IsSecretName(item))
        || (difference.Path.Steps is ["data", var key] && kind == "ConfigMap" && IsSecretName(key));

    /// <summary>A copy of an object without its secret values.</summary>
    public static Dictionary<string, object?> Masked(Map tree)
    {
        var kind = tree.Text("kind");
        var copy = (Dictionary<string, object?>)Masked(tree, name: "")!;
        foreach (var field in new[] { "data", "stringData" })
        {
            if (kind is "Secret" or "ConfigMap" && copy.GetValueOrDefault(field) is Dictionary<string, object?> data)
            {
                foreach (var key in data.Keys.Where(key => kind == "Secret" || IsSecretName(key)).ToList())
                    data[key] = Mask;
            }
        }

        // kubectl keeps the whole of a Secret there.
        if (kind == "Secret" && copy.At("metadata", "annotations") is Dictionary<string, object?> annotations)
            annotations.Remove("kubectl.kubernetes.io/last-applied-configuration");
        return copy;
    }

    /// <summary>A value of a field or below it without its secrets.</summary>
    public static object? Masked(object? value, string name) => value switch
    {
        Map map when map.Text("name") is { } variable && map.At("value") is string && IsSecretName(variable) =>
            map.ToDictionary(entry => entry.Key, entry => entry.Key == "value" ? Mask : entry.Value, StringComparer.Ordinal),
        Map map => map.ToDictionary(entry => entry.Key, entry => Masked(entry.Value, entry.Key), StringComparer.Ordinal),
        IReadOnlyList<object?> list => list.Select(item => Masked(item, name)).ToList(),
        string text => PasswordInAddress().Replace(text, "${start}" + Mask + "@"),
        _ => value,
    };

    static bool IsSecretName(string name) => SecretName().IsMatch(name);

    // "$(DB_PASSWORD)" in an address is a reference, and no secret.
    [GeneratedRegex(@"(?<start>://[^\s:/@]*:)(?!\$\()[^\s@/]+@", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex PasswordInAddress();

    [GeneratedRegex("passwd|password|passphrase|secret|token|api_?-?key|private_?-?key|access_?-?key|credential", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex SecretName();
}
