using System.Numerics;
using NinjaBuild.GoTemplates.Values;

namespace NinjaBuild.GoTemplates.Functions;

/// <summary>Go's rules for comparing in templates: basic kinds with their own kind only, integers whatever their size and sign.</summary>
internal static class Comparison
{
    enum Basic : byte
    {
        None,
        Bool,
        Complex,
        Int,
        Float,
        String,
        Uint,
    }

    public static bool EqualsAny(object? a, ReadOnlySpan<object?> others)
    {
        if (others.IsEmpty)
            throw new FunctionException("missing argument for comparison");
        foreach (var other in others)
        {
            if (AreEqual(a, other))
                return true;
        }

        return false;
    }

    public static bool Less(object? a, object? b)
    {
        var (kindA, kindB) = (KindOf(a), KindOf(b));
        if (kindA == Basic.None || kindB == Basic.None)
            throw new FunctionException("invalid type for comparison");
        if (kindA != kindB && !(IsInteger(kindA) && IsInteger(kindB)))
            throw Incompatible(a, b);
        return kindA switch
        {
            Basic.Float => ToDouble(a!) < ToDouble(b!),
            Basic.String => GoString.Compare((string)a!, (string)b!) < 0,
            Basic.Int or Basic.Uint => ToInteger(a!) < ToInteger(b!),
            _ => throw new FunctionException("invalid type for comparison"),
        };
    }

    public static bool LessOrEqual(object? a, object? b) => Less(a, b) || AreEqual(a, b);

    static bool AreEqual(object? a, object? b)
    {
        if (a is string textA && b is string textB)
            return textA == textB;
        var (kindA, kindB) = (KindOf(a), KindOf(b));
        if (kindA != kindB)
        {
            if (IsInteger(kindA) && IsInteger(kindB))
                return ToInteger(a!) == ToInteger(b!);
            return a is null || b is null ? false : throw Incompatible(a, b);
        }

        return kindA switch
        {
            Basic.Bool => (bool)a! == (bool)b!,
            Basic.Float => ToDouble(a!) == ToDouble(b!),
            Basic.Complex => (Complex)a! == (Complex)b!,
            Basic.Int or Basic.Uint => ToInteger(a!) == ToInteger(b!),
            _ => AreSame(a, b),
        };
    }

    /// <summary>Nil with nil, objects with themselves; lists and maps cannot be compared.</summary>
    static bool AreSame(object? a, object? b)
    {
        if (a is null || b is null)
            return a is null && b is null;
        if (GoTypes.KindName(a) != GoTypes.KindName(b))
            throw new FunctionException($"non-comparable types {Describe(a)}, {Describe(b)}");
        if (b is IReadOnlyCollection<object?> or IReadOnlyDictionary<string, object?>)
            throw new FunctionException($"non-comparable type {Describe(b)}");
        return a.Equals(b);
    }

    static string Describe(object value) => Formatting.GoFormat.Sprintf("%s: %T", [value, value]);

    static FunctionException Incompatible(object? a, object? b) =>
        new($"incompatible types for comparison: {GoTypes.TypeName(a)} and {GoTypes.TypeName(b)}");

    static Basic KindOf(object? value) => value switch
    {
        int or long or nint => Basic.Int,
        string => Basic.String,
        bool => Basic.Bool,
        double or float => Basic.Float,
        ulong or byte or uint => Basic.Uint,
        Complex => Basic.Complex,
        _ => Basic.None,
    };

    static bool IsInteger(Basic kind) => kind is Basic.Int or Basic.Uint;

    static double ToDouble(object value) => value is float single ? single : (double)value;

    static Int128 ToInteger(object value) => value switch
    {
        int n => n,
        long n => n,
        nint n => n,
        ulong n => n,
        byte n => n,
        _ => (uint)value,
    };
}
