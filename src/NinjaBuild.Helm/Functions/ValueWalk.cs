using System.Runtime.CompilerServices;
using NinjaBuild.GoTemplates;

namespace NinjaBuild.Helm.Functions;

/// <summary>
/// Bounds a walk through a value. A template can put one list into itself many times over: small in memory, endless to walk.
/// </summary>
/// <param name="execution">Whose steps are spent; null for values that no template has touched.</param>
sealed class ValueWalk(TemplateExecution? execution)
{
    const int MaxDepth = 1000;
    const int Chunk = 1024;
    const long MaxSteps = 50_000_000;

    long _steps;

    /// <summary>To be called for each part of the value.</summary>
    /// <exception cref="FunctionException">It is nested too deeply, or there is too much of it.</exception>
    public void Enter(int depth)
    {
        if (depth > MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new FunctionException($"value nested deeper than {Math.Min(depth - 1, MaxDepth)}");
        if (++_steps % Chunk != 0)
            return;
        execution?.Spend(Chunk);
        if (_steps > MaxSteps)
            throw new FunctionException($"value of more than {MaxSteps} parts");
    }
}
