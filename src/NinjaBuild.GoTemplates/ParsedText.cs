using NinjaBuild.GoTemplates.Syntax;

namespace NinjaBuild.GoTemplates;

/// <summary>The templates of one text, parsed; can be added to any number of sets.</summary>
public sealed class ParsedText
{
    ParsedText(IReadOnlyDictionary<string, ParsedTemplate> templates) => Templates = templates;

    internal IReadOnlyDictionary<string, ParsedTemplate> Templates { get; }

    /// <summary>Parses a text.</summary>
    /// <param name="name">The name of its own template, and what errors call the text.</param>
    /// <param name="text">The template.</param>
    /// <param name="functions">What it may call.</param>
    /// <param name="delimiters">The marks around actions; <c>{{ }}</c> where null.</param>
    /// <exception cref="TemplateException">The text is no template.</exception>
    public static ParsedText Parse(string name, string text, FunctionTable functions, Delimiters? delimiters = null) =>
        new(Parser.Parse(new TemplateSource(name, text, delimiters ?? Delimiters.Braces), functions));

    /// <summary>
    /// Parses a text that is executed once, if at all. Where it defines no templates besides its own, the tree is not kept, which is many
    /// times as large as the text, but made again then.
    /// </summary>
    /// <inheritdoc cref="Parse"/>
    public static ParsedText ParseForOnce(string name, string text, FunctionTable functions)
    {
        var parsed = Parse(name, text, functions);
        return parsed.Templates.Count > 1
            ? parsed
            : new ParsedText(new Dictionary<string, ParsedTemplate>(1, StringComparer.Ordinal) { [name] = parsed.Templates[name].WithoutTree(functions) });
    }
}
