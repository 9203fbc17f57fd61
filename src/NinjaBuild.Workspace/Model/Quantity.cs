using System.Globalization;

namespace NinjaBuild.Workspace.Model;

/// <summary>A Kubernetes quantity (k8s.io/apimachinery/pkg/api/resource): a number with a decimal or binary unit.</summary>
public static class Quantity
{
    static readonly (string Unit, decimal Factor)[] Units =
    [
        ("Ki", 1L << 10), ("Mi", 1L << 20), ("Gi", 1L << 30), ("Ti", 1L << 40), ("Pi", 1L << 50), ("Ei", 1L << 60),
        ("n", 1e-9m), ("u", 1e-6m), ("m", 1e-3m), ("k", 1e3m), ("M", 1e6m), ("G", 1e9m), ("T", 1e12m), ("P", 1e15m), ("E", 1e18m),
    ];

    /// <summary>Reads a quantity as a number in its base unit (cores, bytes).</summary>
    public static bool TryParse(string text, out decimal value)
    {
        value = 0;
        if (text.Length is 0 or > 40 || !(char.IsAsciiDigit(text[0]) || text[0] is '.' or '+'))
            return false;

        var factor = 1m;
        var number = text;
        foreach (var (unit, unitFactor) in Units)
        {
            if (!text.EndsWith(unit, StringComparison.Ordinal))
                continue;
            (factor, number) = (unitFactor, text[..^unit.Length]);
            break;
        }

        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value))
            return false;
        try
        {
            value *= factor;
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }
}
