using System.Runtime.InteropServices;
using System.Text;
using Section = NinjaBuild.Hermetic.RecordFormat.Section;

namespace NinjaBuild.Hermetic;

/// <summary>Packs a record.</summary>
/// <param name="texts">About how many different texts it will hold.</param>
sealed class RecordWriter(int texts = 0)
{
    readonly Dictionary<string, int> _texts = new(texts, StringComparer.Ordinal);
    readonly List<int> _textStarts = [];
    readonly List<byte> _textBytes = [];
    readonly Dictionary<RecordFormat.FileVersion, int> _versionNumbers = [];
    readonly List<StampedEntry> _sources = [];
    readonly List<RecordFormat.OutputRow> _outputs = [];
    readonly List<StampedEntry> _outputEntries = [];
    readonly List<RecordFormat.ActionRow> _actions = [];
    readonly List<int> _arguments = [];
    readonly List<RecordFormat.FileVersion> _versions = [];
    readonly List<int> _actionSources = [];
    readonly List<RecordFormat.ActionInputRow> _actionInputs = [];

    public void Add(RecordedSource source) => _sources.Add(new StampedEntry(Text(source.Path), source.Flags, source.Stamp, source.Digest));

    public void Add(RecordedOutput output)
    {
        _outputs.Add(new RecordFormat.OutputRow(
            Text(output.Folder), Text(output.Label), _outputEntries.Count, output.Entries.Count, output.IsStale, output.RootDigest));
        foreach (var entry in output.Entries)
            _outputEntries.Add(new StampedEntry(Text(entry.Path), entry.IsFolder ? EntryFlags.Folder : EntryFlags.None, entry.Stamp, entry.Digest));
    }

    public void Add(RecordedAction action)
    {
        _actions.Add(new RecordFormat.ActionRow
        {
            Label = Text(action.Label),
            Rule = Text(action.Rule),
            RuleVersion = Text(action.RuleVersion),
            FirstArgument = _arguments.Count,
            Arguments = action.Arguments.Count,
            FirstSource = _actionSources.Count,
            Sources = action.Sources.Count,
            FirstInput = _actionInputs.Count,
            Inputs = action.Inputs.Count,
            Key = action.Key,
            Output = action.Output,
        });
        foreach (var argument in action.Arguments)
            _arguments.Add(Text(argument));
        foreach (var source in action.Sources)
            _actionSources.Add(Version(new RecordFormat.FileVersion(Text(source.Path), source.Digest)));
        foreach (var input in action.Inputs)
            _actionInputs.Add(new RecordFormat.ActionInputRow(Text(input.Label), Text(input.Folder), input.Output));
    }

    /// <summary>The record's bytes.</summary>
    /// <param name="isWhole">Whether everything there was to build is on record.</param>
    /// <param name="configuration">The caller's configuration.</param>
    /// <param name="layout">The layout by which the sources were found.</param>
    /// <param name="client">What the caller keeps with it.</param>
    public byte[] ToBytes(bool isWhole, string configuration, string layout, ReadOnlySpan<byte> client)
    {
        var sections = new byte[(int)Section.Count][];
        sections[(int)Section.TextStarts] = Bytes(_textStarts);
        sections[(int)Section.Texts] = [.. _textBytes];
        sections[(int)Section.Sources] = Bytes(_sources);
        sections[(int)Section.Outputs] = Bytes(_outputs);
        sections[(int)Section.OutputEntries] = Bytes(_outputEntries);
        sections[(int)Section.Actions] = Bytes(_actions);
        sections[(int)Section.Arguments] = Bytes(_arguments);
        sections[(int)Section.FileVersions] = Bytes(_versions);
        sections[(int)Section.ActionSources] = Bytes(_actionSources);
        sections[(int)Section.ActionInputs] = Bytes(_actionInputs);
        sections[(int)Section.Client] = client.ToArray();
        sections[(int)Section.Configuration] = Encoding.UTF8.GetBytes((isWhole ? RecordFormat.Whole : RecordFormat.Partial) + configuration);
        sections[(int)Section.Layout] = Encoding.UTF8.GetBytes(layout);

        var starts = new int[2 * sections.Length];
        var length = Aligned(RecordFormat.HeaderBytes);
        for (var i = 0; i < sections.Length; i++)
        {
            (starts[2 * i], starts[(2 * i) + 1]) = (length, sections[i].Length);
            length = Aligned(length + sections[i].Length);
        }

        var record = new byte[length];
        MemoryMarshal.Write(record, RecordFormat.Magic);
        MemoryMarshal.AsBytes<int>(starts).CopyTo(record.AsSpan(2 * sizeof(ulong)));
        for (var i = 0; i < sections.Length; i++)
            sections[i].CopyTo(record, starts[2 * i]);
        MemoryMarshal.Write(record.AsSpan(sizeof(ulong)), RecordFormat.Checksum(record.AsSpan(2 * sizeof(ulong))));
        return record;
    }

    static byte[] Bytes<T>(List<T> rows)
        where T : unmanaged => MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(rows)).ToArray();

    static int Aligned(int length) => checked(length + 7) & ~7;

    int Version(RecordFormat.FileVersion version)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_versionNumbers, version, out var known);
        if (!known)
        {
            number = _versions.Count;
            _versions.Add(version);
        }

        return number;
    }

    int Text(string text)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_texts, text, out var known);
        if (!known)
        {
            number = _textStarts.Count;
            _textStarts.Add(_textBytes.Count);
            var start = _textBytes.Count;
            var bytes = Encoding.UTF8.GetByteCount(text);
            CollectionsMarshal.SetCount(_textBytes, start + bytes + 1);
            var place = CollectionsMarshal.AsSpan(_textBytes)[start..];
            Encoding.UTF8.GetBytes(text, place);
            place[bytes] = 0;
        }

        return number;
    }
}
