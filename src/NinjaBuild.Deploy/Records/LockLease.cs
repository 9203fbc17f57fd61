using System.Globalization;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Records;

/// <summary>The Lease that is the lock of a release, as it was in one version.</summary>
/// <param name="Live">The object.</param>
sealed record LockLease(Tree Live)
{
    /// <summary>The kind of object.</summary>
    public static readonly ApiResource Resource = new("coordination.k8s.io", "v1", "Lease", "leases", IsNamespaced: true, new HashSet<string>());

    // Nobody holds a lock without a word for longer, whatever the Lease says.
    static readonly TimeSpan LongestDuration = TimeSpan.FromMinutes(10);

    /// <summary>Its version.</summary>
    public string Version => Live.Text("metadata", "resourceVersion") ?? "";

    /// <summary>The server's name of the very object.</summary>
    public string Uid => Live.Text("metadata", "uid") ?? "";

    /// <summary>Who holds it; empty where nobody does.</summary>
    public string Holder => Live.Text("spec", "holderIdentity") ?? "";

    /// <summary>How long it holds without being renewed.</summary>
    /// <param name="usual">The time where it says none.</param>
    public TimeSpan Duration(TimeSpan usual) => Live.Number("spec", "leaseDurationSeconds") is > 0 and var seconds
        ? TimeSpan.FromSeconds(Math.Min((long)seconds, (long)LongestDuration.TotalSeconds))
        : usual;

    /// <summary>Who holds it since when, for people: <c>alex@build-7 (process 4711) since 2030-01-01T12:00:00Z</c>.</summary>
    public string Holding
    {
        get
        {
            var who = LockHolder.Parse(Holder) is { } holder
                ? string.Create(CultureInfo.InvariantCulture, $"{Printable.Text(holder.Who, 140)} (process {holder.Process})")
                : $"\"{Printable.Text(Holder, 140)}\"";
            return Live.Text("spec", "acquireTime") is { } time ? $"{who} since {Printable.Text(time, 40)}" : who;
        }
    }

    /// <summary>A Lease as a holder takes or renews it.</summary>
    /// <param name="release">The release.</param>
    /// <param name="holder">The holder.</param>
    /// <param name="options">The times.</param>
    /// <param name="former">What is there; null where nothing is.</param>
    public static Tree Of(Release release, LockHolder holder, DeployLockOptions options, LockLease? former)
    {
        var names = new RecordNames(release);
        var now = options.Time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        bool isRenewal = former?.Holder == holder.ToString();
        var metadata = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["name"] = names.Lock,
            ["namespace"] = release.Namespace,
            ["labels"] = names.Labels(RecordNames.RecordLabel),
        };
        if (former is not null)
        {
            // An update of a Lease that is gone would create it, unless it names the object.
            metadata["resourceVersion"] = former.Version;
            metadata["uid"] = former.Uid;
        }

        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["apiVersion"] = Resource.ApiVersion,
            ["kind"] = Resource.Kind,
            ["metadata"] = metadata,
            ["spec"] = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["holderIdentity"] = holder.ToString(),
                ["leaseDurationSeconds"] = (long)Math.Ceiling(options.Duration.TotalSeconds),
                ["acquireTime"] = isRenewal ? former!.Live.Text("spec", "acquireTime") ?? now : now,
                ["renewTime"] = now,
                ["leaseTransitions"] = Math.Clamp(former?.Live.Number("spec", "leaseTransitions") ?? 0, 0, int.MaxValue - 1) + (isRenewal || former is null ? 0 : 1),
            },
        };
    }
}
