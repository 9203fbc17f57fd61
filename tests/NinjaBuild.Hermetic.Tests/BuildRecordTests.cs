using FsCheck;
using FsCheck.Fluent;

namespace NinjaBuild.Hermetic.Tests;

public sealed class BuildRecordTests
{
    static readonly Gen<string> Text = Gen.Elements("", "a", "b/c", "ü/日本", "x=1");

    static readonly Gen<Digest> Digests = Gen.Choose(0, 9).Select(i => Digest.Of([(byte)i]));

    static readonly Arbitrary<List<RecordedAction>> Actions = (
        from label in Text
        from arguments in Text.ListOf()
        from sources in Gen.Zip(Text, Digests).ListOf()
        from inputs in Gen.Zip(Text, Digests).ListOf()
        from key in Digests
        from output in Digests
        select new RecordedAction
        {
            Label = label,
            Rule = "rule",
            RuleVersion = label,
            Arguments = [.. arguments],
            Sources = [.. sources.Select(source => new RecordedFile(source.Item1, source.Item2))],
            Inputs = [.. inputs.Select(input => new RecordedInput(input.Item1, input.Item1, input.Item2))],
            Key = key,
            Output = output,
        }).ListOf().Select(actions => actions.DistinctBy(action => action.Label).ToList()).ToArbitrary();

    [Fact]
    public void Actions_survive_the_record() => Check.QuickThrowOnFailure(Prop.ForAll(Actions, actions =>
    {
        var writer = new RecordWriter();
        actions.ForEach(writer.Add);
        var record = BuildRecord.Open(writer.ToBytes(true, "configuration ü", "layout", [1, 2, 3]))!;
        return record.Configuration == "configuration ü" && record.Layout == "layout" && record.IsWhole && record.ClientData.SequenceEqual(new byte[] { 1, 2, 3 })
            && actions.TrueForAll(action => Print(action) == Print(record.FindAction(action.Label)!));
    }));

    [Fact]
    public void Outputs_survive_the_record()
    {
        var output = new RecordedOutput
        {
            Folder = "charts/a",
            Label = "//a",
            RootDigest = Digest.Of("root"u8),
            IsStale = true,
            Entries = [new("charts/a", true, new FileStamp(0, 5, 6), default), new("charts/a/b", false, new FileStamp(1, -2, ulong.MaxValue), Digest.Of("b"u8))],
        };
        var writer = new RecordWriter();
        writer.Add(output);
        var read = BuildRecord.Open(writer.ToBytes(false, "", "", []))!.FindOutput("charts/a")!;
        Assert.Equal(output with { Entries = read.Entries }, read);
        Assert.Equal(output.Entries, read.Entries);
    }

    [Fact]
    public void A_record_with_any_byte_changed_or_cut_off_counts_as_none()
    {
        var writer = new RecordWriter();
        writer.Add(new RecordedSource("a", EntryFlags.None, new FileStamp(1, 2, 3), Digest.Of("a"u8)));
        var bytes = writer.ToBytes(true, "", "", []);
        Assert.NotNull(BuildRecord.Open(bytes));
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 1;
            Assert.Null(BuildRecord.Open(bytes));
            bytes[i] ^= 1;
            Assert.Null(BuildRecord.Open(bytes[..i]));
        }
    }

    [Fact]
    public void A_missing_record_is_empty()
    {
        Assert.True(BuildRecord.Load("/nowhere/record").IsEmpty);
        Assert.Null(BuildRecord.Empty.FindAction("a"));
        Assert.Empty(BuildRecord.Empty.OutputFolders);
    }

    static string Print(RecordedAction action) =>
        $"{action.Label} {action.Rule} {action.RuleVersion} {string.Join(',', action.Arguments)} {string.Join(',', action.Sources)} {string.Join(',', action.Inputs)} {action.Key} {action.Output}";
}
