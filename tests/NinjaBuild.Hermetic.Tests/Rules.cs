using System.Text;

namespace NinjaBuild.Hermetic.Tests;

/// <summary>Makes one file an input, in capitals.</summary>
sealed class UpperRule(string version = "1") : IRule
{
    int _runs;

    public int Runs => _runs;

    public string Name => "upper";

    public string Version => version;

    public FileTree Run(RuleInputs inputs)
    {
        Interlocked.Increment(ref _runs);
        var outputs = new FileTreeBuilder();
        foreach (var file in inputs.Files)
        {
            var text = Encoding.UTF8.GetString(file.Content);
            if (text.Contains("broken", StringComparison.Ordinal))
                throw new RuleException([$"{file.Path}:1:1: broken", $"{file.Path}:2:1: broken too"]);
            if (text.Contains("bug", StringComparison.Ordinal))
                throw new InvalidOperationException("a fault of the rule");
            outputs.Add($"{file.Path[(file.Path.LastIndexOf('/') + 1)..]}", Encoding.UTF8.GetBytes(text.Trim().ToUpperInvariant()));
        }

        return outputs.Build();
    }
}

/// <summary>Joins all inputs in one file, after its arguments, and keeps them below <c>parts</c>.</summary>
sealed class JoinRule : IRule
{
    int _runs;

    public int Runs => _runs;

    public string Name => "join";

    public string Version => "1";

    public FileTree Run(RuleInputs inputs)
    {
        Interlocked.Increment(ref _runs);
        var outputs = new FileTreeBuilder();
        var text = string.Join('\n', inputs.Arguments.Concat(inputs.Files.Select(file => $"{file.Path}: {Encoding.UTF8.GetString(file.Content)}")));
        outputs.Add("all.txt", Encoding.UTF8.GetBytes(text));
        foreach (var file in inputs.Files)
            outputs.Add(new FileContent($"parts/{file.Path}", file.Content));
        return outputs.Build();
    }
}
