namespace NinjaBuild.Hermetic;

/// <summary>Compares an action with the record of the last build.</summary>
static class Explanation
{
    /// <summary>Whether nothing that decides the action's output differs. Cheap: no digest is computed.</summary>
    public static bool IsUnchanged(RecordedAction before, ActionSpec now, IReadOnlyList<ActionOutput> outputs)
    {
        if (before.Rule != now.Rule.Name || before.RuleVersion != now.Rule.Version
            || before.Arguments.Count != now.Arguments.Count || before.Sources.Count != now.Sources.Count || before.Inputs.Count != now.Inputs.Count)
        {
            return false;
        }

        for (var i = 0; i < now.Sources.Count; i++)
        {
            if (before.Sources[i].Digest != now.Sources[i].Digest || before.Sources[i].Path != now.Sources[i].Path)
                return false;
        }

        for (var i = 0; i < now.Inputs.Count; i++)
        {
            var (input, output) = (before.Inputs[i], now.Inputs[i]);
            if (input.Output != outputs[i].RootDigest || input.Label != output.Action.Label || input.Folder != output.Folder)
                return false;
        }

        for (var i = 0; i < now.Arguments.Count; i++)
        {
            if (before.Arguments[i] != now.Arguments[i])
                return false;
        }

        return true;
    }

    /// <summary>Everything that differs; where nothing does, the cache no longer had the result.</summary>
    public static IReadOnlyList<ActionCause> Causes(RecordedAction? before, ActionSpec now, IReadOnlyList<ActionOutput> outputs)
    {
        if (before is null)
            return [new ActionCause(CauseKind.FirstBuild)];

        var causes = new List<ActionCause>();
        if (before.Rule != now.Rule.Name || before.RuleVersion != now.Rule.Version)
            causes.Add(new ActionCause(CauseKind.RuleChanged, now.Rule.Name, before.RuleVersion, now.Rule.Version));

        Compare(
            Named(before.Arguments), Named(now.Arguments),
            (kind, name, from, to) => causes.Add(new ActionCause(kind, name, from, to)),
            CauseKind.ArgumentChanged, CauseKind.ArgumentAdded, CauseKind.ArgumentRemoved);
        Compare(
            before.Sources.Select(file => KeyValuePair.Create(file.Path, file.Digest)), now.Sources.Select(file => KeyValuePair.Create(file.Path, file.Digest)),
            (kind, path, _, _) => causes.Add(new ActionCause(kind, path)),
            CauseKind.InputChanged, CauseKind.InputAdded, CauseKind.InputRemoved);
        Compare(
            before.Inputs.Select(input => KeyValuePair.Create(input.Label, (input.Output, input.Folder))),
            now.Inputs.Select((input, i) => KeyValuePair.Create(input.Action.Label, (outputs[i].RootDigest, input.Folder))),
            (kind, label, _, _) => causes.Add(new ActionCause(kind, label)),
            CauseKind.OutputChanged, CauseKind.OutputAdded, CauseKind.OutputRemoved);

        return causes.Count > 0 ? causes : [new ActionCause(CauseKind.CacheEntryMissing)];
    }

    // Arguments are compared by name where they have one, else by place.
    static IEnumerable<KeyValuePair<string, string>> Named(IReadOnlyList<string> arguments)
    {
        var used = new HashSet<string>();
        for (var i = 0; i < arguments.Count; i++)
        {
            var equals = arguments[i].IndexOf('=', StringComparison.Ordinal);
            var isNamed = equals > 0 && used.Add(arguments[i][..equals]);
            yield return isNamed
                ? KeyValuePair.Create(arguments[i][..equals], arguments[i][(equals + 1)..])
                : KeyValuePair.Create($"#{i + 1}", arguments[i]);
        }
    }

    static void Compare<T>(
        IEnumerable<KeyValuePair<string, T>> before, IEnumerable<KeyValuePair<string, T>> now, Action<CauseKind, string, T?, T?> add,
        CauseKind changed, CauseKind added, CauseKind removed)
        where T : IEquatable<T>
    {
        var known = new Dictionary<string, T>();
        foreach (var (name, value) in before)
            known[name] = value;
        foreach (var (name, value) in now)
        {
            if (!known.Remove(name, out var old))
                add(added, name, default, value);
            else if (!old.Equals(value))
                add(changed, name, old, value);
        }

        foreach (var (name, value) in known)
            add(removed, name, value, default);
    }
}
