using NinjaBuild.GoTemplates;

namespace NinjaBuild.Helm.Rendering;

/// <summary>A chart that cannot be rendered; the message is Helm's, with template, line and column.</summary>
public sealed class ChartRenderException : Exception
{
    internal ChartRenderException(TemplateException error)
        : base(Describe(error), error) => Error = error;

    /// <summary>The template's error, with its place.</summary>
    public TemplateException Error { get; }

    /// <summary>Of <c>fail</c> and <c>required</c> only the author's message and the outermost place are of interest.</summary>
    static string Describe(TemplateException error)
    {
        if (error.Expression is null)
            return $"parse error at ({error.Template}:{error.Line}): {error.Reason}";
        for (Exception? inner = error; inner is not null; inner = inner.InnerException)
        {
            if (inner is FunctionException { Deliberate: true })
                return $"execution error at ({error.Template}:{error.Line}:{error.Column}): {inner.Message}";
        }

        return error.Message;
    }
}
