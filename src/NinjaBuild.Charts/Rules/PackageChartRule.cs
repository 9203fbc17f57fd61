using NinjaBuild.Helm.Packaging;
using NinjaBuild.Hermetic;

namespace NinjaBuild.Charts.Rules;

/// <summary>Packs a composed chart: its files in, <c>&lt;chart&gt;-&lt;version&gt;.tgz</c> out. Arguments: name and version.</summary>
sealed class PackageChartRule : IRule
{
    public string Name => "package-chart";

    // How well deflate compresses is the runtime's affair, so its version is part of the rule's.
    public string Version { get; } = $"{RuleVersion.Current}-{Environment.Version}";

    public FileTree Run(RuleInputs inputs)
    {
        var (chart, version) = (inputs.Arguments[0], inputs.Arguments[1]);
        var files = inputs.Files.Select(file => KeyValuePair.Create(file.Path, (ReadOnlyMemory<byte>)file.Content));
        var outputs = new FileTreeBuilder();
        outputs.Add($"{chart}-{version}.tgz", ChartPackage.Write(chart, files));
        return outputs.Build();
    }
}
