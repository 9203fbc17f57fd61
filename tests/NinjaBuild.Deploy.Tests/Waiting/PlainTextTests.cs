using FsCheck;
using FsCheck.Fluent;
using NinjaBuild.Deploy.Waiting.Evidence;

namespace NinjaBuild.Deploy.Tests.Waiting;

/// <summary>What becomes of text that strangers wrote.</summary>
public sealed class PlainTextTests
{
    [Theory]
    [InlineData("\u001b[1;31mred\u001b[0m", "red")]
    [InlineData("\u001b]0;title\u0007after", "after")]
    [InlineData("\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\", "link")]
    [InlineData("\u001b(Bplain", "plain")]
    [InlineData("\u001bcclear", "clear")]
    [InlineData("\u009b2Jc1", "c1")]
    [InlineData("bell\u0007 null\0 tab\there", "bell null tab here")]
    [InlineData("two\nlines", "two lines")]
    [InlineData("evil\u202etxt.exe", "eviltxt.exe")]
    [InlineData("smile \ud83d\ude00", "smile \ud83d\ude00")]
    [InlineData("unfinished \u001b[", "unfinished")]
    [InlineData("unfinished \u001b", "unfinished")]
    public void Nothing_is_left_that_a_terminal_acts_upon(string text, string plain) => Assert.Equal(plain, PlainText.Line(text));

    [Fact]
    public void Half_a_character_is_shown_as_one_that_is_missing() => Assert.Equal("half \ufffd", PlainText.Line("half \ud83d"));

    [Fact]
    public void Whatever_it_is_it_ends_as_one_short_line_without_control_characters()
    {
        var pieces = Gen.Elements("\u001b", "[", "]", "31m", "\u0007", "\\", "text", " ", "\n", "\u009d", "\u202e", "(", "B", "\ud83d", "\ude00", "\0");
        var texts = Gen.ListOf(pieces).Select(string.Concat).ToArbitrary();
        Prop.ForAll(texts, text =>
        {
            var line = PlainText.Line(text, limit: 20);
            return line.Length <= 21 && !line.Any(char.IsControl) && !line.Contains('\u202e', StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_last_lines_are_kept_and_of_a_line_that_was_written_over_the_last_writing() =>
        Assert.Equal(["two", "100 %"], PlainText.LastLines("one\ntwo\r\n10 %\r50 %\r100 %\n\n", 2));
}
