namespace NinjaBuild.GoTemplates;

/// <summary>
/// Whatever is wrong with a template or its execution. <see cref="Exception.Message"/> is the whole text in Go's wording:
/// <c>template: t.yaml:3:5: executing "t.yaml" at &lt;.x.y&gt;: nil pointer evaluating interface {}.y</c>.
/// </summary>
public sealed class TemplateException : Exception
{
    internal TemplateException(string message, string template, int line, int column, string? expression, string reason, Exception? inner = null)
        : base(message, inner)
    {
        Template = template;
        Line = line;
        Column = column;
        Expression = expression;
        Reason = reason;
    }

    /// <summary>The name under which the text was parsed: a file's name for what stands in a file.</summary>
    public string Template { get; }

    /// <summary>Counted from 1; 0 where no place is known.</summary>
    public int Line { get; }

    /// <summary>Bytes of UTF-8 before the place on its line (counted from 0), as Go prints it.</summary>
    public int Column { get; }

    /// <summary>The source of the node that failed, printed from the tree; null for what cannot be parsed.</summary>
    public string? Expression { get; }

    /// <summary>The message without its place.</summary>
    public string Reason { get; }
}
