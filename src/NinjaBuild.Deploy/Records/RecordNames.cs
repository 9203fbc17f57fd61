using System.Globalization;
using NinjaBuild.Deploy.Releases;

namespace NinjaBuild.Deploy.Records;

/// <summary>
/// The names and labels of what is recorded of a release. None of it bears the labels of the release's own objects, so that nothing takes it
/// for one of them.
/// </summary>
/// <param name="release">The release.</param>
sealed class RecordNames(Release release)
{
    /// <summary>The type of the Secrets.</summary>
    public const string SecretType = "ninjabuild.dev/revision";

    /// <summary>The label, on a head and on the lock, with the release's name.</summary>
    public const string RecordLabel = "ninjabuild.dev/record";

    /// <summary>The label, on parts, with the release's name.</summary>
    public const string PartLabel = "ninjabuild.dev/record-part";

    /// <summary>The label, on a head and its parts, that says that they belong together.</summary>
    public const string ObjectsLabel = "ninjabuild.dev/objects";

    /// <summary>The label, on a head, with its status, for <c>kubectl get secrets -L</c>.</summary>
    public const string StatusLabel = "ninjabuild.dev/status";

    readonly string _prefix = $"ninjabuild.{release.Environment}.{release.Name}";

    /// <summary>The name of the lock.</summary>
    public string Lock => _prefix;

    /// <summary>Selects the heads.</summary>
    public string Heads => $"{RecordLabel}={release.Name},{Ownership.EnvironmentLabel}={release.Environment}";

    /// <summary>The name of a revision's head.</summary>
    public string Head(int number) => string.Create(CultureInfo.InvariantCulture, $"{_prefix}.v{number}");

    /// <summary>The name of a part of a revision's objects, counted from 0.</summary>
    public string Part(int number, StoredObjects objects, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{Head(number)}.{objects.ShortDigest}.{index}");

    /// <summary>The value of <see cref="ObjectsLabel"/>: with the number, since two revisions may have the same objects.</summary>
    public static string LabelOf(int number, StoredObjects objects) => string.Create(CultureInfo.InvariantCulture, $"v{number}.{objects.ShortDigest}");

    /// <summary>The revision whose head bears a name; null where it is no head's.</summary>
    public int? NumberOf(string name) =>
        name.StartsWith(_prefix + ".v", StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(_prefix.Length + 2), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
        && name == Head(number)
            ? number
            : null;

    /// <summary>Whether a name may be a part's.</summary>
    public bool IsPart(string name) => name.StartsWith(_prefix + ".v", StringComparison.Ordinal) && NumberOf(name) is null;

    /// <summary>Selects the parts that belong to none of some heads.</summary>
    /// <param name="objects">The values of the heads' <see cref="ObjectsLabel"/>.</param>
    public string PartsBeside(IEnumerable<string> objects)
    {
        var all = $"{PartLabel}={release.Name},{Ownership.EnvironmentLabel}={release.Environment}";
        var kept = string.Join(',', objects);
        return kept.Length == 0 ? all : $"{all},{ObjectsLabel} notin ({kept})";
    }

    /// <summary>The labels of everything that is recorded.</summary>
    /// <param name="label">The label that gets the release's name.</param>
    public Dictionary<string, object?> Labels(string label) => new(StringComparer.Ordinal)
    {
        [label] = release.Name,
        [Ownership.EnvironmentLabel] = release.Environment,
        ["app.kubernetes.io/managed-by"] = Ownership.FieldManager,
    };
}
