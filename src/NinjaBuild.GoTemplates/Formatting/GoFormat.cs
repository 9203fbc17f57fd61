using System.Globalization;
using System.Text;

namespace NinjaBuild.GoTemplates.Formatting;

/// <summary>Values as Go's fmt prints them.</summary>
public static class GoFormat
{
    /// <summary>As <c>%v</c>.</summary>
    /// <exception cref="FunctionException">The value contains itself.</exception>
    public static string Print(object? value) => value switch
    {
        string text => text,
        int number => number.ToString(CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        double number => FloatFormat.General(number),
        long number => number.ToString(CultureInfo.InvariantCulture),
        null => "<nil>",
        _ => new Printer(long.MaxValue).Sprint([value]),
    };

    /// <summary>As <c>fmt.Sprint</c>: a space between two that are no strings.</summary>
    public static string Sprint(ReadOnlySpan<object?> values) =>
        values.Length == 1 ? Print(values[0]) : new Printer(long.MaxValue).Sprint(values);

    /// <summary>As <c>fmt.Sprintln</c>: a space between any two, and a line's end.</summary>
    public static string Sprintln(ReadOnlySpan<object?> values)
    {
        var text = new StringBuilder();
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0)
                text.Append(' ');
            text.Append(Print(values[i]));
        }

        return text.Append('\n').ToString();
    }

    /// <summary>As <c>fmt.Sprintf</c>, its complaints included: <c>%!d(string=x)</c>.</summary>
    /// <exception cref="FunctionException">The text would be longer than allowed.</exception>
    public static string Sprintf(string format, ReadOnlySpan<object?> arguments, long maxLength = long.MaxValue) =>
        new Printer(maxLength).Sprintf(format, arguments);
}
