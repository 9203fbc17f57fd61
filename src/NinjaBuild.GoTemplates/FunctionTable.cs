using System.Diagnostics.CodeAnalysis;

namespace NinjaBuild.GoTemplates;

/// <summary>The functions that templates may call, by name. Filled first, then shared; every table has Go's own functions.</summary>
public sealed class FunctionTable
{
    readonly Dictionary<string, TemplateFunction> _functions;

    /// <summary>A table of Go's own functions.</summary>
    public FunctionTable() => _functions = new(Functions.Builtins.All, StringComparer.Ordinal);

    /// <summary>A table that starts with what another has.</summary>
    public FunctionTable(FunctionTable other) => _functions = new(other._functions, StringComparer.Ordinal);

    /// <summary>Every name, in no order.</summary>
    public IReadOnlyCollection<string> Names => _functions.Keys;

    /// <summary>Every function, in no order.</summary>
    public IReadOnlyCollection<TemplateFunction> All => _functions.Values;

    /// <summary>Adds a function, in place of one with that name.</summary>
    public FunctionTable Add(TemplateFunction function)
    {
        _functions[function.Name] = function;
        return this;
    }

    /// <summary>Adds a function of fixed parameters.</summary>
    public FunctionTable Add(string name, ReadOnlySpan<ParameterType> parameters, FunctionBody body) =>
        Add(new TemplateFunction(name, parameters.ToArray(), null, body));

    /// <summary>Adds a function whose last parameter takes any number of arguments.</summary>
    public FunctionTable AddVariadic(string name, ReadOnlySpan<ParameterType> parameters, ParameterType rest, FunctionBody body) =>
        Add(new TemplateFunction(name, parameters.ToArray(), rest, body));

    /// <summary>Takes a function out.</summary>
    public FunctionTable Remove(string name)
    {
        _functions.Remove(name);
        return this;
    }

    /// <summary>The function of that name.</summary>
    public bool TryGet(string name, [MaybeNullWhen(false)] out TemplateFunction function) => _functions.TryGetValue(name, out function);
}
