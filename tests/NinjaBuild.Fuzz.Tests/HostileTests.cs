using System.Text;
using NinjaBuild.Fuzz.Targets;

namespace NinjaBuild.Fuzz.Tests;

/// <summary>Inputs made to take the machine end in the engine's own outcome.</summary>
public sealed class HostileTests
{
    /// <summary>A sixteenth of what the fuzzer has: tests are quick.</summary>
    const int Size = 1 << 16;

    const string FullLimits = "{{/* full limits */}}";

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var target in TargetList.All)
        {
            foreach (var (name, _) in target.Hostile(Size))
            {
                if (!OpenFindings.Reasons.ContainsKey((target.Name, name)))
                    cases.Add(target.Name, name);
            }
        }

        return cases;
    }

    /// <summary>Templates run at small limits here, which end them sooner; the fuzzer runs them at those that users have.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void A_hostile_input_ends_in_an_outcome_of_the_engine(string target, string name)
    {
        var input = TargetList.Find(target)!.Hostile(Size).First(hostile => hostile.Name == name).Input;
        Assert.NotNull(Inputs.Run(target, Encoding.UTF8.GetBytes(input.Replace(FullLimits, "", StringComparison.Ordinal))));
    }

    [Fact]
    public void Every_open_finding_is_an_input_that_there_is() =>
        Assert.All(OpenFindings.Reasons.Keys, finding => Assert.True(
            File.Exists(Path.Combine(Inputs.Folder, finding.Target, finding.Name))
            || TargetList.Find(finding.Target)!.Hostile(Size).Any(hostile => hostile.Name == finding.Name)));
}
