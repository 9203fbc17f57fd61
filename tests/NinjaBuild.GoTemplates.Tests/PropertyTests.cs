using FsCheck;
using FsCheck.Fluent;
using NinjaBuild.GoTemplates.Formatting;
using NinjaBuild.GoTemplates.Values;

namespace NinjaBuild.GoTemplates.Tests;

public sealed class PropertyTests
{
    static readonly string[] Pieces =
    [
        "{{", "}}", "{{-", "-}}", " ", "\n", "if", "else", "end", "range", "with", "define", "block", "template", "break", "continue", ".", ".a",
        ".b.c", "$", "$x", ":=", "=", "|", "(", ")", ",", "1", "-2", "0x1F", "1e9", "'c'", "\"s\"", "`r`", "nil", "true", "print", "printf",
        "index", "len", "eq", "lt", "and", "not", "slice", "call", "html", "/*", "*/", "text", "é", "\"%d%s%[3]*.x\"", "\\", "\"",
    ];

    static readonly string[] Formats =
    [
        "%", "%d", "%v", "%+v", "%#v", "%T", "%x", "%#X", "%o", "%b", "%c", "%q", "%+q", "%U", "%e", "%f", "%G", "%s", "%t", "%p", "%é", "[1]", "[2]", "[9]", "[x]", "[", "]", "*", ".*", ".", "-", "+", "0", "#", " ", "7", "99", "text",
    ];

    static readonly object?[] Arguments =
    [
        null, true, 1, -1L, unchecked((nint)long.MinValue), ulong.MaxValue, (byte)7, 1.5, double.NaN, double.NegativeInfinity, 5e-324, 1e300, -0.0, "", "é\udcff", 0x1F600, new System.Numerics.Complex(1, -2),
        new List<object?> { 1L, null, "x" }, Render.Map(("k", new List<object?>())), GoList.Strings(["a", "b"]), new GoList("uint8", [(byte)1, (byte)255]),
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

    [Fact]
    public void Any_format_takes_any_arguments_within_the_length_that_is_allowed() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Texts(Formats), Gen.Elements(Arguments).ListOf().ToArbitrary(), (format, arguments) =>
        {
            const int MaxLength = 200;
            try
            {
                return GoFormat.Sprintf(format, arguments.ToArray(), MaxLength).Length <= MaxLength;
            }
            catch (FunctionException tooLong)
            {
                return tooLong.Message == "text of more than 200 characters is not allowed";
            }
        }));

    [Fact]
    public void A_text_that_is_quoted_reads_as_it_was() =>
        Check.QuickThrowOnFailure(Prop.ForAll<byte[]>(bytes =>
        {
            var text = GoString.FromBytes(bytes);
            return Render.Text("{{" + Quoting.Quote(text) + "}}") == text && Render.Text("{{" + Quoting.QuoteToAscii(text) + "}}") == text;
        }));

    [Fact]
    public void A_number_that_is_printed_reads_as_it_was() =>
        Check.QuickThrowOnFailure(Prop.ForAll<long, NormalFloat>((whole, real) =>
        {
            var (integer, number) = (GoFormat.Print(whole), GoFormat.Print(real.Get + 0.0)); // a negative zero prints as -0, which is an integer
            return Render.Text("{{" + integer + "}}") == integer && Render.Text("{{" + number + "}}") == number;
        }));

    [Fact]
    public void Bytes_are_kept_through_text_and_through_cuts() =>
        Check.QuickThrowOnFailure(Prop.ForAll<byte[], NonNegativeInt>((bytes, at) =>
        {
            var text = GoString.FromBytes(bytes);
            var cut = bytes.Length == 0 ? 0 : at.Get % bytes.Length;
            return GoString.ByteLength(text) == bytes.Length
                && GoString.ToBytes(text).AsSpan().SequenceEqual(bytes)
                && GoString.ToBytes(GoString.Slice(text, 0, cut) + GoString.Slice(text, cut, bytes.Length)).AsSpan().SequenceEqual(bytes);
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
