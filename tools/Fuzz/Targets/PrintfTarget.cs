using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Formatting;
using NinjaBuild.Yaml;
using static NinjaBuild.Fuzz.Targets.Text;

namespace NinjaBuild.Fuzz.Targets;

/// <summary>Go's printf: the first line is the format, the rest a YAML list of arguments.</summary>
public sealed class PrintfTarget : IFuzzTarget
{
    const int MaxLength = 4 << 20;

    /// <inheritdoc/>
    public string Name => "printf";

    /// <inheritdoc/>
    public IReadOnlyList<string> Tokens { get; } =
    [
        "%", "%%", "%v", "%+v", "%#v", "%T", "%d", "%x", "%X", "%#x", "%o", "%O", "%b", "%c", "%q", "%#q", "%+q", "%U", "%#U", "%e", "%E", "%f", "%F", "%g", "%G", "%s", "%p", "%t", "%w", "%é", "%😀",
        "[1]", "[2]", "[3]", "[0]", "[-1]", "[x]", "[", "]", "*", ".*", "%[2]*[1]d", "%-10d", "%010d", "% d", "%+d", "%.3f", "%.0f", "%.", "%6.2f", "%1000000d", "%1000001d", "%.100g", "0", "-", "+", "#", " ", ".", "\n",
        "1", ", ", "-1", "1.5", "1e300", "5e-324", ".inf", "-.inf", ".nan", "\"é\"", "'x'", "[a, b]", "{k: v}", "null", "true", "18446744073709551615", "-9223372036854775808", "\"\\0\\x7f\"",
    ];

    /// <inheritdoc/>
    public IEnumerable<string> Seeds =>
    [
        "%d %s %v\n[1, a, [x, {y: z}]]",
        "%5.2f|%-8s|%q|%x|%08b\n[3.14159, a, \"b\\n\", 255, 5]",
        "%[2]*[1]d %[1]v %[5]d %!\n[1, 6, x]",
        "%e %E %g %G %b %x %X %.3x\n[1.5, 2.5e100, 1e-7, 123456789, 0.1, 1.5, -0.0, 1.999]",
        "%c %U %#U %q %t %T %p\n[233, 128512, 128512, 9, true, null, a]",
        "%v %+v %#v %T\n[{a: [1, null]}, {}, [a, 1.5], 18446744073709551615]",
    ];

    /// <inheritdoc/>
    public IEnumerable<(string Name, string Input)> Hostile(int size) =>
    [
        ("percent signs", Repeat("%", size) + "\n[]"),
        ("missing arguments", Repeat("%d", size / 2) + "\n[]"),
        ("extra arguments", "\n[" + Repeat("1, ", size / 10) + "]"),
        ("open indexes", Repeat("%[", size / 4) + "\n[1]"),
        ("flags", "%" + Repeat("+-# 0", size / 8) + "d\n[1]"),
        ("wide widths", Repeat("%[1]999999d", 100) + "\n[1]"),
        ("wide widths of lists", "%999999d\n[[" + Repeat("1, ", 1000) + "]]"),
        ("long precisions", Repeat("%[1].999999f", 100) + "\n[1.5]"),
        ("the smallest float with all digits", Repeat("%[1].1100f", 1000) + "\n[5e-324]"),
        ("deep lists", "%v\n" + Repeat("[", 190) + Repeat("]", 190)),
        ("quoted control characters", "%q\n[\"" + Repeat("\\0", size / 4) + "\"]"),
        ("wide digits", "%" + Repeat("9", size) + "d\n[1]"),
    ];

    /// <inheritdoc/>
    public string Run(ReadOnlySpan<byte> input)
    {
        var (format, others) = FirstLine(input);
        var read = YamlReader.Read(others, "f", dialect: YamlDialect.Kubernetes);
        var value = read.Documents.Count > 0 ? YamlValues.ToObject(read.Documents[0]) : null;
        object?[] arguments = value is List<object?> list ? [.. list] : [value];
        try
        {
            return GoFormat.Sprintf(format, arguments, MaxLength) + GoFormat.Sprint(arguments, MaxLength) + GoFormat.Sprintln(arguments, MaxLength);
        }
        catch (FunctionException error)
        {
            return error.Message;
        }
    }
}
