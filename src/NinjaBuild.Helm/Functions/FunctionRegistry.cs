using NinjaBuild.GoTemplates;

namespace NinjaBuild.Helm.Functions;

/// <summary>Collects the functions of all themes, and knows which are hermetic: the same arguments give the same value, anywhere and always.</summary>
/// <param name="table">Where they go.</param>
/// <param name="hermetic">Whether functions that are not hermetic are refused.</param>
internal sealed class FunctionRegistry(FunctionTable table, bool hermetic)
{
    readonly Dictionary<string, string> _refused = new(StringComparer.Ordinal);

    /// <summary>The functions that are not hermetic, and why.</summary>
    public IReadOnlyDictionary<string, string> NotHermetic => _refused;

    /// <summary>Whether functions that are not hermetic are refused.</summary>
    public bool IsHermetic => hermetic;

    /// <summary>A hermetic function of fixed parameters.</summary>
    public void Add(string name, ReadOnlySpan<ParameterType> parameters, FunctionBody body) => table.Add(name, parameters, body);

    /// <summary>A hermetic function that takes any number of further arguments.</summary>
    public void AddVariadic(string name, ReadOnlySpan<ParameterType> parameters, ParameterType rest, FunctionBody body) =>
        table.AddVariadic(name, parameters, rest, body);

    /// <summary>A hermetic function that has several names.</summary>
    public void Add(ReadOnlySpan<string> names, ReadOnlySpan<ParameterType> parameters, FunctionBody body)
    {
        foreach (var name in names)
            table.Add(name, parameters, body);
    }

    /// <summary>A function that is not hermetic.</summary>
    public void AddImpure(string name, string why, ReadOnlySpan<ParameterType> parameters, ParameterType? rest, FunctionBody body)
    {
        _refused[name] = why;
        if (!hermetic)
            table.Add(new TemplateFunction(name, parameters.ToArray(), rest, body));
        else
            table.AddVariadic(name, [], ParameterType.Any, (_, _) => throw new FunctionException($"{name} is refused here: {why}"));
    }
}
