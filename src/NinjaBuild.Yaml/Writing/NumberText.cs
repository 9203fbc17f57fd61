using NinjaBuild.Yaml.Scalars;

namespace NinjaBuild.Yaml.Writing;

/// <summary>Floating-point numbers as they come out behind JSON: what JSON writes without a point is read back as an integer.</summary>
static class NumberText
{
    /// <summary>As Go prints a float64, with an exponent from a million on.</summary>
    public static string General(double value) => double.IsNaN(value) ? ".nan"
        : double.IsInfinity(value) ? (value < 0 ? "-.inf" : ".inf")
        : GoFloat.General(value);

    public static string Of(double value)
    {
        if (!double.IsFinite(value)) throw new YamlWriteException("a number that is not finite has no YAML form");
        if (value == Math.Floor(value) && Math.Abs(value) < 1e21)
        {
            var json = GoFloat.Json(value);
            if (GoNumber.TryParseInteger(json, out long signed)) return signed.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (GoNumber.TryParseUnsigned(json, out _)) return json;
        }

        return GoFloat.General(value);
    }
}
