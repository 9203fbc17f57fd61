namespace NinjaBuild.Workspace.Model;

/// <summary>
/// Patterns for JSON Schema that let pass whatever <see cref="Formats"/> lets pass, and catch most of what it does not. They stay within
/// what both ECMA-262 and RE2 understand, the one for editors, the other for Helm.
/// </summary>
static class FormatPatterns
{
    const string Label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    const string Subdomain = Label + "(\\." + Label + ")*";
    const string Name = "[A-Za-z0-9]([-._A-Za-z0-9]{0,61}[A-Za-z0-9])?";

    /// <summary>The pattern of a format, without anchors; null where any text will do.</summary>
    public static string? Of(Format format) => format switch
    {
        Format.DnsLabel => "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?",
        Format.DnsSubdomain => Subdomain,
        Format.HostName => "(\\*\\.)?" + Subdomain,
        Format.PortName => "[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?",
        Format.EnvName => "[-._A-Za-z][-._A-Za-z0-9]*",
        Format.ConfigKey => "[-._A-Za-z0-9]{1,253}",
        Format.Quantity => "[+]?[0-9.]+([eE][-+]?[0-9]+|[numkMGTPE]|[KMGTPE]i)?",
        Format.ImageRepository => "([A-Za-z0-9.-]+(:[0-9]+)?/)?[a-z0-9._-]+(/[a-z0-9._-]+)*",
        Format.ImageTag => "[A-Za-z0-9_{][^\\s/:@]*",
        Format.PlainTag => "[A-Za-z0-9_][-._A-Za-z0-9]{0,127}",
        Format.ImageDigest => "sha256:[0-9a-f]{64}",
        Format.SemVer => "[0-9]+\\.[0-9]+\\.[0-9]+([-+].*)?",
        Format.VersionRange => "[-+.*0-9A-Za-z<>=!~^|, ]+",
        Format.KubernetesVersion => "1\\.[0-9]+",
        Format.UrlPath => "/[^\\s]*",
        Format.ContainerPath => "/[^:]*",
        Format.RelativePath => "[^/\\\\][^\\\\]*",
        Format.Cron => "(@[a-z]+|\\s*\\S+(\\s+\\S+){4}\\s*)",
        Format.IntOrPercent => "[0-9]+%?",
        Format.QualifiedName => "(" + Subdomain + "/)?" + Name,
        Format.LabelValue => "(" + Name + ")?",
        Format.Date => "[0-9]{4}-[0-9]{2}-[0-9]{2}",
        Format.Duration => "([0-9]+h)?([0-9]+m)?([0-9]+s)?",
        Format.Kind => "[A-Z][A-Za-z0-9]{0,62}",
        Format.NamePattern => "[-a-z0-9{}]+",
        Format.LabelPattern => "[-._A-Za-z0-9{}]*",
        _ => null,
    };

    /// <summary>The JSON types that a text may have.</summary>
    /// <param name="format">The form of the text.</param>
    /// <param name="isValue">
    /// Whether it is a chart's value. In a declaration, what YAML reads as a number or a boolean is taken by its spelling; a value comes
    /// out of a template as what it is, and may be a number only where Kubernetes takes one or the template makes a text of it.
    /// </param>
    public static IEnumerable<string> Types(Format format, bool isValue)
    {
        yield return "string";
        if (isValue && format is not (Format.None or Format.Quantity or Format.IntOrPercent or Format.ImageTag))
            yield break;
        if (Formats.Fault(format, "1") is null || Formats.Fault(format, "1.30") is null)
            yield return "number";
        if (!(isValue && format == Format.ImageTag) && Formats.Fault(format, "true") is null)
            yield return "boolean";
    }
}
