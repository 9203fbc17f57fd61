using NinjaBuild.GoTemplates;
using NinjaBuild.Helm.Functions;
using static NinjaBuild.Fuzz.Targets.Text;

namespace NinjaBuild.Fuzz.Targets;

/// <summary>Go templates with Helm's functions, executed over a small set of values.</summary>
public sealed class TemplateEvaluatorTarget : IFuzzTarget
{
    static readonly ExecutionLimits Small = new()
    {
        MaxDepth = 200,
        MaxNested = 50,
        MaxOutput = 1 << 20,
        MaxSteps = 100_000,
        MaxListLength = 100_000,
        MaxTime = TimeSpan.FromSeconds(1),
    };


    static readonly ExecutionLimits Full = new() { MaxTime = TimeSpan.FromSeconds(5) };

    /// <inheritdoc/>
    public string Name => "template-evaluator";

    /// <inheritdoc/>
    public IEnumerable<string> Seeds => TemplateTokens.Seeds;

    /// <inheritdoc/>
    public IReadOnlyList<string> Tokens => TemplateTokens.All;

    /// <inheritdoc/>
    public IEnumerable<(string Name, string Input)> Hostile(int size) => HostileTemplates.All;

    /// <inheritdoc/>
    public string? Generate(Random random) => new Inputs.TemplateGrammar(random).Text();

    /// <inheritdoc/>
    public string Run(ReadOnlySpan<byte> input) => Run(Of(input), input.StartsWith("{{/* full limits */}}"u8) ? Full : Small);

    static string Run(string text, ExecutionLimits limits)
    {
        var set = new TemplateSet(HelmFunctions.Hermetic, missingKey: MissingKey.Zero);
        try
        {
            set.Parse("t", text);
            return "output " + set.Execute("t", Values(), limits);
        }
        catch (TemplateException error)
        {
            return EngineErrors.Own(error);
        }
    }

    /// <summary>Made anew for each run: templates change them.</summary>
    static Dictionary<string, object?> Values() => new(StringComparer.Ordinal)
    {
        ["a"] = 1L,
        ["none"] = null,
        ["empty"] = "",
        ["text"] = "some text: é \udcff",
        ["b"] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["c"] = "x" },
        ["float"] = 1.5,
        ["yes"] = true,
        ["list"] = new List<object?> { 1L, "two", null, 3.5, new List<object?> { false } },
        ["map"] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["k"] = "v", ["n"] = 7L, ["é"] = new List<object?>() },
        ["deep"] = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["x"] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["y"] = new List<object?> { new Dictionary<string, object?>(StringComparer.Ordinal) } },
        },
    };
}
