using System.Diagnostics.CodeAnalysis;
using NinjaBuild.GoTemplates.Syntax;

namespace NinjaBuild.GoTemplates;

/// <summary>
/// Named templates that can call each other. <see cref="Parse"/> fills the set; once nothing is parsed any more, any number of threads may
/// execute it at the same time.
/// </summary>
public sealed class TemplateSet
{
    readonly Dictionary<string, ParsedTemplate> _templates = new(StringComparer.Ordinal);
    readonly TemplateSet? _parent;

    /// <summary>An empty set.</summary>
    /// <param name="functions">What its templates may call; not to be changed any more.</param>
    /// <param name="delimiters">The marks around actions; <c>{{ }}</c> where null.</param>
    /// <param name="missingKey">What a template sees where a map has no such key.</param>
    public TemplateSet(FunctionTable functions, Delimiters? delimiters = null, MissingKey missingKey = MissingKey.NoValue)
    {
        Functions = functions;
        Delimiters = delimiters ?? Delimiters.Braces;
        MissingKey = missingKey;
    }

    TemplateSet(TemplateSet parent)
        : this(parent.Functions, parent.Delimiters, parent.MissingKey) => _parent = parent;

    /// <summary>What its templates may call.</summary>
    public FunctionTable Functions { get; }

    /// <summary>The marks around actions.</summary>
    public Delimiters Delimiters { get; }

    /// <summary>What a template sees where a map has no such key.</summary>
    public MissingKey MissingKey { get; }

    /// <summary>The names of the templates of this set, in the order of their first definition; those it derives from are not listed.</summary>
    public IReadOnlyCollection<string> Names => _templates.Keys;

    /// <summary>An empty set that sees the templates of this one, and may define others in their place: O(1), for Helm's <c>tpl</c>.</summary>
    public TemplateSet Derive() => new(this);

    /// <summary>
    /// Adds the templates of a text: its own under <paramref name="name"/>, and those it defines. A template of a name that exists takes its
    /// place, except where it is blank.
    /// </summary>
    /// <exception cref="TemplateException">The text is no template; nothing has been added.</exception>
    public void Parse(string name, string text) => Add(ParsedText.Parse(name, text, Functions, Delimiters));

    /// <summary>Adds the templates of a text that was parsed before, with the same functions and delimiters.</summary>
    public void Add(ParsedText text)
    {
        foreach (var (name, template) in text.Templates)
        {
            if (!template.IsBlank || !TryGet(name, out _))
                _templates[name] = template;
        }
    }

    /// <summary>Whether there is a template of that name.</summary>
    public bool Contains(string name) => TryGet(name, out _);

    /// <summary>The source of a template, printed from its tree.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    public string Print(string name) => TryGet(name, out var template) ? template.ToString() : throw new KeyNotFoundException(name);

    /// <summary>What a template writes.</summary>
    /// <param name="name">The template.</param>
    /// <param name="data">The cursor at its start, and <c>$</c>.</param>
    /// <param name="limits">What it may use.</param>
    /// <param name="state">Anything that functions want to find again in <see cref="TemplateExecution.State"/>.</param>
    /// <param name="cancellation">Ends the execution with an error.</param>
    /// <exception cref="TemplateException">There is none of that name, or it failed.</exception>
    public string Execute(
        string name, object? data, ExecutionLimits? limits = null, object? state = null, CancellationToken cancellation = default)
    {
        var execution = new TemplateExecution(limits ?? ExecutionLimits.Default, state, cancellation);
        return execution.Execute(this, name, data);
    }

    internal bool TryGet(string name, [MaybeNullWhen(false)] out ParsedTemplate template)
    {
        for (var set = this; set is not null; set = set._parent)
        {
            if (set._templates.TryGetValue(name, out template))
                return true;
        }

        template = null;
        return false;
    }
}
