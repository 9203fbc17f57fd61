namespace NinjaBuild.GoTemplates.Syntax;

/// <summary>A named tree, and the text that it was parsed from. Never changes; shared by all who execute it.</summary>
internal sealed class ParsedTemplate
{
    readonly ListNode? _root;
    readonly FunctionTable? _functions;

    /// <summary>A template.</summary>
    /// <param name="name">The name it is called by.</param>
    /// <param name="source">The text it stands in.</param>
    /// <param name="root">Its nodes.</param>
    public ParsedTemplate(string name, TemplateSource source, ListNode root)
    {
        (Name, Source, _root) = (name, source, root);
        IsBlank = root.IsBlank;
    }

    ParsedTemplate(ParsedTemplate original, FunctionTable functions) =>
        (Name, Source, IsBlank, _functions) = (original.Name, original.Source, original.IsBlank, functions);

    /// <summary>The name it is called by.</summary>
    public string Name { get; }

    /// <summary>The text it stands in.</summary>
    public TemplateSource Source { get; }

    /// <summary>Whether nothing but space stands in it: such a definition never replaces another.</summary>
    public bool IsBlank { get; }

    /// <summary>Its nodes.</summary>
    public ListNode Root => _root ?? Parser.Parse(Source, _functions!)[Name].Root;

    /// <summary>The same template, which makes its tree anew whenever that is asked for.</summary>
    public ParsedTemplate WithoutTree(FunctionTable functions) => new(this, functions);

    /// <summary>The whole template as source.</summary>
    public override string ToString() => Root.ToSource(Source.Delimiters);
}

/// <summary>A text of templates.</summary>
/// <param name="Name">What errors call it: the name of the file.</param>
/// <param name="Text">All of it.</param>
/// <param name="Delimiters">The marks that it was read with.</param>
internal sealed record TemplateSource(string Name, string Text, Delimiters Delimiters)
{
    /// <summary>The line (from 1) and the bytes before the place on that line.</summary>
    public (int Line, int Column) Locate(int position)
    {
        var before = Text.AsSpan(0, Math.Min(position, Text.Length));
        var lineStart = before.LastIndexOf('\n') + 1;
        return (1 + before.Count('\n'), Values.GoString.ByteLength(before[lineStart..]));
    }
}
