using System.Text;
using NinjaBuild.Fuzz.Targets;

namespace NinjaBuild.Fuzz.Tests;

/// <summary>Each input that was once a finding, or is a seed, ends in the engine's own outcome. The fuzzer starts from the same files.</summary>
public sealed class CaseTests
{
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var file in Directory.GetFiles(Inputs.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            cases.Add(Path.GetFileName(Path.GetDirectoryName(file))!, Path.GetFileName(file));
        return cases;
    }

    public static TheoryData<string> Targets() => [.. TargetList.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_ends_in_an_outcome_of_the_engine(string target, string file) =>
        Assert.NotNull(Inputs.Run(target, File.ReadAllBytes(Path.Combine(Inputs.Folder, target, file))));

    [Theory]
    [MemberData(nameof(Targets))]
    public void Seeds_end_in_an_outcome_of_the_engine(string target)
    {
        foreach (var seed in TargetList.Find(target)!.Seeds)
            Assert.NotNull(Inputs.Run(target, Encoding.UTF8.GetBytes(seed)));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Generated_inputs_end_in_an_outcome_of_the_engine(string target)
    {
        var random = new Random(1);
        for (var i = 0; i < 100 && TargetList.Find(target)!.Generate(random) is { } input; i++)
            Assert.NotNull(Inputs.Run(target, Encoding.UTF8.GetBytes(input)));
    }
}
