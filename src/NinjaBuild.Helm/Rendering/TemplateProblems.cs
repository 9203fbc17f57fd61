using NinjaBuild.GoTemplates;
using NinjaBuild.Helm.Charts;

namespace NinjaBuild.Helm.Rendering;

/// <summary>Errors of templates in Helm's words, each with its place.</summary>
static class TemplateProblems
{
    /// <summary>
    /// The problem of one failure. Its place is that of the innermost template, where the cause is; its message is Helm's, with every
    /// template on the way from the file that was being rendered.
    /// </summary>
    public static ChartProblem Of(TemplateException error)
    {
        var (cause, authored) = Causes(error);
        if (authored is not null)
            return new ChartProblem("", $"execution error at ({error.Template}:{error.Line}:{error.Column}): {authored}");
        if (error.Expression is null)
            return new ChartProblem("", $"parse error at ({error.Template}:{error.Line}): {error.Reason}");
        return new ChartProblem("", error.Message) { Cause = $"{cause.Template}:{cause.Line}:{cause.Column}: {cause.Reason}" };
    }

    /// <summary>One problem for each cause: a helper that fails does so in every file that uses it.</summary>
    public static IReadOnlyList<ChartProblem> Merge(IEnumerable<ChartProblem> problems)
    {
        var merged = new List<ChartProblem>();
        foreach (var cause in problems.GroupBy(problem => problem.Cause, StringComparer.Ordinal))
        {
            var others = cause.Count() - 1;
            var first = cause.First();
            merged.Add(others == 0 || cause.Key.Length == 0 ? first : first with { Message = $"{first.Message} (and so in {others} more of the chart's files)" });
            if (cause.Key.Length == 0)
                merged.AddRange(cause.Skip(1));
        }

        return merged;
    }

    /// <summary>The innermost template's error, and what <c>fail</c> or <c>required</c> were given to say.</summary>
    static (TemplateException Innermost, string? Authored) Causes(TemplateException error)
    {
        var innermost = error;
        for (Exception? inner = error; inner is not null; inner = inner.InnerException)
        {
            if (inner is TemplateException template)
                innermost = template;
            else if (inner is FunctionException { Deliberate: true })
                return (innermost, inner.Message);
        }

        return (innermost, null);
    }
}
