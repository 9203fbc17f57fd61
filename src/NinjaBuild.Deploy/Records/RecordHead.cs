using System.Globalization;
using System.Text.Json;
using NinjaBuild.Kubernetes.Client.Json;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Records;

/// <summary>The Secret that makes a revision one: what there is to say of it in short, and where its objects are.</summary>
/// <param name="Revision">The revision.</param>
/// <param name="Objects">Where its objects are.</param>
/// <param name="Writer">What tells the one who took the number from all others.</param>
sealed record RecordHead(Revision Revision, StoredObjects Objects, string Writer)
{
    /// <summary>The version of the form. Fields may come without a new one, as long as who does not know them does no harm.</summary>
    public const int Format = 1;

    const string Key = "revision";

    /// <summary>The version of the Secret; null where it is not from a server.</summary>
    public string? ResourceVersion { get; private init; }

    /// <summary>Whether another head says the same.</summary>
    public bool SaysAs(RecordHead other) => Revision == other.Revision && Objects == other.Objects && Writer == other.Writer;

    /// <summary>The Secret.</summary>
    public Tree ToSecret(RecordNames names, string ns)
    {
        var labels = names.Labels(RecordNames.RecordLabel);
        labels[RecordNames.ObjectsLabel] = RecordNames.LabelOf(Revision.Number, Objects);
        labels[RecordNames.StatusLabel] = Revision.Status.ToString();
        var metadata = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["name"] = names.Head(Revision.Number),
            ["namespace"] = ns,
            ["labels"] = labels,
        };
        if (ResourceVersion is not null)
            metadata["resourceVersion"] = ResourceVersion;
        return RecordSecret.Of(metadata, Key, JsonTree.Write(Summary()).Span);
    }

    /// <summary>Reads a Secret.</summary>
    /// <param name="secret">The Secret, from a server.</param>
    /// <param name="number">The number that its name says.</param>
    /// <exception cref="BrokenRecordException">It is not as it was written.</exception>
    /// <exception cref="NewerRecordException">It is of a form that is not known yet.</exception>
    public static RecordHead Read(Tree secret, int number)
    {
        var text = RecordSecret.Content(secret, Key, RecordLimits.SummaryBytes);
        object? tree;
        try
        {
            tree = JsonTree.Read(text, new StringPool());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new BrokenRecordException($"has in data.{Key} what is no JSON ({e.Message})");
        }

        if (tree.Number("format") is not { } format)
            throw new BrokenRecordException($"has in data.{Key} no 'format'");
        if (format > Format)
            throw new NewerRecordException(format);
        if (tree.Number("number") != number)
            throw new BrokenRecordException($"says that it is revision {tree.Number("number")?.ToString(CultureInfo.InvariantCulture) ?? "?"}, and its name that it is {number}");
        return new RecordHead(ReadRevision(tree, number), ReadObjects(tree), Needed(tree, "writer")) { ResourceVersion = secret.Text("metadata", "resourceVersion") };
    }

    /// <summary>The revision as it will be read: without what no terminal should get, and no longer than is read.</summary>
    public static Revision Recordable(Revision revision) => revision with
    {
        Chart = Printed(revision.Chart),
        ChartVersion = Printed(revision.ChartVersion),
        ChartDigest = Printed(revision.ChartDigest),
        ValuesDigest = Printed(revision.ValuesDigest),
        By = Printed(revision.By),
        GitRevision = revision.GitRevision is { } git ? Printed(git) : null,
        Message = revision.Message is { } message ? Printed(message) : null,
    };

    /// <summary>The same, to be laid over a Secret that is there.</summary>
    public RecordHead Over(RecordHead live) => this with { ResourceVersion = live.ResourceVersion };

    Dictionary<string, object?> Summary()
    {
        var tree = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["format"] = Format,
            ["number"] = Revision.Number,
            ["status"] = Revision.Status.ToString(),
            ["chart"] = Revision.Chart,
            ["chartVersion"] = Revision.ChartVersion,
            ["chartDigest"] = Revision.ChartDigest,
            ["valuesDigest"] = Revision.ValuesDigest,
            ["started"] = Revision.Started.ToString("O", CultureInfo.InvariantCulture),
            ["by"] = Revision.By,
            ["writer"] = Writer,
            ["objects"] = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["digest"] = Objects.Digest,
                ["parts"] = Objects.Parts,
                ["objects"] = Objects.Objects,
                ["hooks"] = Objects.Hooks,
            },
        };
        if (Revision.Ended is { } ended)
            tree["ended"] = ended.ToString("O", CultureInfo.InvariantCulture);
        if (Revision.GitRevision is { } git)
            tree["gitRevision"] = git;
        if (Revision.RollbackTo is { } target)
            tree["rollbackTo"] = target;
        if (Revision.Message is { } message)
            tree["message"] = message;
        return tree;
    }

    static Revision ReadRevision(object? tree, int number) => new()
    {
        Number = number,
        Status = Enum.TryParse<RevisionStatus>(tree.Text("status"), out var status) && Enum.IsDefined(status) && status.ToString() == tree.Text("status")
            ? status
            : throw new BrokenRecordException("has a 'status' that there is none of"),
        Chart = Needed(tree, "chart"),
        ChartVersion = Needed(tree, "chartVersion"),
        ChartDigest = Needed(tree, "chartDigest"),
        ValuesDigest = Needed(tree, "valuesDigest"),
        Started = Time(tree, "started") ?? throw new BrokenRecordException("has no 'started'"),
        Ended = Time(tree, "ended"),
        By = Needed(tree, "by"),
        RollbackTo = tree.Number("rollbackTo") is > 0 and <= int.MaxValue and { } target ? (int)target : null,
        GitRevision = Text(tree, "gitRevision"),
        Message = Text(tree, "message"),
    };

    static StoredObjects ReadObjects(object? tree)
    {
        var digest = Needed(tree, "objects", "digest");
        if (digest.Length != 64 || !HexText.IsOne(digest))
            throw new BrokenRecordException("has an 'objects.digest' that is none");
        return new StoredObjects(
            digest, Count(tree, "parts", RecordLimits.Parts), Count(tree, "objects", RecordLimits.Objects), Count(tree, "hooks", RecordLimits.Objects));
    }

    static int Count(object? tree, string field, int most) => tree.Number("objects", field) is { } count && count >= 0 && count <= most
        ? (int)count
        : throw new BrokenRecordException($"has no number up to {most} in 'objects.{field}'");

    static DateTimeOffset? Time(object? tree, string field)
    {
        if (Text(tree, field) is not { } text)
            return null;
        return DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time)
            ? time
            : throw new BrokenRecordException($"has no time in '{field}'");
    }

    static string Needed(object? tree, params ReadOnlySpan<string> path) =>
        Text(tree, path) ?? throw new BrokenRecordException($"has no '{string.Join('.', path)}'");

    // It is shown in terminals, and anybody may have written it.
    static string? Text(object? tree, params ReadOnlySpan<string> path) =>
        tree.Text(path) is { } text ? Printed(text) : null;

    static string Printed(string text) => Printable.Text(text, RecordLimits.TextLength);
}
