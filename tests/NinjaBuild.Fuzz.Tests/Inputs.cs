using NinjaBuild.Fuzz.Targets;

namespace NinjaBuild.Fuzz.Tests;

/// <summary>Runs inputs as the fuzzer does: on a small stack, and not for ever.</summary>
static class Inputs
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The folder of cases beside the tests.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "fuzz");

    /// <summary>What came of an input; a fault is thrown on.</summary>
    public static string Run(string target, byte[] input)
    {
        string? outcome = null;
        Exception? fault = null;
        var thread = new Thread(() => fault = Record.Exception(() => outcome = TargetList.Find(target)!.Run(input)), 1 << 20) { IsBackground = true };
        thread.Start();
        Assert.True(thread.Join(Patience), "does not end");
        return fault is null ? outcome! : throw new Xunit.Sdk.XunitException(fault.ToString());
    }
}
