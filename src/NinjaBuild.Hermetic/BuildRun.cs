namespace NinjaBuild.Hermetic;

/// <summary>The part of a build that runs actions and writes folders, and notes both for the record.</summary>
sealed class BuildRun(BuildOptions options, OutputRoot root, BuildRecord record, IReadOnlyList<OutputRequest> requests)
{
    readonly Lock _gate = new();
    readonly ILookup<ActionSpec, OutputRequest> _requests = requests.ToLookup(static request => request.Action);
    readonly SortedSet<string> _written = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, string> _repaired = new(StringComparer.Ordinal);

    public RecordUpdate Update { get; } = new(record);

    /// <summary>Whether there is anything that the record does not say yet.</summary>
    public bool HasNews { get; private set; }

    /// <summary>Runs what has to be run, and writes each folder as soon as its action is done.</summary>
    public BuildReport Execute(IReadOnlyCollection<string> removed, CancellationToken cancellation)
    {
        CheckFolders();
        var executor = new ActionExecutor(new ExecutionOptions
        {
            Cache = options.Cache,
            NoCache = options.NoCache,
            Threads = options.Threads,
            Previous = record.FindAction,
            Progress = options.Progress,
        });
        var actions = executor.Run(requests.Select(static request => request.Action), Materialise, cancellation);
        foreach (var outcome in actions.Outcomes)
        {
            HasNews |= outcome.Status != ActionStatus.UpToDate;
            if (outcome.Output is { } output && outcome.Status != ActionStatus.UpToDate)
                Update.Add(output.ToRecord());
        }

        var gone = actions.Succeeded ? Remove(removed) : [];
        return new BuildReport(actions, [.. _written], gone, _repaired);
    }

    void CheckFolders()
    {
        var folders = new HashSet<string>();
        foreach (var folder in requests.Select(static request => request.Folder))
        {
            FilePath.Check(folder);
            if (!folders.Add(folder))
                throw new ArgumentException($"Output folder '{folder}' is requested twice.", nameof(requests));
        }
    }

    void Materialise(ActionOutcome outcome)
    {
        foreach (var request in _requests[outcome.Action])
        {
            var before = record.FindOutput(request.Folder);
            if (outcome.Output is { } output)
                Materialise(request.Folder, outcome.Action.Label, output, before);
            else if (before is { IsStale: false })
                Note(before with { IsStale = true }, null, isWritten: false);
        }
    }

    void Materialise(string path, string label, ActionOutput output, RecordedOutput? before)
    {
        var folder = new OutputFolder(root, path);
        var damage = before is null ? null : folder.Damage(before);
        if (before is not null && damage is null && before.RootDigest == output.RootDigest)
        {
            if (before.IsStale || before.Label != label)
                Note(before with { IsStale = false, Label = label }, null, isWritten: false);
            else
                Keep(before);
            return;
        }

        var now = folder.Write(label, output.Files, before, out var isWritten);
        Note(now, isWritten ? damage : null, isWritten);
    }

    void Keep(RecordedOutput output)
    {
        lock (_gate)
            Update.Add(output);
    }

    void Note(RecordedOutput output, string? damage, bool isWritten)
    {
        lock (_gate)
        {
            HasNews = true;
            Update.Add(output);
            if (isWritten)
                _written.Add(output.Folder);
            if (damage is not null)
                _repaired[output.Folder] = damage;
        }
    }

    List<string> Remove(IReadOnlyCollection<string> removed)
    {
        // Only what a build made is a build's to delete.
        var others = removed.Where(folder => record.FindOutput(folder) is not null).Order(StringComparer.Ordinal).ToList();
        foreach (var folder in others)
        {
            root.Remove(folder);
            Update.RemoveOutput(folder);
            HasNews = true;
        }

        return others;
    }
}
