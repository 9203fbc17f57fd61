namespace NinjaBuild.Hermetic;

/// <summary>
/// A build of a workspace, from the look at its sources to the record for the next one. It holds the output root: another build waits
/// until this one is disposed of.
/// </summary>
public sealed class HermeticBuild : IDisposable
{
    readonly BuildOptions _options;
    readonly OutputRoot _root;
    readonly HashSet<string> _done = [];
    bool _isMadeWhole;

    HermeticBuild(BuildOptions options, OutputRoot root)
    {
        (_options, _root) = (options, root);
        Record = BuildRecord.Load(root.RecordPath);
        Sources = SourceTree.Look(options.Workspace, options.Layout, Record, options.Threads);
    }

    /// <summary>What is on record: the last build, and from the first run on what this one did.</summary>
    public BuildRecord Record { get; private set; }

    /// <summary>The sources as they are now.</summary>
    public SourceTree Sources { get; }

    bool IsConfiguredAlike => Record.Configuration == _options.Configuration;

    /// <summary>Starts a build: waits for another one on the same output root, reads the record and looks at the sources.</summary>
    /// <exception cref="OutputException">The output root cannot be made or written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled while waiting.</exception>
    public static HermeticBuild Start(BuildOptions options, CancellationToken cancellation = default)
    {
        var root = OutputRoot.Open(options.OutputRoot, options.Message, cancellation);
        try
        {
            return new HermeticBuild(options, root);
        }
        catch
        {
            root.Dispose();
            throw;
        }
    }

    /// <summary>Lets the next build in.</summary>
    public void Dispose() => _root.Dispose();

    /// <summary>
    /// Whether there is nothing to do: configuration, sources and output folders are all as the last build left them. Reads no content,
    /// and brings the record up to date where files were merely touched.
    /// </summary>
    /// <param name="folders">The output folders that are wanted; null for all there are.</param>
    public bool IsUpToDate(IReadOnlyCollection<string>? folders = null)
    {
        if (_options.NoCache || !IsConfiguredAlike || !Sources.IsUnchanged || !(folders is null ? AreAllUnchanged() : AreUnchanged(folders)))
            return false;
        if (Sources.HasNewStamps)
            Save(new RecordUpdate(Record), static _ => false, Record.IsWhole, Record.ClientData);
        return true;
    }

    /// <summary>Brings output folders up to date, writes them, and saves the record.</summary>
    /// <param name="requests">The folders and the actions that make them.</param>
    /// <param name="scope">What is known of other folders.</param>
    /// <param name="clientData">What the caller wants to find in the next build's record, where this one succeeds.</param>
    /// <param name="cancellation">Ends the build between two actions; what is done by then is on record.</param>
    /// <exception cref="OutputException">Outputs cannot be written; those that are not yet done are as they were.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public BuildReport Run(IReadOnlyList<OutputRequest> requests, BuildScope scope, ReadOnlySpan<byte> clientData, CancellationToken cancellation = default)
    {
        var run = new BuildRun(_options, _root, Record, requests);
        var client = clientData.ToArray();
        var isFinished = false;
        try
        {
            var report = run.Execute(scope.Removed, cancellation);
            isFinished = true;
            if (report.Succeeded)
                _done.UnionWith(requests.Select(static request => request.Folder));
            _isMadeWhole |= report.Succeeded && scope.IsWhole is true;
            var isWhole = report.Succeeded && (scope.IsWhole ?? (Record.IsWhole && (_isMadeWhole || !AreOthersStale)));
            if (run.HasNews || Sources.HasNewStamps || !IsConfiguredAlike || isWhole != Record.IsWhole || !Record.ClientData.SequenceEqual(client))
                Save(run.Update, folder => AreOthersStale && !_done.Contains(folder) && !(report.Succeeded && scope.IsUnaffected(folder)), isWhole, client);
            return report;
        }
        finally
        {
            // Folders that are done need not be written again; all others are to be looked at.
            if (!isFinished)
                SaveQuietly(run, client);
        }
    }

    /// <summary>Output folders that are not as the last build left them, or that it did not bring up to date.</summary>
    public IReadOnlySet<string> DamagedFolders()
    {
        var damaged = new HashSet<string>();
        var differing = StampCheck.Outputs(Record, _root.Folder, _options.Threads);
        differing.Sort();
        foreach (var row in Record.Outputs)
        {
            var at = differing.BinarySearch(row.First);
            if (row.IsStale != 0 || (at < 0 ? ~at < differing.Count && differing[~at] < row.First + row.Count : true))
                damaged.Add(Record.Text(row.Folder));
        }

        return damaged;
    }

    /// <summary>Whether the last build covered everything in this configuration, so that only what changed since is to be looked at.</summary>
    public bool IsComparable => !_options.NoCache && IsConfiguredAlike && Record is { IsEmpty: false, IsWhole: true } && Sources.Errors.Count == 0;

    bool AreOthersStale => Sources.Changes.Count > 0 || !IsConfiguredAlike;

    void SaveQuietly(BuildRun run, byte[] client)
    {
        try
        {
            Save(run.Update, static _ => true, isWhole: false, client);
        }
        catch (OutputException)
        {
            // Why the build stopped is on its way to the user already.
        }
    }

    void Save(RecordUpdate update, Func<string, bool> isStale, bool isWhole, ReadOnlySpan<byte> client)
    {
        var bytes = update.ToBytes(Sources.ToRecord(), isStale, isWhole, _options.Configuration, _options.Layout.ToString(), client);
        _root.WriteOwn(_root.RecordPath, bytes);
        Record = BuildRecord.Open(bytes) ?? BuildRecord.Empty;
    }

    bool AreAllUnchanged()
    {
        foreach (var row in Record.Outputs)
        {
            if (row.IsStale != 0)
                return false;
        }

        return Record.IsWhole && StampCheck.Outputs(Record, _root.Folder, _options.Threads).Count == 0;
    }

    // Only those that are asked for: what became of others is not this build's concern.
    bool AreUnchanged(IReadOnlyCollection<string> folders)
    {
        foreach (var folder in folders)
        {
            if (Record.FindOutput(folder) is not { IsStale: false } recorded || new OutputFolder(_root, folder).Damage(recorded) is not null)
                return false;
        }

        return true;
    }
}
