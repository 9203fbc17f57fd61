namespace NinjaBuild.Hermetic;

/// <summary>
/// A build of a workspace, from the look at its sources to the record for the next one. It holds the output root: another build waits
/// until this one is disposed of.
/// </summary>
public sealed class HermeticBuild : IDisposable
{
    readonly BuildOptions _options;
    readonly OutputRoot _root;

    HermeticBuild(BuildOptions options, OutputRoot root)
    {
        (_options, _root) = (options, root);
        Record = BuildRecord.Load(root.RecordPath);
        Sources = SourceTree.Look(options.Workspace, options.Layout, Record, options.Threads);
    }

    /// <summary>The last build.</summary>
    public BuildRecord Record { get; }

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
            Save(new RecordUpdate(Record), isOthersStale: false, Record.IsWhole, Record.ClientData);
        return true;
    }

    /// <summary>Brings output folders up to date, writes them, and saves the record.</summary>
    /// <param name="requests">The folders and the actions that make them.</param>
    /// <param name="isWhole">Whether these are all there are: folders of earlier builds that are not among them are then removed.</param>
    /// <param name="clientData">What the caller wants to find in the next build's record, where this one succeeds.</param>
    /// <param name="cancellation">Ends the build between two actions; what is done by then is on record.</param>
    /// <exception cref="OutputException">Outputs cannot be written; those that are not yet done are as they were.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public BuildReport Run(IReadOnlyList<OutputRequest> requests, bool isWhole, ReadOnlySpan<byte> clientData, CancellationToken cancellation = default)
    {
        var run = new BuildRun(_options, _root, Record, requests);
        var isFinished = false;
        var client = clientData.ToArray();
        try
        {
            var report = run.Execute(isWhole, cancellation);
            isFinished = true;
            var isAllOnRecord = report.Succeeded && (isWhole || (Record.IsWhole && !AreOthersStale()));
            if (run.HasNews || Sources.HasNewStamps || !IsConfiguredAlike || isAllOnRecord != Record.IsWhole || !Record.ClientData.SequenceEqual(clientData))
                Save(run.Update, AreOthersStale(), isAllOnRecord, client);
            return report;
        }
        finally
        {
            // Folders that are done need not be written again; all others are to be looked at.
            if (!isFinished)
                SaveQuietly(run, client);
        }
    }

    bool AreOthersStale() => Sources.Changes.Count > 0 || !IsConfiguredAlike;

    void SaveQuietly(BuildRun run, byte[] client)
    {
        try
        {
            Save(run.Update, isOthersStale: true, isWhole: false, client);
        }
        catch (OutputException)
        {
            // Why the build stopped is on its way to the user already.
        }
    }

    void Save(RecordUpdate update, bool isOthersStale, bool isWhole, ReadOnlySpan<byte> client) => _root.WriteOwn(
        _root.RecordPath,
        update.ToBytes(Sources.ToRecord(), isOthersStale, isWhole, _options.Configuration, _options.Layout.ToString(), client));

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
