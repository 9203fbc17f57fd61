using System.Diagnostics;

namespace NinjaBuild.Fuzz.Running;

/// <summary>What came of one run.</summary>
/// <param name="Outcome">What the target says; null where that is a finding.</param>
/// <param name="Fault">What was wrong; null where nothing was.</param>
/// <param name="Signature">The kind of fault and the place it came from: one for all inputs that show the same fault.</param>
sealed record Verdict(string? Outcome, string? Fault, string? Signature)
{
    public static Verdict Of(IFuzzTarget target, byte[] input, TimeSpan longest)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            var outcome = target.Run(input);
            var took = Stopwatch.GetElapsedTime(start);
            return took <= longest ? new(outcome, null, null) : new(null, $"took {took.TotalSeconds:0.0} s, then gave: {Head(outcome)}", "slow");
        }
        catch (Exception fault)
        {
            return new(null, fault.ToString(), $"{fault.GetType().Name} {Origin(fault)}");
        }
    }

    static string Head(string text) => text.Length <= 300 ? text : text[..300] + "…";

    /// <summary>The innermost methods of ours.</summary>
    static string Origin(Exception fault)
    {
        var ours = new StackTrace(fault).GetFrames()
            .Select(frame => frame.GetMethod())
            .Where(method => method?.DeclaringType?.FullName?.StartsWith("NinjaBuild", StringComparison.Ordinal) == true)
            .Select(method => $"{method!.DeclaringType!.Name}.{method.Name}");
        return string.Join(" < ", ours.Distinct().Take(2));
    }
}
