using NinjaBuild.GoTemplates;
using NinjaBuild.Helm.Functions;
using static NinjaBuild.Fuzz.Targets.Text;

namespace NinjaBuild.Fuzz.Targets;

/// <summary>Go templates: cut into tokens, parsed, printed, and parsed again.</summary>
public sealed class TemplateParserTarget : IFuzzTarget
{
    /// <inheritdoc/>
    public string Name => "template-parser";

    /// <inheritdoc/>
    public IEnumerable<string> Seeds => TemplateTokens.Seeds;

    /// <inheritdoc/>
    public IReadOnlyList<string> Tokens => TemplateTokens.All;

    /// <inheritdoc/>
    public IEnumerable<(string Name, string Input)> Hostile =>
    [
        ("braces", Repeat("{", 1 << 20)),
        ("open actions", Repeat("{{", 1 << 19)),
        ("parentheses", "{{" + Repeat("(", 1 << 20)),
        ("closed parentheses", "{{" + Repeat("(", 1 << 18) + "1" + Repeat(")", 1 << 18) + "}}"),
        ("ifs", Repeat("{{if .}}", 1 << 17)),
        ("else ifs", "{{if .}}" + Repeat("{{else if .}}", 1 << 17) + "{{end}}"),
        ("defines", Repeat("{{define \"a\"}}", 1 << 16)),
        ("many defines", string.Concat(Enumerable.Range(0, 50_000).Select(i => $"{{{{define \"d{i}\"}}}}x{{{{end}}}}"))),
        ("blocks", Repeat("{{block \"a\" .}}", 1 << 16)),
        ("pipes", "{{1" + Repeat("|print", 1 << 18) + "}}"),
        ("arguments", "{{print" + Repeat(" 1", 1 << 18) + "}}"),
        ("fields", "{{" + Repeat(".a", 1 << 19) + "}}"),
        ("chains", "{{(1)" + Repeat(".a", 1 << 18) + "}}"),
        ("one number", "{{" + Repeat("1", 1 << 20) + "}}"),
        ("one float", "{{0." + Repeat("1", 1 << 20) + "e5}}"),
        ("one hex float", "{{0x" + Repeat("f", 1 << 20) + "p-1}}"),
        ("one string", "{{\"" + Repeat("\\n", 1 << 19) + "\"}}"),
        ("one name", "{{" + Repeat("a", 1 << 20) + "}}"),
        ("variables", "{{$a := 1}}" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{{{{$v{i} := $a}}}}"))),
        ("the last of many variables", string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{{{{$v{i} := 1}}}}")) + Repeat("{{$v19999}}", 50_000)),
        ("the first of many variables", string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{{{{$v{i} := 1}}}}")) + Repeat("{{$}}", 50_000)),
        ("one variable", "{{$a := 1}}" + Repeat("{{$a := $a}}", 50_000)),
        ("range variables", "{{range " + Repeat("$x, ", 1 << 16) + "}}"),
        ("spaces", "{{" + Repeat(" ", 1 << 20) + "}}"),
        ("trims", Repeat("{{- 1 -}}\n \n", 1 << 16)),
        ("comments", Repeat("{{/* */}}", 1 << 17)),
        ("open comments", Repeat("{{/*", 1 << 18)),
        ("line ends", Repeat("\n{{1}}", 1 << 17)),
        ("error at the end", Repeat("\n{{1}}", 1 << 17) + "{{nope}}"),
    ];

    /// <inheritdoc/>
    public string? Generate(Random random) => new Inputs.TemplateGrammar(random).Text();

    /// <inheritdoc/>
    public string Run(ReadOnlySpan<byte> input)
    {
        var first = new TemplateSet(HelmFunctions.Hermetic);
        try
        {
            first.Parse("t", Of(input));
        }
        catch (TemplateException error)
        {
            return EngineErrors.Own(error);
        }

        foreach (var name in first.Names)
            PrintsBack(first.Print(name));
        return $"parsed {first.Names.Count}";
    }

    /// <summary>A printed tree is a template, and prints as it did.</summary>
    static void PrintsBack(string printed)
    {
        // A brace that stood before a trimmed space, or what a definition or comment parted: Go prints those so too.
        if (printed.Contains("{{{", StringComparison.Ordinal) || printed.Contains("{{/*", StringComparison.Ordinal))
            return;
        var second = new TemplateSet(HelmFunctions.Hermetic);
        try
        {
            second.Parse("t", printed);
        }
        catch (TemplateException error)
        {
            throw new PropertyException($"does not parse once printed: {error.Message}\n{printed}");
        }

        if (second.Print("t") != printed)
            throw new PropertyException($"prints otherwise once parsed again:\n{printed}\n{second.Print("t")}");
    }
}
