using NinjaBuild.GoTemplates.Execution;

namespace NinjaBuild.GoTemplates;

/// <summary>One execution, as the functions that it calls see it.</summary>
public sealed class TemplateExecution
{
    readonly Evaluator _evaluator;

    internal TemplateExecution(ExecutionLimits limits, object? state, CancellationToken cancellation)
    {
        Limits = limits;
        State = state;
        Cancellation = cancellation;
        Budget = new Budget(limits, cancellation);
        _evaluator = new Evaluator(this);
    }

    /// <summary>What it may use.</summary>
    public ExecutionLimits Limits { get; }

    /// <summary>What the caller of <see cref="TemplateSet.Execute"/> gave.</summary>
    public object? State { get; }

    /// <summary>Whether to stop.</summary>
    public CancellationToken Cancellation { get; }

    internal Budget Budget { get; }

    /// <summary>The set whose template is being executed.</summary>
    public TemplateSet Templates => _evaluator.Set;

    /// <summary>What a template of the set writes, within this execution and its limits.</summary>
    /// <exception cref="TemplateException">There is none of that name, or it failed.</exception>
    public string ExecuteTemplate(string name, object? data) => _evaluator.Run(_evaluator.Set, name, data);

    /// <summary>What a template of another set writes, within this execution and its limits.</summary>
    /// <exception cref="TemplateException">There is none of that name, or it failed.</exception>
    public string Execute(TemplateSet set, string name, object? data) => _evaluator.Run(set, name, data);

    /// <summary>To be called by a function for the entries or pieces that it walks over, where their number is not that of its arguments.</summary>
    /// <exception cref="FunctionException">The execution has used up its steps, time or memory.</exception>
    public void Spend(long steps)
    {
        if (Budget.Steps(steps) is { } complaint)
            throw new FunctionException(complaint);
    }

    /// <summary>To be called before a function makes a text of that many characters.</summary>
    /// <exception cref="FunctionException">It may not.</exception>
    public void ReserveText(long length)
    {
        // A length that has overflowed is one too many as well.
        if (length < 0 || length > Limits.MaxOutput)
            throw new FunctionException($"text of {(ulong)length} characters: more than {Limits.MaxOutput} are not allowed");
    }

    /// <summary>To be called before a function makes a list of that many entries.</summary>
    /// <exception cref="FunctionException">It may not.</exception>
    public void ReserveList(long count)
    {
        if (count < 0 || count > Limits.MaxListLength)
            throw new FunctionException($"list of {(ulong)count} entries: more than {Limits.MaxListLength} are not allowed");
    }
}
