namespace NinjaBuild.Fuzz.Running;

/// <summary>Runs one input in this process.</summary>
static class Replay
{
    public static int Run(IFuzzTarget target, string file)
    {
        if (!File.Exists(file))
        {
            Console.Error.WriteLine($"there is no file {file}");
            return 2;
        }

        var verdict = SmallStack.Run(() => Verdict.Of(target, File.ReadAllBytes(file), Worker.Longest));
        Console.WriteLine(verdict.Fault ?? verdict.Outcome);
        return verdict.Fault is null ? 0 : 1;
    }
}
