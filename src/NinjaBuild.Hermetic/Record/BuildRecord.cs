using System.Runtime.InteropServices;
using System.Text;
using Section = NinjaBuild.Hermetic.RecordFormat.Section;

namespace NinjaBuild.Hermetic;

/// <summary>
/// What the last build saw and made: stamps and digests of sources and outputs, and the actions between them. Read as it lies in its
/// file; only what is asked for is unpacked. Used from several threads at once.
/// </summary>
public sealed class BuildRecord
{
    readonly byte[] _bytes;
    readonly (int Start, int Length)[] _sections;
    readonly string?[] _texts;
    readonly Lazy<Dictionary<string, int>> _actions;
    readonly Lazy<Dictionary<string, int>> _outputs;

    BuildRecord(byte[] bytes, (int Start, int Length)[] sections)
    {
        (_bytes, _sections) = (bytes, sections);
        _texts = new string?[TextStarts.Length];
        _actions = new Lazy<Dictionary<string, int>>(() => Index(Actions, static row => row.Label));
        _outputs = new Lazy<Dictionary<string, int>>(() => Index(Outputs, static row => row.Folder));
        var configuration = Encoding.UTF8.GetString(Rows<byte>(Section.Configuration));
        IsWhole = configuration.StartsWith(RecordFormat.Whole);
        Configuration = configuration.Length == 0 ? "" : configuration[1..];
        Layout = Encoding.UTF8.GetString(Rows<byte>(Section.Layout));
    }

    /// <summary>The record of a workspace that was never built.</summary>
    public static BuildRecord Empty { get; } = new([], new (int, int)[(int)Section.Count]);

    /// <summary>Whether no build is on record.</summary>
    public bool IsEmpty => _bytes.Length == 0;

    /// <summary>The configuration that the caller built with, as it gave it.</summary>
    public string Configuration { get; }

    /// <summary>Whether everything there was to build is on record, and not only some output folders.</summary>
    public bool IsWhole { get; }

    /// <summary>The layout by which the sources were found.</summary>
    internal string Layout { get; }

    /// <summary>What the caller keeps with the record.</summary>
    public ReadOnlySpan<byte> ClientData => Rows<byte>(Section.Client);

    /// <summary>Labels of all actions on record.</summary>
    public IReadOnlyCollection<string> ActionLabels => _actions.Value.Keys;

    /// <summary>Paths of all output folders on record, below the output root.</summary>
    public IReadOnlyCollection<string> OutputFolders => _outputs.Value.Keys;

    internal ReadOnlySpan<StampedEntry> Sources => Rows<StampedEntry>(Section.Sources);

    internal ReadOnlySpan<RecordFormat.OutputRow> Outputs => Rows<RecordFormat.OutputRow>(Section.Outputs);

    internal ReadOnlySpan<StampedEntry> OutputEntries => Rows<StampedEntry>(Section.OutputEntries);

    internal int TextCount => _texts.Length;

    ReadOnlySpan<RecordFormat.ActionRow> Actions => Rows<RecordFormat.ActionRow>(Section.Actions);

    ReadOnlySpan<int> TextStarts => Rows<int>(Section.TextStarts);

    /// <summary>Reads a record. One that is missing, damaged or of another version counts as empty: it costs a build, never a wrong one.</summary>
    /// <param name="path">Its file.</param>
    public static BuildRecord Load(string path)
    {
        try
        {
            return Open(File.ReadAllBytes(path)) ?? Empty;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Empty;
        }
    }

    /// <summary>Finds an action by its label.</summary>
    public RecordedAction? FindAction(string label) => _actions.Value.TryGetValue(label, out var at) ? Unpack(Actions[at]) : null;

    /// <summary>Finds an output folder by its path below the output root.</summary>
    public RecordedOutput? FindOutput(string folder) => _outputs.Value.TryGetValue(folder, out var at) ? Unpack(Outputs[at]) : null;

    internal static BuildRecord? Open(byte[] bytes)
    {
        if (bytes.Length < RecordFormat.HeaderBytes
            || MemoryMarshal.Read<ulong>(bytes) != RecordFormat.Magic
            || MemoryMarshal.Read<ulong>(bytes.AsSpan(sizeof(ulong))) != RecordFormat.Checksum(bytes.AsSpan(2 * sizeof(ulong))))
        {
            return null;
        }

        // The checksum held, so this is what we wrote; a look at the bounds keeps a forged one from reading beyond them.
        var header = MemoryMarshal.Cast<byte, int>(bytes.AsSpan(2 * sizeof(ulong), RecordFormat.HeaderBytes - (2 * sizeof(ulong))));
        var sections = new (int Start, int Length)[(int)Section.Count];
        for (var i = 0; i < sections.Length; i++)
        {
            sections[i] = (header[2 * i], header[(2 * i) + 1]);
            if (sections[i].Start < 0 || sections[i].Length < 0 || (long)sections[i].Start + sections[i].Length > bytes.Length)
                return null;
        }

        return new BuildRecord(bytes, sections);
    }

    /// <summary>A text by its number, as UTF-8 with a closing NUL: what the system's functions take.</summary>
    internal ReadOnlySpan<byte> Utf8(int text)
    {
        var starts = TextStarts;
        var start = starts[text];
        var texts = Rows<byte>(Section.Texts);
        return texts[start..(text + 1 < starts.Length ? starts[text + 1] : texts.Length)];
    }

    internal string Text(int text) => _texts[text] ??= Encoding.UTF8.GetString(Utf8(text)[..^1]);

    internal IEnumerable<RecordedOutput> UnpackOutputs()
    {
        for (var i = 0; i < Outputs.Length; i++)
            yield return Unpack(Outputs[i]);
    }

    internal RecordedSource Unpack(StampedEntry entry) => new(Text(entry.Path), entry.Flags, entry.Stamp, entry.Digest);

    RecordedOutput Unpack(RecordFormat.OutputRow row)
    {
        var entries = new OutputEntry[row.Count];
        var rows = OutputEntries.Slice(row.First, row.Count);
        for (var i = 0; i < entries.Length; i++)
            entries[i] = new OutputEntry(Text(rows[i].Path), rows[i].Flags.HasFlag(EntryFlags.Folder), rows[i].Stamp, rows[i].Digest);
        return new RecordedOutput { Folder = Text(row.Folder), Label = Text(row.Label), RootDigest = row.Root, IsStale = row.IsStale != 0, Entries = entries };
    }

    RecordedAction Unpack(RecordFormat.ActionRow row)
    {
        var arguments = new string[row.Arguments];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = Text(Rows<int>(Section.Arguments)[row.FirstArgument + i]);

        var versions = Rows<RecordFormat.FileVersion>(Section.FileVersions);
        var sources = new RecordedFile[row.Sources];
        for (var i = 0; i < sources.Length; i++)
        {
            var version = versions[Rows<int>(Section.ActionSources)[row.FirstSource + i]];
            sources[i] = new RecordedFile(Text(version.Path), version.Digest);
        }

        var inputs = new RecordedInput[row.Inputs];
        for (var i = 0; i < inputs.Length; i++)
        {
            var input = Rows<RecordFormat.ActionInputRow>(Section.ActionInputs)[row.FirstInput + i];
            inputs[i] = new RecordedInput(Text(input.Label), Text(input.Folder), input.Output);
        }

        return new RecordedAction
        {
            Label = Text(row.Label),
            Rule = Text(row.Rule),
            RuleVersion = Text(row.RuleVersion),
            Arguments = arguments,
            Sources = sources,
            Inputs = inputs,
            Key = row.Key,
            Output = row.Output,
        };
    }

    Dictionary<string, int> Index<T>(ReadOnlySpan<T> rows, Func<T, int> name)
    {
        var index = new Dictionary<string, int>(rows.Length);
        for (var i = 0; i < rows.Length; i++)
            index[Text(name(rows[i]))] = i;
        return index;
    }

    ReadOnlySpan<T> Rows<T>(Section section)
        where T : unmanaged
    {
        var (start, length) = _sections[(int)section];
        return MemoryMarshal.Cast<byte, T>(_bytes.AsSpan(start, length));
    }
}
