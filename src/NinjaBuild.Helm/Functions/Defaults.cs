using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Values;
using static NinjaBuild.GoTemplates.ParameterType;

namespace NinjaBuild.Helm.Functions;

/// <summary>Defaults for what is empty, and errors for what is missing.</summary>
internal static class Defaults
{
    public static void AddTo(FunctionRegistry r)
    {
        r.AddVariadic("default", [Any], Any, (_, a) => a.Length < 2 || IsEmpty(a[1]) ? a[0] : a[1]);
        r.Add("empty", [Any], (_, a) => Boxes.Box(IsEmpty(a[0])));
        r.AddVariadic("coalesce", [], Any, (_, a) => First(a));
        r.AddVariadic("all", [], Any, (_, a) => Boxes.Box(!Contains(a, empty: true)));
        r.AddVariadic("any", [], Any, (_, a) => Boxes.Box(Contains(a, empty: false)));
        r.Add("ternary", [Any, Any, Bool], (_, a) => (bool)a[2]! ? a[0] : a[1]);
        r.Add("fail", [Str], (e, a) => RenderEnvironment.Of(e).IsLinting ? "" : throw new FunctionException((string)a[0]!) { Deliberate = true });
        r.Add("required", [Str, Any], (e, a) => a[1] is not (null or "") ? a[1] : RenderEnvironment.Of(e).IsLinting ? "" : throw new FunctionException((string)a[0]!) { Deliberate = true });
    }

    /// <summary>Whether a value is the zero of its type.</summary>
    public static bool IsEmpty(object? value) => !GoTypes.IsTrue(value);

    static object? First(ReadOnlySpan<object?> values)
    {
        foreach (var value in values)
        {
            if (!IsEmpty(value))
                return value;
        }

        return null;
    }

    static bool Contains(ReadOnlySpan<object?> values, bool empty)
    {
        foreach (var value in values)
        {
            if (IsEmpty(value) == empty)
                return true;
        }

        return false;
    }
}
