using System.Buffers;
using NinjaBuild.GoTemplates;

namespace NinjaBuild.Helm.Rendering;

/// <summary>A version of Kubernetes, <c>.Capabilities.KubeVersion</c>.</summary>
public sealed class KubeVersion : ITemplateObject, IGoStruct
{
    static readonly SearchValues<char> VersionChars = SearchValues.Create("0123456789.");

    readonly string _text;

    KubeVersion(string text, string major, string minor)
    {
        _text = text;
        Major = major;
        Minor = minor;
    }

    /// <summary>What Helm 3.19 takes where nothing is said.</summary>
    public static KubeVersion Default { get; } = new("v1.34.0", "1", "34");

    /// <summary>The first number.</summary>
    public string Major { get; }

    /// <summary>The second number.</summary>
    public string Minor { get; }

    IEnumerable<KeyValuePair<string, object?>> IGoStruct.JsonFields =>
        [KeyValuePair.Create("Version", (object?)_text), KeyValuePair.Create("Major", (object?)Major), KeyValuePair.Create("Minor", (object?)Minor)];

    /// <inheritdoc/>
    public string GoType => "chartutil.KubeVersion";

    /// <summary>
    /// Reads a version as ParseGeneric of k8s.io/apimachinery does: two numbers or more, with or without a v; what follows them
    /// (<c>-gke.100</c>) is dropped.
    /// </summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static KubeVersion Parse(string text)
    {
        var rest = text.Trim();
        if (rest.StartsWith('v'))
            rest = rest[1..];
        var length = rest.AsSpan().IndexOfAnyExcept(VersionChars);
        var parts = (length < 0 ? rest : rest[..length]).TrimEnd('.').Split('.');
        if (parts.Length < 2 || Array.Exists(parts, static part => !uint.TryParse(part, out _)))
            throw new FormatException($"invalid kube version '{text}': write it like 1.34 or v1.34.0");
        var numbers = Array.ConvertAll(parts, static part => part.TrimStart('0') is { Length: > 0 } number ? number : "0");
        return new KubeVersion("v" + string.Join('.', numbers), numbers[0], numbers[1]);
    }

    /// <inheritdoc/>
    public bool TryGetField(string name, out object? value)
    {
        value = name switch
        {
            "Version" => _text,
            "Major" => Major,
            "Minor" => Minor,
            _ => null,
        };
        return value is not null;
    }

    /// <inheritdoc/>
    public TemplateFunction? FindMethod(string name) =>
        name is "String" or "GitVersion" ? new TemplateFunction(name, [], null, (_, _) => _text) : null;

    /// <summary>With the v in front.</summary>
    public override string ToString() => _text;
}
