using System.Runtime.CompilerServices;
using NinjaBuild.GoTemplates;
using NinjaBuild.Helm.Loading;
using NinjaBuild.Helm.Releases;
using NinjaBuild.Helm.Rendering;
using NinjaBuild.Helm.Values;

namespace NinjaBuild.Docs.Tests;

/// <summary>The examples of docs/libraries.md, as code that runs.</summary>
public sealed class LibraryExamples
{
    [Fact]
    public void The_page_shows_these_very_examples()
    {
        var page = File.ReadAllText(Path.Combine(Page.Root, "docs", "libraries.md"));
        var blocks = page.Split("```csharp\n")[1..].Select(text => text[..text.IndexOf("```", StringComparison.Ordinal)]);
        var source = File.ReadAllText(ThisFile()).ReplaceLineEndings("\n");
        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => Assert.Contains(Indented(block), source, StringComparison.Ordinal));
    }

    [Fact]
    public void A_chart_is_rendered()
    {
        var folder = Directory.CreateTempSubdirectory("ninjabuild-example-");
        try
        {
            Write(folder, "Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n");
            Write(folder, "values.yaml", "image: { tag: v1 }\nports: []\n");
            Write(folder, "templates/config.yaml", "kind: ConfigMap\nmetadata: { name: {{ .Release.Name }}-config }\ndata:\n  image: {{ .Values.image.tag }}\n  ports: {{ .Values.ports | toJson | quote }}\n");
            var printed = Printed(() => Render(folder.FullName));
            Assert.StartsWith("ConfigMap shop-config from shop/templates/config.yaml\n---\n# Source: shop/templates/config.yaml\n", printed, StringComparison.Ordinal);
            Assert.EndsWith("  image: v2\n  ports: \"[80,443]\"\n", printed, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_template_is_executed() => Assert.Equal("ADA, GRACE\n", Printed(Execute));

    static void Render(string folder)
    {
        var chart = ChartLoader.Load(folder);
        var renderer = new ChartRenderer(chart);

        var values = new ValuesSource { Set = ["image.tag=v2", "ports={80,443}"] }.Read();
        var rendered = renderer.Render(new ReleaseOptions { Name = "shop", Namespace = "prod" }, values);

        var release = Release.Of(rendered);
        foreach (var manifest in release.Manifests)
            Console.WriteLine($"{manifest.Kind} {manifest.Name} from {manifest.Source}");

        Console.Write(new ReleaseText { IncludeCustomResources = true }.Write(release));
    }

    static void Execute()
    {
        var functions = new FunctionTable().Add("shout", [ParameterType.Str], (_, arguments) => ((string)arguments[0]!).ToUpperInvariant());
        var templates = new TemplateSet(functions);
        templates.Parse("greeting", "{{ range $i, $name := .names }}{{ if $i }}, {{ end }}{{ shout $name }}{{ else }}nobody{{ end }}");

        var data = new Dictionary<string, object?> { ["names"] = new List<object?> { "ada", "grace" } };
        Console.WriteLine(templates.Execute("greeting", data)); // ADA, GRACE
    }

    // The examples print; the tests of a class run one after another, and no other class of this project touches the console.
    static string Printed(Action example)
    {
        var console = Console.Out;
        using var output = new StringWriter { NewLine = "\n" };
        Console.SetOut(output);
        try
        {
            example();
        }
        finally
        {
            Console.SetOut(console);
        }

        return output.ToString();
    }

    static string Indented(string block) =>
        string.Join('\n', block.TrimEnd('\n').Split('\n').Select(line => line.Length == 0 ? "" : "        " + line));

    static void Write(DirectoryInfo folder, string path, string text)
    {
        var file = new FileInfo(Path.Combine(folder.FullName, path));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, text);
    }

    static string ThisFile([CallerFilePath] string path = "") =>
        File.Exists(path) ? path : Path.Combine(Page.Root, "tests", "NinjaBuild.Docs.Tests", "LibraryExamples.cs");
}
