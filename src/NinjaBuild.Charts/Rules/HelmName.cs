namespace NinjaBuild.Charts.Rules;

/// <summary>The name of an object, or a label's value, as an expression of Helm's template language.</summary>
static class HelmName
{
    /// <summary>Whether <c>{release}</c> or <c>{environment}</c> is left in a name; other placeholders were filled in or refused.</summary>
    public static bool IsLeftToHelm(string name) => name.Contains('{', StringComparison.Ordinal);

    /// <summary>
    /// A text constant, or, where a placeholder is left in the name, a call of the chart's helper that fills it in. Names are DNS labels
    /// and label values: nothing in them needs escaping.
    /// </summary>
    /// <param name="name">The name with its placeholders.</param>
    /// <param name="chart">The chart, whose <c>_helpers.tpl</c> has the helper.</param>
    public static string Expression(string name, string chart) =>
        IsLeftToHelm(name) ? $"""(include "{chart}.fill" (list $ "{name}"))""" : $"\"{name}\"";
}
