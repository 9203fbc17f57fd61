using System.Text;
using NinjaBuild.Compare.Reports.Markdown;
using NinjaBuild.Compare.Reports.Terminal;
using NinjaBuild.Compare.Tests.Reports.Html;

namespace NinjaBuild.Compare.Tests.Reports;

/// <summary>What people read, as a whole: the files beside this one.</summary>
public sealed class ReportTextTests
{
    [Fact]
    public void The_terminal_shows_the_table_first_and_then_what_differs_by_object() =>
        Same("terminal.txt", Terminal(new TerminalStyle(Width: 100, IsColoured: false)));

    [Fact]
    public void A_wide_terminal_shows_texts_side_by_side_and_in_colours() =>
        Same("terminal-wide.txt", Terminal(new TerminalStyle(Width: 160, IsColoured: true)).Replace("\u001b", "␛", StringComparison.Ordinal));

    [Fact]
    public void The_markdown_suits_a_comment()
    {
        var shop = SampleReport.Make().Charts[0];

        Same("comment.md", Encoding.UTF8.GetString(new MarkdownReport().Write(shop with { Environments = [shop.Environments[0]] })));
    }

    static string Terminal(TerminalStyle style) => string.Join('\n', TerminalReport.Write(SampleReport.Make(), style)) + "\n";

    static void Same(string name, string text)
    {
        var file = Path.Combine(RepositoryFolder.Root, "tests/NinjaBuild.Compare.Tests/Reports", name);
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") == "1")
            File.WriteAllText(file, text);
        Assert.Equal(File.ReadAllText(file), text);
    }
}
