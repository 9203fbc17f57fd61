using FsCheck;
using FsCheck.Fluent;

namespace NinjaBuild.GoTemplates.Tests;

public sealed class PropertyTests
{
    static readonly string[] Pieces =
    [
        "{{", "}}", "{{-", "-}}", " ", "\n", "if", "else", "end", "range", "with", "define", "block", "template", "break", "continue", ".", ".a",
        ".b.c", "$", "$x", ":=", "=", "|", "(", ")", ",", "1", "-2", "0x1F", "1e9", "'c'", "\"s\"", "`r`", "nil", "true", "print", "printf",
        "index", "len", "eq", "lt", "and", "not", "slice", "call", "html", "/*", "*/", "text", "é", "\"%d%s%[3]*.x\"", "\\", "\"",
    ];

    static readonly string[] Statements =
    [
        "text ", "{{.a}}", "{{$x := .a}}{{$x}}", "{{if .a}}yes{{else}}no{{end}}", "{{range $i, $e := .list}}{{$i}}{{$e}}{{end}}",
        "{{with .b}}{{.c}}{{else}}{{end}}", "{{print 1 \"a\" (len .list) | printf \"%s\"}}", "{{(index .list 0)}}", "{{template \"d\" .}}",
        "{{- 1 -}}", "{{range .list}}{{break}}{{continue}}{{end}}", "{{if .a}}{{else if .b}}{{'x'}}{{end}}", "{{/* c */}}",
    ];

    static readonly Dictionary<string, object?> Data =
        Render.Map(("a", 1), ("b", Render.Map(("c", "x"))), ("list", new List<object?> { 1L, "two", null, 3.5 }));

    [Fact]
    public void Any_text_gives_output_or_a_template_error() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Texts(Pieces), text => GivesOutputOrTemplateError(text)));

    [Fact]
    public void Any_characters_give_output_or_a_template_error() =>
        Check.QuickThrowOnFailure(Prop.ForAll<string?>(text => GivesOutputOrTemplateError("{{ " + text)));

    [Fact]
    public void A_tree_printed_and_parsed_again_prints_the_same_and_does_the_same() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Texts(Statements), text =>
        {
            const string Definition = "{{define \"d\"}}<{{.}}>{{end}}";
            var first = Parse(Definition + text);
            var second = Parse(Definition + first.Print("t"));
            return first.Print("t") == second.Print("t") && first.Execute("t", Data) == second.Execute("t", Data);
        }));

    static Arbitrary<string> Texts(string[] pieces) =>
        Gen.Elements(pieces).ListOf().Select(list => string.Concat(list)).ToArbitrary();

    static TemplateSet Parse(string text)
    {
        var set = new TemplateSet(Render.Functions);
        set.Parse("t", text);
        return set;
    }

    static bool GivesOutputOrTemplateError(string text)
    {
        try
        {
            Render.Text(text, Data, limits: new ExecutionLimits { MaxSteps = 10_000, MaxOutput = 100_000 });
        }
        catch (TemplateException error)
        {
            return error.Message.Length > 0;
        }

        return true;
    }
}
