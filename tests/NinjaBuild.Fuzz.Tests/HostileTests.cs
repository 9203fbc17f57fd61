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
                cases.Add(target.Name, name);
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
}
