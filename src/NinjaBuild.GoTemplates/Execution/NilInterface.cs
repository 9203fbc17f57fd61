namespace NinjaBuild.GoTemplates.Execution;

/// <summary>
/// A nil that was read from a map or list. Go tells it from no value at all (here null): a field of it is an error, a field of no value is
/// no value. Never leaves the evaluator.
/// </summary>
internal sealed class NilInterface
{
    public static readonly NilInterface Value = new();

    NilInterface()
    {
    }

    /// <summary>The value as everyone but the evaluator sees it.</summary>
    public static object? Unwrap(object? value) => ReferenceEquals(value, Value) ? null : value;
}
