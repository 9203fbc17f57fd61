using System.Globalization;
using System.Security.Cryptography;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Records;

/// <summary>
/// The revisions of a release, in Secrets of its namespace: for each a head, which is small, and the objects in parts beside it. The head is
/// written last and names its parts by their content, so what a killed process leaves behind is never taken for a revision. Whoever writes
/// holds the <see cref="DeployLock"/>; a number is nevertheless taken by one alone, should two write at once. One call at a time.
/// </summary>
/// <param name="api">The cluster.</param>
/// <param name="release">The release.</param>
public sealed class RevisionStore(ApiClient api, Release release)
{
    // A head that was written may meet itself, if the answer was lost on the way; more often than that it does not happen.
    const int Attempts = 8;

    readonly RecordNames _names = new(release);
    readonly string _writer = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
    readonly Dictionary<int, RecordHead> _known = [];
    readonly Dictionary<int, byte[]> _salts = [];

    // What was sent and may have been written, although no answer said so.
    readonly List<RecordHead> _sent = [];

    /// <summary>Reads what there is to say of each revision, without its objects.</summary>
    /// <exception cref="ApiException">The cluster refused, or cannot be reached.</exception>
    /// <exception cref="DeployException">A later version of NinjaBuild wrote a record, and it is not for this one to go on from there.</exception>
    public async Task<RevisionHistory> ReadAsync(CancellationToken cancellation) => Understand(await ListHeadsAsync(cancellation));

    /// <summary>Reads the objects of a revision. Secrets among them have digests in place of their values.</summary>
    /// <param name="revision">The revision, as it was read or written.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="ApiException">The cluster refused, or cannot be reached.</exception>
    /// <exception cref="DeployException">The record is broken: the message says which Secret, and what to do.</exception>
    public async Task<RevisionObjects> ReadObjectsAsync(Revision revision, CancellationToken cancellation)
    {
        var head = _known.GetValueOrDefault(revision.Number) ?? await FindAsync(revision.Number, cancellation)
            ?? throw new DeployException(Subject(_names.Head(revision.Number)), "it is gone, and its revision with it");
        var parts = await Task.WhenAll(Enumerable.Range(0, head.Objects.Parts).Select(index => ReadPartAsync(head, index, cancellation)));
        try
        {
            return RecordParts.Join(parts, head.Objects);
        }
        catch (BrokenRecordException e)
        {
            throw new DeployException([Broken(_names.Part(revision.Number, head.Objects, 0), _names.Head(revision.Number), e)]);
        }
    }

    /// <summary>
    /// Records a revision with its objects: anew, or in place of what this store read or wrote under its number. It may be called again
    /// whatever came of an earlier call.
    /// </summary>
    /// <param name="revision">The revision.</param>
    /// <param name="objects">Its objects, with the values of Secrets, which are not written.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="ApiException">The cluster refused, or cannot be reached.</exception>
    /// <exception cref="DeployException">Somebody else took the number or changed the record, or it is too large.</exception>
    public async Task WriteAsync(Revision revision, RevisionObjects objects, CancellationToken cancellation)
    {
        // One salt for each number: what is written again is the same then.
        if (!_salts.TryGetValue(revision.Number, out var salt))
            _salts.Add(revision.Number, salt = RecordedSecret.NewSalt());
        var (stored, parts) = RecordParts.Split(objects, salt);
        if (_known.GetValueOrDefault(revision.Number)?.Objects != stored)
            await Task.WhenAll(parts.Select((part, index) => WritePartAsync(revision.Number, stored, index, part, cancellation)));
        await WriteHeadAsync(revision, stored, cancellation);
    }

    /// <summary>Records what became of a revision that this store read or wrote; its objects stay.</summary>
    /// <inheritdoc cref="WriteAsync(Revision, RevisionObjects, CancellationToken)"/>
    public async Task WriteAsync(Revision revision, CancellationToken cancellation)
    {
        var known = _known.GetValueOrDefault(revision.Number)
            ?? throw new InvalidOperationException("the objects of a revision that is new have to be written, too");
        await WriteHeadAsync(revision, known.Objects, cancellation);
    }

    /// <summary>
    /// Deletes the oldest revisions, and the parts that belong to none. What cannot be read stays, as does the newest revision with which
    /// the cluster was healthy.
    /// </summary>
    /// <param name="keep">How many are kept.</param>
    /// <param name="cancellation">Ends it early; what is left is deleted the next time.</param>
    /// <exception cref="ApiException">The cluster refused, or cannot be reached.</exception>
    public async Task PruneAsync(int keep, CancellationToken cancellation)
    {
        var heads = await ListHeadsAsync(cancellation);
        var history = Understand(heads);
        var old = history.Revisions.SkipLast(Math.Max(keep, 1)).Where(revision => revision != history.LastGood).Select(revision => _names.Head(revision.Number)).ToHashSet();
        await Task.WhenAll(old.Select(name => DeleteAsync(name, cancellation)));

        // Of a head that cannot be read, its label tells which parts are its own.
        var kept = heads.Where(head => !old.Contains(Name(head))).Select(head => head.Text("metadata", "labels", RecordNames.ObjectsLabel)).OfType<string>()
            .Concat(_known.Values.Where(head => !old.Contains(_names.Head(head.Revision.Number))).Select(head => RecordNames.LabelOf(head.Revision.Number, head.Objects)));
        await DeletePartsBesideAsync(kept.Distinct(StringComparer.Ordinal), cancellation);
    }

    /// <summary>Deletes all that is recorded of the release: after it was taken away.</summary>
    /// <param name="cancellation">Ends it early; what is left is deleted when it is called again.</param>
    /// <exception cref="ApiException">The cluster refused, or cannot be reached.</exception>
    public async Task ForgetAsync(CancellationToken cancellation)
    {
        var heads = (await ListHeadsAsync(cancellation)).Where(head => head.Text("type") == RecordNames.SecretType).Select(Name);
        await Task.WhenAll(heads.Where(name => _names.NumberOf(name) is not null).Select(name => DeleteAsync(name, cancellation)));
        await DeletePartsBesideAsync([], cancellation);
        _known.Clear();
    }

    RevisionHistory Understand(IEnumerable<Tree> secrets)
    {
        var (heads, problems, last) = (new List<RecordHead>(), new List<DeployProblem>(), 0);
        foreach (var secret in secrets)
        {
            var name = Name(secret);
            try
            {
                var number = _names.NumberOf(name) ?? throw new BrokenRecordException("bears the labels of a revision and not the name of one");
                last = Math.Max(last, number);
                heads.Add(RecordHead.Read(secret, number));
            }
            catch (BrokenRecordException e)
            {
                problems.Add(Broken(name, name, e));
            }
            catch (NewerRecordException e)
            {
                throw Newer(name, e);
            }
        }

        _known.Clear();
        foreach (var head in heads)
            _known[head.Revision.Number] = head;
        return new RevisionHistory([.. heads.Select(head => head.Revision).OrderBy(revision => revision.Number)], problems, last + 1);
    }

    async Task DeletePartsBesideAsync(IEnumerable<string> kept, CancellationToken cancellation)
    {
        var names = new List<string>();
        await foreach (var part in api.ListAsync(RecordSecret.Resource, release.Namespace, new ListOptions { Labels = _names.PartsBeside(kept), PageSize = 5 }, cancellation))
        {
            if (part.Text("type") == RecordNames.SecretType && _names.IsPart(Name(part)))
                names.Add(Name(part));
        }

        await Task.WhenAll(names.Select(name => DeleteAsync(name, cancellation)));
    }

    async Task WriteHeadAsync(Revision revision, StoredObjects stored, CancellationToken cancellation)
    {
        var known = _known.GetValueOrDefault(revision.Number);
        var head = new RecordHead(RecordHead.Recordable(revision), stored, known?.Writer ?? _writer);
        for (int attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                var secret = (known is null ? head : head.Over(known)).ToSecret(_names, release.Namespace);
                _sent.Add(head);
                var written = known is null
                    ? await api.CreateAsync(RecordSecret.Resource, release.Namespace, secret, RecordSecret.Writing, cancellation)
                    : await api.ReplaceAsync(RecordSecret.Resource, release.Namespace, Name(secret), secret, RecordSecret.Writing, cancellation);
                Remember(RecordHead.Read(written, revision.Number));
                return;
            }
            catch (ApiException e) when (e.Kind is ApiErrorKind.AlreadyExists or ApiErrorKind.StaleVersion || (e.Kind == ApiErrorKind.NotFound && known is not null))
            {
                var live = await FindAsync(revision.Number, cancellation);
                if (live is not null && live.Writer != head.Writer)
                    throw Taken(live);
                if (live is not null && live.SaysAs(head))
                {
                    Remember(live);
                    return;
                }

                if (live is not null && known is not null && !live.SaysAs(known) && !_sent.Exists(live.SaysAs))
                    throw Changed(live);
                known = live;
            }
        }

        throw new DeployException(Subject(_names.Head(revision.Number)), "it changes whenever it is written: something else works on it; find out what, and stop that");
    }

    void Remember(RecordHead written)
    {
        _known[written.Revision.Number] = written;
        _sent.RemoveAll(sent => sent.Revision.Number == written.Revision.Number);
    }

    async Task WritePartAsync(int number, StoredObjects stored, int index, ReadOnlyMemory<byte> part, CancellationToken cancellation)
    {
        var labels = _names.Labels(RecordNames.PartLabel);
        labels[RecordNames.ObjectsLabel] = RecordNames.LabelOf(number, stored);
        var name = _names.Part(number, stored, index);
        var metadata = new Dictionary<string, object?>(StringComparer.Ordinal) { ["name"] = name, ["namespace"] = release.Namespace, ["labels"] = labels };
        var secret = RecordSecret.Of(metadata, RecordParts.Key, part.Span);
        try
        {
            await api.CreateAsync(RecordSecret.Resource, release.Namespace, secret, RecordSecret.Writing, cancellation);
        }
        catch (ApiException e) when (e.Kind == ApiErrorKind.AlreadyExists)
        {
            // What bears its digest in its name is the same, unless somebody had a hand in it.
            await api.ReplaceAsync(RecordSecret.Resource, release.Namespace, name, secret, RecordSecret.Writing, cancellation);
        }
    }

    async Task<byte[]> ReadPartAsync(RecordHead head, int index, CancellationToken cancellation)
    {
        var name = _names.Part(head.Revision.Number, head.Objects, index);
        var secret = await api.GetAsync(RecordSecret.Resource, release.Namespace, name, cancellation);
        try
        {
            if (secret is null)
                throw new BrokenRecordException(string.Create(CultureInfo.InvariantCulture, $"is gone, and with it objects of revision {head.Revision.Number}"));
            return RecordSecret.Content(secret, RecordParts.Key, RecordLimits.ReadPartBytes);
        }
        catch (BrokenRecordException e)
        {
            throw new DeployException([Broken(name, _names.Head(head.Revision.Number), e)]);
        }
    }

    async Task<RecordHead?> FindAsync(int number, CancellationToken cancellation)
    {
        var name = _names.Head(number);
        if (await api.GetAsync(RecordSecret.Resource, release.Namespace, name, cancellation) is not { } secret)
            return null;
        try
        {
            return RecordHead.Read(secret, number);
        }
        catch (BrokenRecordException e)
        {
            throw new DeployException([Broken(name, name, e)]);
        }
        catch (NewerRecordException e)
        {
            throw Newer(name, e);
        }
    }

    async Task<List<Tree>> ListHeadsAsync(CancellationToken cancellation)
    {
        var result = new List<Tree>();
        await foreach (var secret in api.ListAsync(RecordSecret.Resource, release.Namespace, new ListOptions { Labels = _names.Heads, PageSize = 25 }, cancellation))
        {
            if (result.Count == RecordLimits.Revisions)
                throw new DeployException($"Secrets in {release.Namespace}", $"more than {RecordLimits.Revisions} bear the labels {_names.Heads}: delete those that NinjaBuild did not write");
            result.Add(secret);
        }

        return result;
    }

    Task<bool> DeleteAsync(string name, CancellationToken cancellation) =>
        api.DeleteAsync(RecordSecret.Resource, release.Namespace, name, new DeleteOptions(), cancellation);

    DeployProblem Broken(string secret, string head, BrokenRecordException why) => new(
        Subject(secret),
        $"it {why.Message}, so its revision is left out; if nobody needs it, take it away: kubectl --context {release.Context} --namespace {release.Namespace} delete secret {head}");

    DeployException Newer(string secret, NewerRecordException why) => new(Subject(secret), $"it {why.Message}: deploy {release.Name} with that version or a later one");

    DeployException Taken(RecordHead live) => new(
        Subject(_names.Head(live.Revision.Number)),
        string.Create(CultureInfo.InvariantCulture, $"{live.Revision.By} has recorded revision {live.Revision.Number} in the meantime: see what was deployed, and run this again"));

    DeployException Changed(RecordHead live) => new(
        Subject(_names.Head(live.Revision.Number)),
        string.Create(CultureInfo.InvariantCulture, $"somebody else has changed revision {live.Revision.Number}, which is {live.Revision.Status} now: see what was deployed, and run this again"));

    string Subject(string secret) => $"Secret {release.Namespace}/{secret}";

    static string Name(Tree secret) => Printable.Text(secret.Text("metadata", "name") ?? "", RecordLimits.TextLength);
}
