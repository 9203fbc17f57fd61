using NinjaBuild.Hermetic;

namespace NinjaBuild.Charts.Rules;

/// <summary>
/// Hands on the files of one folder of its inputs, which is its argument. What else is among the inputs must have been made before: so a
/// chart is done only once it has been checked.
/// </summary>
sealed class SelectFilesRule : IRule
{
    public string Name => "select-files";

    public string Version => RuleVersion.Current;

    public FileTree Run(RuleInputs inputs)
    {
        var outputs = new FileTreeBuilder();
        foreach (var file in inputs.Files.Below(inputs.Arguments[0]))
            outputs.Add(file.Path, file.Content);
        return outputs.Build();
    }
}
