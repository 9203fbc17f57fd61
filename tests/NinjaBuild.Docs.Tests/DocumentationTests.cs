using System.Text.Json;
using NinjaBuild.Charts.Composition;

namespace NinjaBuild.Docs.Tests;

public sealed class DocumentationTests
{
    public static TheoryData<string> Pages => [.. Page.All.Select(page => page.Name)];

    public static TheoryData<string> PagesWithExamples => [.. Page.All.Where(page => page.Examples.Any()).Select(page => page.Name)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_to_files_and_headings_that_exist(string name)
    {
        var page = Page.All.Single(page => page.Name == name);
        foreach (var link in page.Links)
        {
            var (path, anchor) = link.Split('#', 2) is [var file, var heading] ? (file, heading) : (link, "");
            var target = path.Length == 0 ? page.Path : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page.Path)!, path));
            Assert.True(File.Exists(target) || Directory.Exists(target), $"{name} links to {link}, which does not exist");
            if (anchor.Length > 0)
                Assert.Contains(anchor, Page.All.Single(other => other.Path == target).Anchors);
        }
    }

    [Theory]
    [MemberData(nameof(PagesWithExamples))]
    public void The_examples_of_a_page_compose(string name)
    {
        var root = Directory.CreateTempSubdirectory("ninjabuild-docs-").FullName;
        try
        {
            var written = new HashSet<string>();
            foreach (var (path, text) in Page.All.Single(page => page.Name == name).Examples)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, path))!);
                // A second example of a file shows another form of it: what stood before must have been right as well.
                if (!written.Add(path))
                    Compose(root);
                File.WriteAllText(Path.Combine(root, path), text);
            }

            Compose(root);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public void The_command_line_page_names_every_target_and_every_parameter()
    {
        var text = File.ReadAllText(Path.Combine(Page.Root, "docs", "command-line.md"));
        using var schema = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Page.Root, ".nuke", "build.schema.json")));
        var targets = schema.RootElement.GetProperty("definitions").GetProperty("ExecutableTarget").GetProperty("enum").EnumerateArray().Select(target => target.GetString()!);
        var parameters = schema.RootElement.GetProperty("allOf")[0].GetProperty("properties").EnumerateObject().Select(parameter => $"--{Kebab(parameter.Name)}");

        Assert.All(targets, target => Assert.Contains($"`{target}`", text, StringComparison.Ordinal));
        Assert.All(parameters, parameter => Assert.Contains(parameter, text, StringComparison.Ordinal));
    }

    static void Compose(string root)
    {
        using var composer = new Composer(
            new CompositionSettings
            {
                Root = root,
                Artifacts = Path.Combine(root, "artifacts"),
                Templates = Path.Combine(Page.Root, "templates"),
                NoCache = true,
            },
            new CompositionEvents());
        Assert.NotEmpty(composer.ComposeCharts().Charts);
    }

    static string Kebab(string name) => string.Concat(name.Select((letter, index) =>
        index > 0 && char.IsUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : char.ToLowerInvariant(letter).ToString()));
}
