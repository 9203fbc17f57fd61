using System.Globalization;

namespace NinjaBuild.Kubernetes.Quantities;

/// <summary>A field that takes a number or a text: a port by number or name, a share by number or percentage.</summary>
public static class IntOrString
{
    /// <summary>Whether a value may stand there: a whole number of 32 bits, or a text.</summary>
    public static bool IsValid(object? value) => value is string or (>= (long)int.MinValue and <= (long)int.MaxValue);

    /// <summary>
    /// The share of a whole that a value means, as <c>intstr.GetScaledValueFromIntOrPercent</c> has it: a number itself, a percentage
    /// (<c>25%</c>) of the whole. Null where it is neither.
    /// </summary>
    /// <param name="value">The field's value.</param>
    /// <param name="total">The whole.</param>
    /// <param name="roundUp">Whether a fraction counts as one more (<c>maxSurge</c>) or not at all (<c>maxUnavailable</c>).</param>
    public static long? Share(object? value, long total, bool roundUp)
    {
        if (value is long number) return number;
        if (value is not string { Length: > 1 } text || text[^1] != '%') return null;
        var digits = text.AsSpan(0, text.Length - 1);
        if (!int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int percent)) return null;
        var share = (decimal)percent * total / 100;
        return (long)(roundUp ? Math.Ceiling(share) : Math.Floor(share));
    }
}
