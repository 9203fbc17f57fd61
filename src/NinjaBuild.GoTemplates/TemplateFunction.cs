namespace NinjaBuild.GoTemplates;

/// <summary>What a function does. Its arguments have been checked against the parameters; nil of any kind is null.</summary>
/// <param name="execution">The execution that calls.</param>
/// <param name="arguments">Valid until the function returns.</param>
/// <returns>The value; null is nil.</returns>
/// <exception cref="FunctionException">It cannot be done.</exception>
public delegate object? FunctionBody(TemplateExecution execution, ReadOnlySpan<object?> arguments);

/// <summary>The Go type of a parameter: what may be given for it, and what the error says otherwise.</summary>
public enum ParameterType
{
    /// <summary><c>interface {}</c>.</summary>
    Any,

    /// <summary><c>reflect.Value</c>: as Any, for Go's own functions.</summary>
    Value,

    /// <summary><c>string</c>.</summary>
    Str,

    /// <summary><c>bool</c>.</summary>
    Bool,

    /// <summary><c>int</c>; arrives as <see cref="int"/>, or <see cref="IntPtr"/> where it is larger.</summary>
    Int,

    /// <summary><c>int64</c>; arrives as <see cref="long"/>.</summary>
    Int64,

    /// <summary><c>float64</c>; arrives as <see cref="double"/>.</summary>
    Float64,

    /// <summary><c>map[string]interface {}</c>; arrives as a dictionary or null.</summary>
    Map,

    /// <summary><c>[]interface {}</c>; arrives as a list or null.</summary>
    List,

    /// <summary><c>[]string</c>; arrives as a list or null.</summary>
    StringList,

    /// <summary><c>time.Time</c>; arrives as a <see cref="ITemplateObject"/>.</summary>
    Time,
}

/// <summary>A function that templates can call.</summary>
/// <param name="name">The name in templates.</param>
/// <param name="parameters">The fixed parameters.</param>
/// <param name="rest">The type of all further arguments; null where there may be none.</param>
/// <param name="body">What it does.</param>
public sealed class TemplateFunction(string name, ParameterType[] parameters, ParameterType? rest, FunctionBody body)
{
    readonly ParameterType[] _parameters = parameters;

    /// <summary>The name in templates.</summary>
    public string Name { get; } = name;

    /// <summary>The fixed parameters.</summary>
    public IReadOnlyList<ParameterType> Parameters => _parameters;

    /// <summary>The type of all further arguments; null where there may be none.</summary>
    public ParameterType? Rest { get; } = rest;

    /// <summary>What it does.</summary>
    public FunctionBody Body { get; } = body;

    internal ShortCircuit ShortCircuit { get; init; }

    internal bool IsCall { get; init; }

    internal int FixedCount => _parameters.Length;

    internal ParameterType TypeOf(int argument) => argument < _parameters.Length ? _parameters[argument] : Rest.GetValueOrDefault();
}

/// <summary>Whether a function stops evaluating its arguments at the first that decides.</summary>
internal enum ShortCircuit : byte
{
    None,
    And,
    Or,
}
