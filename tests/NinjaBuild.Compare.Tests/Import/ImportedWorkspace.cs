using NinjaBuild.Charts.Composition;
using NinjaBuild.Compare.Import;
using NinjaBuild.Compare.Import.Writing;
using NinjaBuild.Compare.Model;
using NinjaBuild.Helm.Loading;
using NinjaBuild.Helm.Releases;
using NinjaBuild.Helm.Rendering;
using NinjaBuild.Helm.Values;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Schema;
using Manifest = NinjaBuild.Kubernetes.Manifests.Manifest;

namespace NinjaBuild.Compare.Tests.Import;

/// <summary>A workspace in a temporary folder, a hand-written chart beside it, and what importing one into the other gives.</summary>
sealed class ImportedWorkspace : IDisposable
{
    public const string Name = "shop";

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("import-");

    public ImportedWorkspace(IReadOnlyDictionary<string, string> chart, string environments = "dev: {}, prod: {}")
    {
        Write("workspace/ninja.yaml", $"workspace: test\nenvironments: {{ {environments} }}\n");
        Write("live/Chart.yaml", "apiVersion: v2\nname: live\nversion: 1.2.3\n");
        foreach (var (path, text) in chart)
            Write($"live/{path}", text);
    }

    public string Root => Path.Combine(_folder.FullName, "workspace");

    public string Chart => Path.Combine(_folder.FullName, "live");

    public ImportRequest Request => new() { Root = Root, Path = Chart, To = $"charts/{Name}" };

    /// <summary>A chart of the given templates; each is the text of one file.</summary>
    public static ImportedWorkspace Of(params string[] templates) => new(templates.Select((text, index) => (text, index)).ToDictionary(entry => $"templates/{entry.index}.yaml", entry => entry.text));

    public string Write(string path, string text)
    {
        var file = Path.Combine(_folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    /// <summary>Imports, and writes the files.</summary>
    public ImportResult Import(bool force = false)
    {
        var result = ChartImport.Run(Request);
        ImportedFiles.Write(Root, result.Files, force);
        return result;
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Composes what was imported, and compares it with the live chart.</summary>
    /// <param name="environment">The environment; null where the workspace has none.</param>
    public EnvironmentComparison Compare(string? environment)
    {
        var settings = new CompositionSettings { Root = Root, Artifacts = Path.Combine(Root, "artifacts"), Templates = Path.Combine(Repository.Root, "templates"), NoCache = true };
        using (var composer = new Composer(settings, new CompositionEvents()))
            composer.ComposeCharts();
        var composed = Path.Combine(Root, "artifacts", "charts", Name);
        return ManifestComparison.Compare(environment ?? "default", Render(Chart, environment), Render(composed, environment), KubernetesSchema.Newest);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    static List<Manifest> Render(string chart, string? environment)
    {
        var file = Path.Combine(chart, $"values-{environment}.yaml");
        var values = new ValuesSource { Files = File.Exists(file) ? [file] : [] }.Read();
        var rendered = new ChartRenderer(ChartLoader.Load(chart)).Render(new ReleaseOptions { Name = Name, Namespace = Name }, values);
        return [.. ManifestReader.Read(new ReleaseText().Write(Release.Of(rendered)), chart, Name).Manifests];
    }
}
