namespace NinjaBuild.Charts.Rules;

/// <summary>The name of an object, or a label's value, as an expression of Helm's template language.</summary>
static class HelmName
{
    /// <summary>
    /// A text constant, or, where the name has <c>{release}</c> or <c>{environment}</c>, a call that fills them in. Names are DNS labels and
    /// label values: nothing in them needs escaping.
    /// </summary>
    /// <param name="name">The name with its placeholders.</param>
    /// <param name="chart">The chart, whose <c>_helpers.tpl</c> knows the environment.</param>
    public static string Expression(string name, string chart)
    {
        // What is left in braces is one of the two placeholders: others were filled in or refused.
        var parts = name.Split('{');
        if (parts.Length == 1)
            return $"\"{name}\"";

        var format = string.Join("%s", parts.Select((part, index) => index == 0 ? part : part[(part.IndexOf('}', StringComparison.Ordinal) + 1)..]));
        var arguments = string.Concat(parts.Skip(1).Select(part =>
            part.StartsWith("release}", StringComparison.Ordinal) ? " $.Release.Name" : $""" (include "{chart}.environment" $)"""));
        return $"""(printf "{format}"{arguments} | trunc 63 | trimSuffix "-")""";
    }
}
