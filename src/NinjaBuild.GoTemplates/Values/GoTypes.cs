using System.Numerics;

namespace NinjaBuild.GoTemplates.Values;

/// <summary>The Go types that .NET values have in templates.</summary>
public static class GoTypes
{
    /// <summary>As <c>%T</c> prints it; <c>&lt;nil&gt;</c> for null.</summary>
    public static string TypeName(object? value) => value switch
    {
        null => "<nil>",
        IGoTyped typed => typed.GoType,
        string => "string",
        bool => "bool",
        int or nint => "int",
        long => "int64",
        double => "float64",
        ulong => "uint64",
        byte => "uint8",
        uint => "uint32",
        float => "float32",
        Complex => "complex128",
        IReadOnlyDictionary<string, object?> => "map[string]interface {}",
        IReadOnlyList<object?> => "[]interface {}",
        TemplateFunction => "func",
        _ => value.GetType().Name,
    };

    /// <summary>As reflect's Kind prints it; <c>invalid</c> for null.</summary>
    public static string KindName(object? value) => value switch
    {
        null => "invalid",
        IReadOnlyDictionary<string, object?> => "map",
        IReadOnlyList<object?> => "slice",
        IGoTyped typed when typed.GoType.StartsWith('*') => "ptr",
        IGoTyped => "struct",
        TemplateFunction => "func",
        _ => TypeName(value),
    };

    /// <summary>What if and with go by: false, 0, nil and whatever is empty are not true.</summary>
    public static bool IsTrue(object? value) => value switch
    {
        null or Execution.NilInterface => false,
        bool truth => truth,
        string text => text.Length > 0,
        int number => number != 0,
        double number => number != 0,
        IReadOnlyDictionary<string, object?> map => map.Count > 0,
        IReadOnlyCollection<object?> list => list.Count > 0,
        long number => number != 0,
        nint number => number != 0,
        ulong number => number != 0,
        byte number => number != 0,
        uint number => number != 0,
        float number => number != 0,
        Complex number => number != Complex.Zero,
        _ => true,
    };

    /// <summary>The value of any integer kind; unsigned ones above int64 wrap.</summary>
    public static bool TryInteger(object? value, out long number)
    {
        switch (value)
        {
            case int n:
                number = n;
                return true;
            case long n:
                number = n;
                return true;
            case nint n:
                number = n;
                return true;
            case ulong n:
                number = unchecked((long)n);
                return true;
            case byte n:
                number = n;
                return true;
            case uint n:
                number = n;
                return true;
            default:
                number = 0;
                return false;
        }
    }

    /// <summary>An integer of the same Go type as another.</summary>
    internal static object SameType(object model, long number) => model switch
    {
        long => number,
        ulong => unchecked((ulong)number),
        byte => (byte)number,
        uint => (uint)number,
        _ => Boxes.Int(number),
    };

    /// <summary>What a map gives for a key that it lacks, where that is not nil.</summary>
    internal static object? ZeroElement(object map) => map is IGoTyped { GoType: "map[string]string" } ? "" : null;

    internal static bool IsAssignable(object value, ParameterType type) => type switch
    {
        ParameterType.Str => value is string,
        ParameterType.Bool => value is bool,
        ParameterType.Int => value is int or nint,
        ParameterType.Int64 => value is long,
        ParameterType.Float64 => value is double,
        ParameterType.Map => value is IReadOnlyDictionary<string, object?>
            and ((not IGoTyped) or IGoTyped { GoType: "map[string]interface {}" or "chartutil.Values" or "common.Values" }),
        ParameterType.List => value is IReadOnlyList<object?> and (not IGoTyped),
        ParameterType.StringList => value is IGoTyped { GoType: "[]string" },
        ParameterType.Time => value is IGoTyped { GoType: "time.Time" },
        _ => true,
    };

    internal static string NameOf(ParameterType type) => type switch
    {
        ParameterType.Str => "string",
        ParameterType.Bool => "bool",
        ParameterType.Int => "int",
        ParameterType.Int64 => "int64",
        ParameterType.Float64 => "float64",
        ParameterType.Map => "map[string]interface {}",
        ParameterType.List => "[]interface {}",
        ParameterType.StringList => "[]string",
        ParameterType.Time => "time.Time",
        ParameterType.Value => "reflect.Value",
        _ => "interface {}",
    };
}
