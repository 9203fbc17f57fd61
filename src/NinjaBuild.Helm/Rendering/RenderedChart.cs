namespace NinjaBuild.Helm.Rendering;

/// <summary>What a chart's templates wrote.</summary>
public sealed record RenderedChart
{
    /// <summary>
    /// The templates' texts in order of their paths (<c>chart/charts/sub/templates/file.yaml</c>), partials and notes left out. Bytes that are
    /// no UTF-8 are carried as <see cref="GoTemplates.Values.GoString"/> does.
    /// </summary>
    public required IReadOnlyList<RenderedFile> Files { get; init; }

    /// <summary>The CustomResourceDefinitions below <c>crds/</c>, which Helm does not render.</summary>
    public required IReadOnlyList<RenderedFile> CustomResources { get; init; }

    /// <summary>The root chart's NOTES.txt, rendered; empty where there is none.</summary>
    public string Notes { get; init; } = "";

    /// <summary>What Helm would warn of.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>The text of a file of a release.</summary>
/// <param name="Path">With the chart's name in front, as <c># Source:</c> says it.</param>
/// <param name="Text">The text.</param>
public sealed record RenderedFile(string Path, string Text);
