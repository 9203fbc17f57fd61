namespace NinjaBuild.Hermetic;

/// <summary>Makes the next record of the last one and of what a build did. What the build did not concern is kept. For one thread.</summary>
sealed class RecordUpdate(BuildRecord previous)
{
    readonly Dictionary<string, RecordedAction> _actions = [];
    readonly Dictionary<string, RecordedOutput> _outputs = [];
    readonly HashSet<string> _removed = [];

    public void Add(RecordedAction action) => _actions[action.Label] = action;

    public void Add(RecordedOutput output) => _outputs[output.Folder] = output;

    public void RemoveOutput(string folder) => _removed.Add(folder);

    /// <summary>Packs the record.</summary>
    /// <param name="sources">The sources as the build saw them.</param>
    /// <param name="isStale">Whether an output folder that the build did not bring up to date may no longer be what its sources say.</param>
    /// <param name="isWhole">Whether everything there was to build is on record.</param>
    /// <param name="configuration">The caller's configuration.</param>
    /// <param name="layout">Where sources are.</param>
    /// <param name="client">What the caller keeps with the record.</param>
    public byte[] ToBytes(
        IEnumerable<RecordedSource> sources, Func<string, bool> isStale, bool isWhole, string configuration, string layout, ReadOnlySpan<byte> client)
    {
        var writer = new RecordWriter(previous.TextCount + 1000);
        foreach (var source in sources)
            writer.Add(source);

        foreach (var output in previous.UnpackOutputs())
        {
            if (!_removed.Contains(output.Folder) && !_outputs.ContainsKey(output.Folder))
                _outputs.Add(output.Folder, output with { IsStale = output.IsStale || isStale(output.Folder) });
        }

        foreach (var output in _outputs.Values.OrderBy(static output => output.Folder, StringComparer.Ordinal))
            writer.Add(output);
        foreach (var action in Reachable().OrderBy(static action => action.Label, StringComparer.Ordinal))
            writer.Add(action);
        return writer.ToBytes(isWhole, configuration, layout, client);
    }

    // An action stays for as long as an output folder comes of it.
    IEnumerable<RecordedAction> Reachable()
    {
        var reached = new HashSet<string>();
        var labels = new Stack<string>(_outputs.Values.Select(static output => output.Label));
        while (labels.TryPop(out var label))
        {
            if (!reached.Add(label) || (_actions.GetValueOrDefault(label) ?? previous.FindAction(label)) is not { } action)
                continue;
            yield return action;
            foreach (var input in action.Inputs)
                labels.Push(input.Label);
        }
    }
}
