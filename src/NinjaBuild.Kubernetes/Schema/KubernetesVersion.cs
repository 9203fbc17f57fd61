using System.Globalization;

namespace NinjaBuild.Kubernetes.Schema;

/// <summary>A minor version of Kubernetes; patches change no API.</summary>
/// <param name="Major">The major version: 1.</param>
/// <param name="Minor">The minor version.</param>
public readonly record struct KubernetesVersion(int Major, int Minor) : IComparable<KubernetesVersion>
{
    /// <summary>Reads <c>1.34</c>, <c>v1.34</c>, <c>1.34.2</c>, <c>v1.34.2-gke.100</c>, <c>1.34+</c>.</summary>
    public static bool TryParse(string text, out KubernetesVersion version)
    {
        version = default;
        var rest = text.AsSpan();
        if (rest is ['v', ..]) rest = rest[1..];
        int dot = rest.IndexOf('.');
        if (dot < 0 || !int.TryParse(rest[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out int major)) return false;

        rest = rest[(dot + 1)..];
        int end = rest.IndexOfAnyExceptInRange('0', '9');
        if (end >= 0 && rest[end] is not ('.' or '-' or '+')) return false;
        if (!int.TryParse(end < 0 ? rest : rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out int minor)) return false;
        version = new KubernetesVersion(major, minor);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(KubernetesVersion other) => (Major, Minor).CompareTo((other.Major, other.Minor));

    /// <summary><c>1.34</c>.</summary>
    public override string ToString() => $"{Major}.{Minor}";

    /// <summary>Whether the first is older.</summary>
    public static bool operator <(KubernetesVersion left, KubernetesVersion right) => left.CompareTo(right) < 0;

    /// <summary>Whether the first is newer.</summary>
    public static bool operator >(KubernetesVersion left, KubernetesVersion right) => left.CompareTo(right) > 0;

    /// <summary>Whether the first is not newer.</summary>
    public static bool operator <=(KubernetesVersion left, KubernetesVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the first is not older.</summary>
    public static bool operator >=(KubernetesVersion left, KubernetesVersion right) => left.CompareTo(right) >= 0;
}
