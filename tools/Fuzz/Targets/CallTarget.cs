using NinjaBuild.GoTemplates;
using NinjaBuild.Helm.Functions;

namespace NinjaBuild.Fuzz.Targets;

/// <summary>Functions that read a language of their own, called with the first line of the input and with what is behind it.</summary>
public abstract class CallTarget : IFuzzTarget
{
    readonly Lazy<TemplateSet> _templates;

    private protected CallTarget() => _templates = new(() =>
    {
        var set = new TemplateSet(HelmFunctions.Hermetic);
        for (var i = 0; i < Calls.Count; i++)
            set.Parse($"{i}", Calls[i]);
        return set;
    });

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract IEnumerable<string> Seeds { get; }

    /// <inheritdoc/>
    public abstract IReadOnlyList<string> Tokens { get; }

    /// <inheritdoc/>
    public abstract IEnumerable<(string Name, string Input)> Hostile(int size);

    /// <summary>Templates over <c>.a</c> and <c>.b</c>, the two parts of the input.</summary>
    private protected abstract IReadOnlyList<string> Calls { get; }

    /// <inheritdoc/>
    public string Run(ReadOnlySpan<byte> input)
    {
        var (first, others) = Text.FirstLine(input);
        var values = new Dictionary<string, object?>(StringComparer.Ordinal) { ["a"] = first, ["b"] = others };
        return string.Join('\n', Calls.Select((_, i) => Call($"{i}", values)));
    }

    string Call(string name, Dictionary<string, object?> values)
    {
        try
        {
            return _templates.Value.Execute(name, values);
        }
        catch (TemplateException error)
        {
            return EngineErrors.Own(error);
        }
    }
}
