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
    public IEnumerable<(string Name, string Input)> Hostile(int size) =>
    [
        ("braces", Repeat("{", size)),
        ("open actions", Repeat("{{", size / 2)),
        ("parentheses", "{{" + Repeat("(", size)),
        ("closed parentheses", "{{" + Repeat("(", size / 4) + "1" + Repeat(")", size / 4) + "}}"),
        ("ifs", Repeat("{{if .}}", size / 8)),
        ("else ifs", "{{if .}}" + Repeat("{{else if .}}", size / 8) + "{{end}}"),
        ("defines", Repeat("{{define \"a\"}}", size / 16)),
        ("many defines", string.Concat(Enumerable.Range(0, size / 20).Select(i => $"{{{{define \"d{i}\"}}}}x{{{{end}}}}"))),
        ("blocks", Repeat("{{block \"a\" .}}", size / 16)),
        ("pipes", "{{1" + Repeat("|print", size / 4) + "}}"),
        ("arguments", "{{print" + Repeat(" 1", size / 4) + "}}"),
        ("fields", "{{" + Repeat(".a", size / 2) + "}}"),
        ("chains", "{{(1)" + Repeat(".a", size / 4) + "}}"),
        ("one number", "{{" + Repeat("1", size) + "}}"),
        ("one float", "{{0." + Repeat("1", size) + "e5}}"),
        ("one hex float", "{{0x" + Repeat("f", size) + "p-1}}"),
        ("one string", "{{\"" + Repeat("\\n", size / 2) + "\"}}"),
        ("one name", "{{" + Repeat("a", size) + "}}"),
        ("variables", "{{$a := 1}}" + string.Concat(Enumerable.Range(0, size / 50).Select(i => $"{{{{$v{i} := $a}}}}"))),
        ("the last of many variables", string.Concat(Enumerable.Range(0, size / 50).Select(i => $"{{{{$v{i} := 1}}}}")) + Repeat("{{$v19999}}", size / 20)),
        ("the first of many variables", string.Concat(Enumerable.Range(0, size / 50).Select(i => $"{{{{$v{i} := 1}}}}")) + Repeat("{{$}}", size / 20)),
        ("one variable", "{{$a := 1}}" + Repeat("{{$a := $a}}", size / 20)),
        ("range variables", "{{range " + Repeat("$x, ", size / 16) + "}}"),
        ("spaces", "{{" + Repeat(" ", size) + "}}"),
        ("trims", Repeat("{{- 1 -}}\n \n", size / 16)),
        ("comments", Repeat("{{/* */}}", size / 8)),
        ("open comments", Repeat("{{/*", size / 4)),
        ("line ends", Repeat("\n{{1}}", size / 8)),
        ("error at the end", Repeat("\n{{1}}", size / 8) + "{{nope}}"),
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
