using NinjaBuild.GoTemplates.Values;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Releases;
using NinjaBuild.Helm.Rendering;
using Nuke.Common;
using Nuke.Common.IO;
using Serilog;

namespace NinjaBuild.Components;

/// <summary>Renders charts to manifests: those of the workspace for their environments, or any other with the flags of <c>helm template</c>.</summary>
internal interface IRenderCharts : ICompose, IHazValues
{
    [Parameter("A chart's folder or .tgz to work on, in place of the workspace's charts")]
    string? Path => TryGetValue(() => Path) is { } path && path != Environment.GetEnvironmentVariable("PATH") ? path : null;

    [Parameter("Name of the release. Default is release-name")]
    string Release => TryGetValue(() => Release) ?? "release-name";

    [Parameter("Namespace of the release. Default is default")]
    string Namespace => TryGetValue(() => Namespace) ?? "default";

    [Parameter("Prints the CustomResourceDefinitions in crds/ as well")]
    bool IncludeCrds => TryGetValue<bool?>(() => IncludeCrds) ?? false;

    [Parameter("Only manifests of this template, such as templates/service.yaml; repeatable")]
    string[] ShowOnly => TryGetValue(() => ShowOnly) ?? [];

    [Parameter("Group version or kind that the cluster serves besides Kubernetes' own; repeatable")]
    string[] ApiVersions => TryGetValue(() => ApiVersions) ?? [];

    [Parameter("Version of Kubernetes. Default is v1.34.0")]
    string? KubeVersion => TryGetValue(() => KubeVersion);

    [Parameter("Renders as for an upgrade, not for a first installation")]
    bool IsUpgrade => TryGetValue<bool?>(() => IsUpgrade) ?? false;

    [Parameter("Leaves hooks out")]
    bool NoHooks => TryGetValue<bool?>(() => NoHooks) ?? false;

    [Parameter("Leaves test hooks out")]
    bool SkipTests => TryGetValue<bool?>(() => SkipTests) ?? false;

    [Parameter("Program that changes the manifests on their way from its input to its output")]
    string? PostRenderer => TryGetValue(() => PostRenderer);

    [Parameter("Makes random values and the time the same for the same SEED")]
    string? Seed => TryGetValue(() => Seed);

    [Parameter("Does not hold values against the chart's schema")]
    bool SkipSchemaValidation => TryGetValue<bool?>(() => SkipSchemaValidation) ?? false;

    [Parameter("Prints the manifests, and nothing else, instead of writing them")]
    bool Stdout => TryGetValue<bool?>(() => Stdout) ?? false;

    Target RenderCharts => _ => _
        .Description("Renders every chart for every environment into artifacts/manifests, or with --path any chart as helm template does")
        .Produces(ArtifactsDirectory / "manifests" / "*" / "*.yaml")
        .Executes(() =>
        {
            if (Path is null)
                RenderWorkspace();
            else
                RenderPath(Path);
        });

    private void RenderWorkspace()
    {
        this.Run(composer => composer.RenderCharts());
        if (!Stdout)
            return;
        foreach (var file in this.Ask(composer => composer.RenderedManifests()))
            ReservedOutput.Write(file.Span);
    }

    private void RenderPath(string path)
    {
        var result = this.Try(() => Request(path).Run());
        var text = GoString.ToBytes(result.Text);
        if (Stdout)
        {
            foreach (var warning in result.Warnings)
                ReservedOutput.Warn($"WARNING: {warning}");
            ReservedOutput.Write(text);
            return;
        }

        foreach (var warning in result.Warnings)
            Log.Warning("{Warning:l}", warning);

        var file = (ArtifactsDirectory / "rendered" / result.Chart.Name).CreateDirectory() / $"{Release}.yaml";
        var temporary = file + $".{Environment.ProcessId}";
        File.WriteAllBytes(temporary, text);
        File.Move(temporary, file, overwrite: true);
        Log.Information("{Chart:l} {Version:l}: {Manifests} manifests, {Hooks} hooks", result.Chart.Name, result.Chart.Metadata.Version, result.Release.Manifests.Count, result.Release.Hooks.Count);
        Log.Information("{File:l}", file);
    }

    /// <summary>What the flags ask for.</summary>
    protected TemplateRequest Request(string path) => new()
    {
        Path = path,
        LinksWithin = System.IO.Path.GetFullPath(path).StartsWith(RootDirectory + "/", StringComparison.Ordinal) ? RootDirectory : null,
        Release = new ReleaseOptions
        {
            Name = Release,
            Namespace = Namespace,
            IsUpgrade = IsUpgrade,
            KubeVersion = Cluster(),
            ApiVersions = [.. ApiVersions.SelectMany(versions => versions.Split(','))],
        },
        Values = GivenValues(),
        Options = new RenderOptions { Seed = Seed, SkipSchemaValidation = SkipSchemaValidation },
        Text = new ReleaseText
        {
            IncludeCustomResources = IncludeCrds,
            SkipHooks = NoHooks,
            SkipTests = SkipTests,
            ShowOnly = ShowOnly,
            PostRender = PostRenderer is { } program ? text => PostRendering.Run(program, text) : null,
        },
    };

    /// <summary>The cluster's version.</summary>
    protected KubeVersion Cluster()
    {
        try
        {
            return KubeVersion is { } version ? Helm.Rendering.KubeVersion.Parse(version) : Helm.Rendering.KubeVersion.Default;
        }
        catch (FormatException error)
        {
            throw new ChartException("--kube-version", error.Message);
        }
    }
}
