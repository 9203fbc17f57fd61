namespace NinjaBuild.Hermetic;

/// <summary>
/// What an action made. Its root digest is always known; the files are fetched when they are asked for, from memory, from the cache, or,
/// where the cache has lost or damaged them, by running the rule again.
/// </summary>
public sealed class ActionOutput : IContentSource
{
    readonly Lock _gate = new();
    readonly ActionSpec _spec;
    readonly IReadOnlyList<ActionOutput> _inputs;
    readonly ResultStore? _store;
    FileTree? _files;

    internal ActionOutput(ActionSpec spec, IReadOnlyList<ActionOutput> inputs, ResultStore? store, Digest key, Digest rootDigest)
    {
        (_spec, _inputs, _store, Key, RootDigest) = (spec, inputs, store, key, rootDigest);
    }

    /// <summary>Root digest of the files.</summary>
    public Digest RootDigest { get; }

    /// <summary>The files; their bytes are read when they are asked for.</summary>
    /// <exception cref="HermeticException">They are no longer to be had, and the rule cannot make them again.</exception>
    public FileTree Files
    {
        get
        {
            lock (_gate)
                return _files ??= Find() ?? RunAgain();
        }
    }

    internal Digest Key { get; }

    /// <summary>Whether the cache had lost something, so that the rule had to run after all.</summary>
    internal bool WasMadeAgain { get; private set; }

    byte[] IContentSource.Read(Digest digest)
    {
        if (_store?.Contents.Get(digest) is { } content)
            return content;
        lock (_gate)
        {
            // What ran in this build is in memory; what was found lost its bytes and is made anew.
            var files = RunAgain();
            foreach (var file in files)
            {
                if (file.Digest == digest)
                    return file.Content;
            }
        }

        throw new RuleException($"{_spec.Label}: {digest} is none of its outputs any more.");
    }

    /// <summary>The action as the next build is to know it.</summary>
    internal RecordedAction ToRecord() => new()
    {
        Label = _spec.Label,
        Rule = _spec.Rule.Name,
        RuleVersion = _spec.Rule.Version,
        Arguments = _spec.Arguments,
        Sources = [.. _spec.Sources.Select(static file => new RecordedFile(file.Path, file.Digest))],
        Inputs = [.. _spec.Inputs.Select((input, i) => new RecordedInput(input.Action.Label, input.Folder, _inputs[i].RootDigest))],
        Key = Key,
        Output = RootDigest,
    };

    /// <summary>Hands over the files that a rule just made, or that the cache named.</summary>
    internal ActionOutput With(FileTree? files)
    {
        lock (_gate)
            _files = files;
        return this;
    }

    /// <summary>Lets go of the files, so that memory stays bounded; who asks again gets them from the cache.</summary>
    internal void Release() => With(null);

    internal static FileTree InputTree(ActionSpec spec, IReadOnlyList<ActionOutput> outputs)
    {
        var tree = FileTree.OfSorted([.. spec.Sources]);
        for (var i = 0; i < outputs.Count; i++)
            tree = tree.Merge(outputs[i].Files.WithPrefix(spec.Inputs[i].Folder));
        return tree;
    }

    internal static FileTree Run(ActionSpec spec, FileTree inputs) => spec.Rule.Run(new RuleInputs(inputs, spec.Arguments));

    FileTree? Find() => _store?.Find(Key, this) is { } found && found.RootDigest == RootDigest ? found : null;

    FileTree RunAgain()
    {
        var files = Run(_spec, InputTree(_spec, _inputs));
        if (files.RootDigest != RootDigest)
            throw new RuleException($"{_spec.Label}: rule {_spec.Rule.Name} made something else of the same inputs than before; it is no pure function.");
        _store?.Keep(Key, files);
        WasMadeAgain = true;
        return _files = files;
    }
}
