using NinjaBuild.GoTemplates;
using static NinjaBuild.GoTemplates.ParameterType;

namespace NinjaBuild.Helm.Functions;

/// <summary>Arithmetic: int64 that wraps, and decimals for the functions whose name ends in f.</summary>
internal static class Arithmetic
{
    public static void AddTo(FunctionRegistry r)
    {
        AddIntegers(r);
        AddDecimals(r);
        r.Add("floor", [Any], (_, a) => Math.Floor(Cast.ToDouble(a[0])));
        r.Add("ceil", [Any], (_, a) => Math.Ceiling(Cast.ToDouble(a[0])));
        r.AddVariadic("round", [Any, Int], Float64, (_, a) => Round(Cast.ToDouble(a[0]), Cast.Int(a[1]), a.Length > 2 ? (double)a[2]! : 0.5));
    }

    static void AddIntegers(FunctionRegistry r)
    {
        r.Add("add1", [Any], (_, a) => unchecked(Cast.ToInt64(a[0]) + 1));
        r.AddVariadic("add", [], Any, (_, a) => Fold(0, a, static (x, y) => unchecked(x + y)));
        r.Add("sub", [Any, Any], (_, a) => unchecked(Cast.ToInt64(a[0]) - Cast.ToInt64(a[1])));
        r.Add("div", [Any, Any], (_, a) => Divide(Cast.ToInt64(a[0]), Cast.ToInt64(a[1])));
        r.Add("mod", [Any, Any], (_, a) => Modulo(Cast.ToInt64(a[0]), Cast.ToInt64(a[1])));
        r.AddVariadic("mul", [Any], Any, (_, a) => Fold(Cast.ToInt64(a[0]), a[1..], static (x, y) => unchecked(x * y)));
        r.AddVariadic("max", [Any], Any, (_, a) => Fold(Cast.ToInt64(a[0]), a[1..], Math.Max));
        r.AddVariadic("biggest", [Any], Any, (_, a) => Fold(Cast.ToInt64(a[0]), a[1..], Math.Max));
        r.AddVariadic("min", [Any], Any, (_, a) => Fold(Cast.ToInt64(a[0]), a[1..], Math.Min));
        r.AddVariadic("maxf", [Any], Any, (_, a) => Fold(Cast.ToDouble(a[0]), a[1..], Math.Max));
        r.AddVariadic("minf", [Any], Any, (_, a) => Fold(Cast.ToDouble(a[0]), a[1..], Math.Min));
    }

    static void AddDecimals(FunctionRegistry r)
    {
        r.Add("add1f", [Any], (_, a) => Decimals(a[0], [1L], static (x, y) => x + y));
        r.AddVariadic("addf", [], Any, (_, a) => Decimals(0.0, a, static (x, y) => x + y));
        r.AddVariadic("subf", [Any], Any, (_, a) => Decimals(a[0], a[1..], static (x, y) => x - y));
        r.AddVariadic("mulf", [Any], Any, (_, a) => Decimals(a[0], a[1..], static (x, y) => x * y));
        r.AddVariadic("divf", [Any], Any, (_, a) => Decimals(a[0], a[1..], static (x, y) => x / y));
    }

    static long Fold(long start, ReadOnlySpan<object?> values, Func<long, long, long> operation)
    {
        foreach (var value in values)
            start = operation(start, Cast.ToInt64(value));
        return start;
    }

    static double Fold(double start, ReadOnlySpan<object?> values, Func<double, double, double> operation)
    {
        foreach (var value in values)
            start = operation(start, Cast.ToDouble(value));
        return start;
    }

    static double Decimals(object? start, ReadOnlySpan<object?> values, Func<BigDecimal, BigDecimal, BigDecimal> operation)
    {
        var result = BigDecimal.FromDouble(Cast.ToDouble(start));
        foreach (var value in values)
            result = operation(result, BigDecimal.FromDouble(Cast.ToDouble(value)));
        return result.ToDouble();
    }

    static long Divide(long a, long b)
    {
        if (b == 0)
            throw new FunctionException("runtime error: integer divide by zero");
        return b == -1 ? unchecked(-a) : a / b;
    }

    static long Modulo(long a, long b)
    {
        if (b == 0)
            throw new FunctionException("runtime error: integer divide by zero");
        return b == -1 ? 0 : a % b;
    }

    static double Round(double value, long places, double roundOn)
    {
        var power = Math.Pow(10, places);
        var scaled = power * value;
        var fraction = scaled - Math.Truncate(scaled);
        return (fraction >= roundOn ? Math.Ceiling(scaled) : Math.Floor(scaled)) / power;
    }
}
