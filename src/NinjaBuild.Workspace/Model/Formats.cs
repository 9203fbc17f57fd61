using System.Buffers;
using System.Globalization;

namespace NinjaBuild.Workspace.Model;

/// <summary>Checks texts against their format. A fault says the rule, so that whoever reads it knows what to write.</summary>
public static class Formats
{
    static readonly SearchValues<char> UrlPathCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@%/|^[]\\{}?");

    static readonly SearchValues<char> HexCharacters = SearchValues.Create("0123456789abcdef");
    static readonly SearchValues<char> LabelCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>What is wrong with a text, or null where nothing is.</summary>
    public static string? Fault(Format format, string text) => format switch
    {
        Format.DnsLabel => IsDnsLabel(text) ? null
            : text.Length > 63 ? $"is {text.Length} characters long; a DNS-1123 label has at most 63"
            : "is no DNS-1123 label: use lower-case letters, digits and hyphens, with a letter or digit at both ends",
        Format.DnsSubdomain => IsDnsSubdomain(text) ? null : "is no DNS-1123 subdomain: use labels of lower-case letters, digits and hyphens, joined by dots, at most 253 characters",
        Format.HostName => IsHostName(text) ? null
            : "is no host name: use a DNS name in lower case such as shop.example.com or *.example.com, without scheme, port or path",
        Format.PortName => IsPortName(text) ? null : "is no name of a port: use at most 15 lower-case letters, digits and single hyphens, with a letter among them",
        Format.EnvName => IsEnvName(text) ? null : "is no name of an environment variable: use letters, digits, '_', '-' and '.', no digit first",
        Format.ConfigKey => text.Length is > 0 and <= 253 && text.All(IsKeyCharacter) && text is not ("." or "..") ? null
            : "is no key of a ConfigMap or Secret: use letters, digits, '-', '_' and '.', at most 253 characters",
        Format.Quantity => Quantity.TryParse(text, out _) ? null : "is no quantity: write a number with an optional unit, such as 250m, 0.5, 128Mi or 1Gi",
        Format.ImageRepository => IsRepository(text) ? null : "is no image repository: write it like ghcr.io/example/app, in lower case, without tag or digest",
        Format.ImageTag => IsTag(text) ? null : "is no image tag: use at most 128 letters, digits, '_', '.' and '-', no '.' or '-' first; {version} and {input} are filled in",
        Format.PlainTag => IsPlainTag(text) ? null : "is no image tag: use at most 128 letters, digits, '_', '.' and '-', no '.' or '-' first",
        Format.ImageDigest => text.Length == 71 && text.StartsWith("sha256:", StringComparison.Ordinal) && !text.AsSpan(7).ContainsAnyExcept(HexCharacters)
            ? null : "is no image digest: write sha256: and 64 hexadecimal digits in lower case",
        Format.SemVer => SemanticVersion.IsValid(text) ? null : "is no semantic version: write MAJOR.MINOR.PATCH, such as 0.1.0, without a leading v",
        Format.VersionRange => VersionRange.IsValid(text) ? null : "is no range of versions: write it like >=1.25.0-0 or >=1.25.0-0 <2.0.0",
        Format.KubernetesVersion => text.Split('.') is ["1", var minor] && int.TryParse(minor, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? null : "is no Kubernetes minor version: write it like \"1.34\", in quotes",
        Format.UrlPath => IsUrlPath(text) ? null : "is no URL path: start it with /, and leave out scheme, host, spaces, and empty, '.' and '..' parts",
        Format.ContainerPath => text.StartsWith('/') && !text.Contains(':', StringComparison.Ordinal) && !text.Split('/').Contains("..") && !text.Any(char.IsControl)
            ? null : "is no path in a container: start it with / and use neither '..' nor ':'",
        Format.RelativePath => IsRelativePath(text) ? null : "is no path below the declaring folder: leave out a leading /, '..' and backslashes",
        Format.Cron => Cron.IsValid(text) ? null : "is no cron schedule: write five fields (minute hour day month weekday), or @hourly, @daily, @weekly, @monthly, @yearly",
        Format.IntOrPercent => IsNumber(text.EndsWith('%') ? text[..^1] : text) ? null : "is neither a whole number nor a percentage such as 25%",
        Format.QualifiedName => IsQualifiedName(text) ? null : "is no qualified name: write NAME or PREFIX/NAME, the prefix a DNS name, the name at most 63 letters, digits, '-', '_' and '.'",
        Format.LabelValue => text.Length == 0 || IsLabelName(text) ? null : "is no label value: use at most 63 letters, digits, '-', '_' and '.', a letter or digit at both ends",
        Format.NamePattern => IsDnsLabel(FillPattern(text)) ? null : "is no name pattern: use lower-case letters, digits, hyphens and {app}, {chart}, {domain}, {release}, {environment}",
        Format.LabelPattern => text.Length == 0 || IsLabelName(FillPattern(text)) ? null
            : "is no label value: use at most 63 letters, digits, '-', '_' and '.', a letter or digit at both ends; {app}, {chart}, {domain}, {release} and {environment} are filled in",
        Format.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : "is no day: write year-month-day, such as 2026-12-31",
        Format.Duration => Duration.TryParse(text, out _) ? null : "is no time: write hours, minutes and seconds such as 90s, 10m or 1h30m, from a second to a day",
        Format.ContextName => text.Length > 0 && text.Trim() == text && !text.Any(char.IsControl) ? null : "is no name of a kubectl context: kubectl config get-contexts lists those there are",
        Format.Kind => text.Length is > 0 and <= 63 && char.IsAsciiLetterUpper(text[0]) && text.All(char.IsAsciiLetterOrDigit)
            ? null : "is no kind: write it as a manifest does, such as ClusterRole",
        _ => null,
    };

    static bool IsDnsLabel(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= 63 && text[0] != '-' && text[^1] != '-' && !text.ContainsAnyExcept(LabelCharacters);

    static bool IsDnsSubdomain(string text) => text.Length <= 253 && text.Split('.').All(label => IsDnsLabel(label));

    // k8s.io/kubernetes/pkg/apis/networking/validation: a name, with a wildcard at most for its first label, and no IP address.
    static bool IsHostName(string text)
    {
        var name = text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text;
        return IsDnsSubdomain(name) && !name.All(c => char.IsAsciiDigit(c) || c == '.');
    }

    // k8s.io/apimachinery/pkg/util/validation: IsValidPortName.
    static bool IsPortName(string text) =>
        text.Length <= 15 && IsDnsLabel(text) && text.Any(char.IsAsciiLetter) && !text.Contains("--", StringComparison.Ordinal);

    // k8s.io/kubernetes/pkg/apis/networking/validation: no parts that a server would resolve or an attacker hide.
    static bool IsUrlPath(string text)
    {
        if (!text.StartsWith('/') || text.AsSpan().ContainsAnyExcept(UrlPathCharacters))
            return false;
        var parts = text[1..].Split('/');
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] is "." or ".." || (parts[i].Length == 0 && i < parts.Length - 1))
                return false;
        }

        return !text.Contains("%2f", StringComparison.OrdinalIgnoreCase) && !text.Contains("%5c", StringComparison.OrdinalIgnoreCase);
    }

    static bool IsEnvName(string text) =>
        text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');

    static bool IsKeyCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';

    // https://github.com/distribution/reference/blob/main/reference.go: components of lower case with separators; a registry may have a port.
    static bool IsRepository(string text)
    {
        if (text.Length is 0 or > 255)
            return false;
        var parts = text.Split('/');
        for (var i = 0; i < parts.Length; i++)
        {
            var part = parts[i];
            var isRegistry = i == 0 && parts.Length > 1 && (part.Contains('.', StringComparison.Ordinal) || part.Contains(':', StringComparison.Ordinal) || part == "localhost");
            if (isRegistry)
            {
                var colon = part.IndexOf(':', StringComparison.Ordinal);
                if (colon >= 0 && !IsNumber(part[(colon + 1)..]))
                    return false;
                part = (colon >= 0 ? part[..colon] : part).ToLowerInvariant();
            }

            if (!IsPathComponent(part))
                return false;
        }

        return true;
    }

    // Letters and digits, joined by one dot, one or two underscores, or any number of hyphens.
    static bool IsPathComponent(string text)
    {
        var separator = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
                separator = 0;
            else if (c is not ('.' or '_' or '-') || i == 0 || (separator > 0 && (c == '.' || c != text[i - 1] || (c == '_' && separator == 2))))
                return false;
            else
                separator++;
        }

        return text.Length > 0 && separator == 0;
    }

    static bool IsTag(string text) => ImageTag.Fill(text, _ => "x") is { } filled && IsPlainTag(filled);

    // https://github.com/opencontainers/distribution-spec/blob/main/spec.md, "Pulling manifests"
    static bool IsPlainTag(string text) =>
        text.Length is > 0 and <= 128 && text[0] is not ('.' or '-') && text.All(IsKeyCharacter);

    static bool IsRelativePath(string text) =>
        text.Length > 0 && text[0] != '/' && !text.Contains('\\', StringComparison.Ordinal) && !text.Any(char.IsControl)
        && !text.Split('/').Any(part => part == "..") && !(text.Length > 1 && text[1] == ':');

    static bool IsQualifiedName(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? IsLabelName(text) : IsDnsSubdomain(text[..slash]) && IsLabelName(text[(slash + 1)..]);
    }

    static bool IsLabelName(string text) =>
        text.Length is > 0 and <= 63 && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1]) && text.All(IsKeyCharacter);

    static string FillPattern(string text) => text.Replace("{app}", "a", StringComparison.Ordinal).Replace("{chart}", "a", StringComparison.Ordinal)
        .Replace("{domain}", "a", StringComparison.Ordinal).Replace("{release}", "a", StringComparison.Ordinal).Replace("{environment}", "a", StringComparison.Ordinal);

    static bool IsNumber(string text) => text.Length is > 0 and < 10 && text.All(char.IsAsciiDigit);
}
