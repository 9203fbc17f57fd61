using System.Diagnostics;

namespace NinjaBuild.Hermetic;

/// <summary>
/// Brings actions up to date: by the record of the last build, by the cache, or by running their rules, on several threads. A failure
/// stops what depends on it and nothing else. What an action made is let go as soon as all that use it are done.
/// </summary>
public sealed class ActionExecutor(ExecutionOptions options)
{
    readonly ResultStore? _store = options.NoCache || options.Cache is null ? null : new ResultStore(options.Cache, options.Cache);

    /// <summary>Brings actions, and all that they need, up to date.</summary>
    /// <param name="goals">The actions whose outputs are wanted.</param>
    /// <param name="completed">
    /// Is handed each goal as soon as it is done, on any thread and on several at once; afterwards its files are let go. What it throws
    /// ends the run.
    /// </param>
    /// <param name="cancellation">Ends the run between two actions.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <exception cref="ArgumentException">Two actions have one label.</exception>
    public ExecutionReport Run(IEnumerable<ActionSpec> goals, Action<ActionOutcome>? completed = null, CancellationToken cancellation = default)
    {
        var graph = ActionNode.Graph(goals);
        var schedule = new Schedule(graph, node => Complete(node, completed), options.Progress);
        schedule.Run(Math.Max(1, Math.Min(options.Threads, graph.Count)), cancellation);
        return new ExecutionReport(graph.ConvertAll(node => node.Outcome!));
    }

    void Complete(ActionNode node, Action<ActionOutcome>? completed)
    {
        node.Outcome = Execute(node);
        if (node.IsGoal)
            completed?.Invoke(node.Outcome);
    }

    ActionOutcome Execute(ActionNode node)
    {
        var start = Stopwatch.GetTimestamp();
        var spec = node.Spec;
        var inputs = node.Needs.Count == 0 ? [] : new ActionOutput[node.Needs.Count];
        for (var i = 0; i < inputs.Length; i++)
        {
            if (node.Needs[i].Outcome?.Output is not { } output)
                return Ended(ActionStatus.Skipped, null, []);
            inputs[i] = output;
        }

        var previous = options.Previous?.Invoke(spec.Label);
        if (!options.NoCache && previous is not null && Explanation.IsUnchanged(previous, spec, inputs))
            return Ended(ActionStatus.UpToDate, new ActionOutput(spec, inputs, _store, previous.Key, previous.Output), []);

        try
        {
            var inputTree = ActionOutput.InputTree(spec, inputs);
            var key = ActionKey.Of(spec.Rule, spec.Arguments, inputTree.RootDigest);
            return Find(key) ?? Make(key, inputTree);
        }
        catch (HermeticException e)
        {
            return new ActionOutcome(spec, ActionStatus.Failed, Stopwatch.GetElapsedTime(start), [], e.Errors, null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A fault of the rule's code, not of its inputs; its name is all that helps whoever reports it.
            var error = $"{spec.Label}: rule {spec.Rule.Name} failed unexpectedly: {e.GetType().Name}: {e.Message}";
            return new ActionOutcome(spec, ActionStatus.Failed, Stopwatch.GetElapsedTime(start), [], [error], null);
        }

        ActionOutcome? Find(Digest key)
        {
            if (_store is null)
                return null;
            var reader = new LateSource();
            if (_store.Find(key, reader) is not { } files)
                return null;
            var output = new ActionOutput(spec, inputs, _store, key, files.RootDigest);
            reader.Source = output;
            return Ended(ActionStatus.Cached, output.With(files), Explanation.Causes(previous, spec, inputs));
        }

        ActionOutcome Make(Digest key, FileTree inputTree)
        {
            var files = ActionOutput.Run(spec, inputTree);
            _store?.Keep(key, files);
            IReadOnlyList<ActionCause> causes = options.NoCache ? [new ActionCause(CauseKind.NoCache)] : Explanation.Causes(previous, spec, inputs);
            return Ended(ActionStatus.Ran, new ActionOutput(spec, inputs, _store, key, files.RootDigest).With(files), causes);
        }

        ActionOutcome Ended(ActionStatus status, ActionOutput? output, IReadOnlyList<ActionCause> causes) =>
            new(spec, status, Stopwatch.GetElapsedTime(start), causes, [], output);
    }

    // The files of a cached result are listed before it is known what their tree is called.
    sealed class LateSource : IContentSource
    {
        public IContentSource? Source { get; set; }

        public byte[] Read(Digest digest) => Source!.Read(digest);
    }
}
