using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace NinjaBuild.Docs.Tests;

/// <summary>A page of the documentation.</summary>
sealed class Page
{
    static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).UsePipeTables().Build();
    readonly MarkdownDocument _document;

    Page(string path)
    {
        Path = path;
        _document = Markdown.Parse(File.ReadAllText(path), Pipeline);
    }

    /// <summary>Full path of the file.</summary>
    public string Path { get; }

    /// <summary>Every page: README.md and what is below docs/.</summary>
    public static IReadOnlyList<Page> All { get; } = [.. Directory
        .EnumerateFiles(System.IO.Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
        .Append(System.IO.Path.Combine(Root, "README.md")).Select(path => new Page(path))];

    /// <summary>Root of the checkout.</summary>
    public static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "build.sh")))
                folder = folder.Parent;
            return folder?.FullName ?? throw new InvalidOperationException("No build.sh above the tests: they run inside the checkout.");
        }
    }

    /// <summary>Path of the page in the checkout.</summary>
    public string Name => System.IO.Path.GetRelativePath(Root, Path).Replace('\\', '/');

    /// <summary>Addresses of all links that lead to files of the checkout.</summary>
    public IEnumerable<string> Links => _document.Descendants<LinkInline>().Select(link => link.Url ?? "")
        .Where(url => url.Length > 0 && !url.Contains("://", StringComparison.Ordinal));

    /// <summary>Anchors of the headings.</summary>
    public IReadOnlySet<string> Anchors => _document.Descendants<HeadingBlock>().Select(heading => heading.GetAttributes().Id ?? "").ToHashSet();

    /// <summary>The YAML examples that name a file in their first line, in order: path and text.</summary>
    public IEnumerable<(string Path, string Text)> Examples => _document.Descendants<FencedCodeBlock>()
        .Where(block => block.Info == "yaml").Select(block => block.Lines.ToString())
        .Select(text => (Path: text.Split('\n')[0].TrimStart('#', ' '), Text: text + "\n"))
        .Where(example => example.Path.EndsWith(".yaml", StringComparison.Ordinal) && !example.Path.Contains(' ', StringComparison.Ordinal));
}
