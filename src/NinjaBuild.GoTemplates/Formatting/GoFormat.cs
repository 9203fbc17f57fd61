using System.Globalization;

namespace NinjaBuild.GoTemplates.Formatting;

/// <summary>Values as Go's fmt prints them.</summary>
public static class GoFormat
{
    /// <summary>As <c>%v</c>.</summary>
    /// <exception cref="FunctionException">The value contains itself, or the text would be longer than by default allowed.</exception>
    public static string Print(object? value) => Print(value, ExecutionLimits.DefaultMaxOutput);

    /// <summary>As <c>%v</c>.</summary>
    /// <exception cref="FunctionException">The value contains itself, or the text would be longer than allowed.</exception>
    public static string Print(object? value, long maxLength) => value switch
    {
        string text => text,
        int number => number.ToString(CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        double number => FloatFormat.General(number),
        long number => number.ToString(CultureInfo.InvariantCulture),
        null => "<nil>",
        _ => new Printer(maxLength).Sprint([value]),
    };

    /// <summary>As <c>fmt.Sprint</c>: a space between two that are no strings.</summary>
    /// <exception cref="FunctionException">The text would be longer than allowed.</exception>
    public static string Sprint(ReadOnlySpan<object?> values, long maxLength = ExecutionLimits.DefaultMaxOutput) =>
        values.Length == 1 ? Print(values[0], maxLength) : new Printer(maxLength).Sprint(values);

    /// <summary>As <c>fmt.Sprintln</c>: a space between any two, and a line's end.</summary>
    /// <exception cref="FunctionException">The text would be longer than allowed.</exception>
    public static string Sprintln(ReadOnlySpan<object?> values, long maxLength = ExecutionLimits.DefaultMaxOutput) =>
        new Printer(maxLength).Sprintln(values);

    /// <summary>As <c>fmt.Sprintf</c>, its complaints included: <c>%!d(string=x)</c>.</summary>
    /// <exception cref="FunctionException">The text would be longer than allowed.</exception>
    public static string Sprintf(string format, ReadOnlySpan<object?> arguments, long maxLength = ExecutionLimits.DefaultMaxOutput) =>
        new Printer(maxLength).Sprintf(format, arguments);
}
