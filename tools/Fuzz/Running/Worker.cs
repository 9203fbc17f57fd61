using System.Text;
using NinjaBuild.Fuzz.Inputs;
using NinjaBuild.Fuzz.Targets;

namespace NinjaBuild.Fuzz.Running;

/// <summary>One process that runs one target: what is known to be hostile, or the seeds and new inputs until the time is over.</summary>
sealed class Worker(IFuzzTarget target, CurrentInput current, Random random)
{
    /// <summary>A run that takes longer is a finding.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    /// <summary>The same for hostile inputs: they are large, and run at the limits that users have.</summary>
    public static readonly TimeSpan LongestHostile = TimeSpan.FromSeconds(15);

    /// <summary>About as long as the longest hostile input.</summary>
    public const int HostileSize = 1 << 20;

    readonly Corpus _corpus = new();

    public static int Run(FuzzOptions options)
    {
        using var current = new CurrentInput(options.State!);
        var worker = new Worker(TargetList.Find(options.Targets[0])!, current, new Random(options.Seed));
        return SmallStack.Run(() => options.HostileFrom is { } number ? worker.RunHostile(number) : worker.Run(DateTime.UtcNow.AddMinutes(options.Minutes)));
    }

    int RunHostile(int from)
    {
        var number = 0;
        foreach (var (name, input) in target.Hostile(HostileSize))
        {
            if (number++ < from)
                continue;
            current.Hostile = number - 1;
            Try(Encoding.UTF8.GetBytes(input), LongestHostile, name);
        }

        return 0;
    }

    int Run(DateTime end)
    {
        current.Hostile = -1;
        foreach (var seed in Seeds())
        {
            _corpus.Add(seed);
            Try(seed, Longest);
        }

        var mutator = new Mutator(random, _corpus, target.Tokens);
        while (DateTime.UtcNow < end)
        {
            var generated = random.Next(3) == 0 ? target.Generate(random) : null;
            Try(generated is null ? mutator.Next() : Encoding.UTF8.GetBytes(generated), Longest);
        }

        return 0;
    }

    IEnumerable<byte[]> Seeds()
    {
        var cases = Places.Cases(target.Name);
        return target.Seeds.Select(Encoding.UTF8.GetBytes)
            .Concat(Directory.Exists(cases) ? Directory.GetFiles(cases).Order(StringComparer.Ordinal).Select(File.ReadAllBytes) : []);
    }

    void Try(byte[] input, TimeSpan longest, string? name = null)
    {
        current.Input = input;
        current.Started = Environment.TickCount64;
        var verdict = Verdict.Of(target, input, longest);
        current.Started = 0;
        current.Runs++;
        if (verdict.Signature is { } signature)
            Keep(input, name is null ? signature : $"{signature} ({name})", signature, verdict.Fault!, longest);
        else if (name is null)
            _corpus.Offer(input, verdict.Outcome!, random);
    }

    void Keep(byte[] input, string name, string signature, string fault, TimeSpan longest) =>
        Finding.Keep(target.Name, name, fault, () => signature == "slow" || longest == LongestHostile
            ? input
            : Minimiser.Minimise(input, smaller => Verdict.Of(target, smaller, longest).Signature == signature, TimeSpan.FromSeconds(5)));
}
